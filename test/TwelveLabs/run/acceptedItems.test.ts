import { countItem } from '../../../nodes/TwelveLabs/run/acceptedItems';

/** What n8n hands to all items of a run. */
const newRun = () => ({});

const UPLOAD = {
	done: 'were uploaded',
	id: 'asset_id',
	again: 'Leave them out.',
	unclear: 'Look for them.',
	resume: { id: 'upload_id', how: 'Resume it.' },
};

const part = (run: object, index: number, facts = {}, cancel?: AbortSignal) =>
	countItem(run, index, { onceOnly: UPLOAD, facts, cancel });

/** Such as an item that TwelveLabs has accepted. */
function accept(run: object, index: number, facts = {}, cancel?: AbortSignal) {
	const item = part(run, index, facts, cancel);
	item.onEffect('done');
	return item.ended();
}

test('items that start when others have ended, as with Batching, are counted with them', () => {
	const run = newRun();
	for (const index of [0, 1, 2]) accept(run, index);
	const error = { description: 'Correct the value.' };
	const last = part(run, 3);
	last.stopsNode(error);
	last.ended();
	expect(error.description).toMatch(
		/^Correct the value\. 3 of 4 items were uploaded: item 0, item 1/,
	);
});

test('what ends after an item has stopped the node is added to its description', () => {
	const run = newRun();
	const error = { description: '' };
	const [first, second, third] = [0, 1, 2].map((index) =>
		part(run, index, { asset_id: `a${index}` }),
	);
	first.stopsNode(error);
	first.ended();
	expect(error.description).toBe('');
	for (const item of [second, third]) {
		item.onEffect('done');
		item.ended();
	}
	expect(error.description).toMatch(
		/^2 of 3 items were uploaded: asset_id a1 \(item 1\), asset_id a2 \(item 2\)\. Leave/,
	);
});

test('an item that n8n runs again, and another run of the node, are not counted as further items', () => {
	const run = newRun();
	for (const index of [0, 1, 0]) accept(run, index);
	const error = { description: '' };
	const again = part(run, 1);
	again.onEffect('done');
	again.stopsNode(error);
	again.ended();
	accept(newRun(), 2);
	expect(error.description).toMatch(/^2 of 2 items/);
});

test('an item that was unclear, and succeeds when n8n runs it again, is unclear no longer', () => {
	const run = newRun();
	const first = part(run, 0);
	first.onEffect('unclear', 'talk.mp4');
	const error = { description: '' };
	first.stopsNode(error);
	first.ended();
	accept(run, 0);
	const second = part(run, 1);
	second.stopsNode(error);
	second.ended();
	expect(error.description).toMatch(/^1 of 2 items were uploaded/);
	expect(error.description).not.toContain('Unclear');
});

test('the error of the first of all items that stop the node has it, as n8n shows that, also when they run again', () => {
	const run = newRun();
	accept(run, 5);
	const errorsOf = (indexes: number[]) =>
		indexes.map((index) => {
			const error = { description: '' };
			const item = part(run, index);
			item.stopsNode(error);
			item.ended();
			return error;
		});
	expect(errorsOf([2, 1]).at(-1)?.description).toMatch(/^1 of 3 items/);
	accept(run, 1);
	expect(errorsOf([2])[0].description).toMatch(/^2 of 3 items/);
});

test('many items cost no more than a few, and ten are named', () => {
	const run = newRun();
	const error = { description: '' };
	const first = part(run, 0);
	first.stopsNode(error);
	first.ended();
	const begun = performance.now();
	for (let index = 1; index <= 100_000; index++) accept(run, index, { asset_id: 'a' });
	expect(performance.now() - begun).toBeLessThan(5_000);
	expect(error.description).toContain('asset_id a (item 10), and 99990 more.');
	expect(error.description).not.toContain('(item 11)');
});

describe('of a run that was stopped', () => {
	const stop = AbortSignal.abort();

	test('the last item reports what was uploaded, and what can be resumed', () => {
		const run = newRun();
		accept(run, 0, { asset_id: 'a0', upload_id: 'u0' });
		const [second, third] = [1, 2].map((index) =>
			part(run, index, { asset_id: `a${index}`, upload_id: `u${index}` }, stop),
		);
		expect(second.ended()).toBeUndefined();
		expect(third.ended()).toBe(
			'1 of 3 items were uploaded: asset_id a0 (item 0). Leave them out. Not finished: upload_id u1 (item 1), upload_id u2 (item 2). Resume it.',
		);
	});

	test('it is reported once, also where further batches begin and end', () => {
		const run = newRun();
		expect(accept(run, 0, {}, stop)).toMatch(/^1 of 1 items/);
		expect(part(run, 1, {}, stop).ended()).toBeUndefined();
	});

	test('items whose request was under way are named with what finds them again', () => {
		const run = newRun();
		accept(run, 0, { asset_id: 'a0' });
		const [second, third] = [1, 2].map((index) => part(run, index, {}, stop));
		second.onEffect('unclear', 'talk.mp4');
		second.ended();
		third.onEffect('unclear', 'refused.mp4');
		third.onEffect('none');
		expect(third.ended()).toBe(
			'1 of 3 items were uploaded: asset_id a0 (item 0). Leave them out. Unclear: talk.mp4 (item 1). Look for them.',
		);
	});

	test('in which nothing was accepted, nothing is reported', () => {
		expect(part(newRun(), 0, {}, stop).ended()).toBeUndefined();
	});
});
