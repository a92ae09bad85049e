import type { IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../../nodes/api/endpoints';
import { run } from '../../../../nodes/TwelveLabs/resources/entity/update.run';
import { useSkippedWaits } from '../../../engine/skipWaits';
import { ENTITY, itemsAbout } from './stubItem';

useSkippedWaits();

/** Time of the n-th change. */
const at = (second: number) => `2026-11-28T00:00:${String(second).padStart(2, '0')}Z`;

interface Shown {
	metadata?: IDataObject;
	updated_at?: string;
}

/**
 * An entity whose reads are answered as listed, the last one again and again, or with what is there; and whose changes are
 * answered as TwelveLabs documents it, unless the test says otherwise.
 */
function entityWith({
	reads = [],
	isTimed = true,
	answers = (now: Shown): IDataObject => ({ _id: ENTITY, ...now }),
}: {
	reads?: Array<{ headers?: object; shows?: Shown }>;
	isTimed?: boolean;
	answers?: (now: Shown) => IDataObject;
}) {
	let now: Shown = { metadata: {}, ...(isTimed && { updated_at: at(0) }) };
	let changes = 0;
	let readings = 0;
	const change = (metadata?: IDataObject) => {
		now = { metadata: metadata ?? now.metadata, ...(isTimed && { updated_at: at(++changes) }) };
	};
	const { sent, itemWith } = itemsAbout(ENDPOINTS.entities.update, ({ method, body }) => {
		if (method === 'GET') {
			const { headers = {}, shows = now } = reads[Math.min(readings++, reads.length - 1)] ?? {};
			return { headers, body: { _id: ENTITY, ...shows } };
		}
		change(body?.metadata as IDataObject | undefined);
		return { body: answers(now) };
	});
	return {
		sent,
		change,
		metadata: () => now.metadata,
		update: async (metadata: IDataObject, updateMode = 'merge', additionalFields = {}) =>
			await run(
				itemWith(
					{ updateMode, metadataMode: 'json', userMetadataJson: JSON.stringify(metadata) },
					{ additionalFields },
				),
			),
	};
}

const BEFORE = { metadata: {}, updated_at: at(0) };
const STORED = { age: '7' };

test.each([
	['lags behind', [{ shows: BEFORE }]],
	['comes from a cache', [{}, { headers: STORED, shows: BEFORE }]],
])('an item merges on top of the one before it, where its read %s', async (_, reads) => {
	const entity = entityWith({ reads });
	await entity.update({ a: 1, gone: 1 });
	await entity.update({ b: 2, gone: null });
	await entity.update({ c: 3 });
	expect(entity.metadata()).toEqual({ a: 1, b: 2, c: 3 });
});

test('what an item has replaced or cleared does not come back with a read that lags behind', async () => {
	const entity = entityWith({ reads: [{ shows: { metadata: { old: 1 }, updated_at: at(0) } }] });
	await entity.update({ a: 1 }, 'replace');
	await entity.update({ b: 2 });
	expect(entity.metadata()).toEqual({ a: 1, b: 2 });
	await entity.update({}, 'clear');
	await entity.update({ c: 3 });
	expect(entity.metadata()).toEqual({ c: 3 });
});

test('an item merges on top of what another program has changed since', async () => {
	const entity = entityWith({});
	await entity.update({ a: 1 });
	entity.change({ other: 1 });
	await entity.update({ b: 2 });
	expect(entity.metadata()).toEqual({ other: 1, b: 2 });
});

test.each([
	['says nothing', () => ({})],
	['has no metadata', () => ({ _id: ENTITY, updated_at: at(1) })],
])('what was sent counts where the answer to it %s', async (_, answers) => {
	const entity = entityWith({ reads: [{ shows: BEFORE }], answers });
	await entity.update({ a: 1 });
	await entity.update({ b: 2 });
	expect(entity.metadata()).toEqual({ a: 1, b: 2 });
});

test.each([[{ b: 2 }], [{}]])(
	'metadata of Additional Fields is merged, too, with %j',
	async (metadata) => {
		const entity = entityWith({});
		await entity.update({ a: 1 });
		await entity.update(metadata, 'merge', { metadata: { tags: ['new'] } });
		expect(entity.metadata()).toEqual({ a: 1, ...metadata, tags: ['new'] });
	},
);

test('an answer without metadata to a change that clears it counts as none', async () => {
	const answers = ({ metadata, ...now }: Shown) => ({
		_id: ENTITY,
		...now,
		metadata: Object.keys(metadata ?? {}).length > 0 ? metadata : null,
	});
	const entity = entityWith({
		reads: [{}, { shows: { metadata: { a: 1 }, updated_at: at(1) } }],
		answers: answers as never,
	});
	await entity.update({ a: 1 });
	await entity.update({}, 'clear');
	await entity.update({ b: 2 });
	expect(entity.metadata()).toEqual({ b: 2 });
});

test('a change of this process is forgotten after minutes', async () => {
	const stored = { headers: STORED, shows: BEFORE };
	const entity = entityWith({ reads: [{}, stored] });
	await entity.update({ a: 1 });
	const now = performance.now() + 6 * 60_000;
	const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
	await expect(entity.update({ b: 2 })).rejects.toThrow('Only a cache says');
	clock.mockRestore();
});

test('without times, the own change counts for some seconds, and then what is read', async () => {
	const entity = entityWith({ isTimed: false, reads: [{}, { shows: { metadata: {} } }, {}] });
	await entity.update({ a: 1 });
	await entity.update({ b: 2 });
	expect(entity.metadata()).toEqual({ a: 1, b: 2 });
	entity.change({ other: 1 });
	const now = performance.now() + 10_000;
	const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
	await entity.update({ c: 3 });
	clock.mockRestore();
	expect(entity.metadata()).toEqual({ other: 1, c: 3 });
});

test('what only a cache says is read again, and nothing is built on it', async () => {
	const stored = { headers: STORED, shows: BEFORE };
	const again = entityWith({ reads: [stored, stored, {}] });
	await again.update({ a: 1 });
	expect(again.sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'PATCH']);

	const never = entityWith({ reads: [stored] });
	await expect(never.update({ a: 1 })).rejects.toThrow(
		`Only a cache says what metadata entity ${ENTITY} has`,
	);
	expect(never.sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
});
