import { inTurn } from '../../../../nodes/TwelveLabs/resources/indexedAsset/inTurn';
import { settle } from '../../../api/rateLimiter/virtualClock';

/** Work that notes when it begins, and ends when it is told to. */
function workNamed(name: string, begun: string[]) {
	let end = () => {};
	const work = async () => {
		begun.push(name);
		await new Promise<void>((resolve) => (end = resolve));
		return name;
	};
	return { work, end: () => end() };
}

test('work of one place is done one after the other, that of another place beside it', async () => {
	const begun: string[] = [];
	const [first, second, elsewhere] = ['first', 'second', 'elsewhere'].map((name) =>
		workNamed(name, begun),
	);
	const all = [
		inTurn('here', first.work),
		inTurn('here', second.work),
		inTurn('there', elsewhere.work),
	];
	await settle();
	expect(begun).toEqual(['first', 'elsewhere']);
	first.end();
	await settle();
	expect(begun).toEqual(['first', 'elsewhere', 'second']);
	second.end();
	elsewhere.end();
	expect(await Promise.all(all)).toEqual(['first', 'second', 'elsewhere']);
});

test('who comes when work was stopped, but has not ended, still waits for its end', async () => {
	const begun: string[] = [];
	const [stopped, next] = ['stopped', 'next'].map((name) => workNamed(name, begun));
	const stop = new AbortController();
	const mine = inTurn('here', stopped.work, stop.signal);
	await settle();
	stop.abort(new Error('stop'));
	await expect(mine).rejects.toThrow('stop');
	const theirs = inTurn('here', next.work);
	await settle();
	expect(begun).toEqual(['stopped']);
	stopped.end();
	await settle();
	expect(begun).toEqual(['stopped', 'next']);
	next.end();
	expect(await theirs).toBe('next');
});

test('the IDs of those who were here before are known for as long as somebody is here', async () => {
	const takenBy = async (id: string) =>
		await inTurn('here', async (taken) => {
			const before = [...taken];
			taken.add(id);
			return before;
		});
	expect(await Promise.all([takenBy('a'), takenBy('b')])).toEqual([[], ['a']]);
	expect(await takenBy('c')).toEqual([]);
});
