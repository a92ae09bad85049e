import type { IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../../nodes/api/endpoints';
import { run as addAssets } from '../../../../nodes/TwelveLabs/resources/entity/addAssets.run';
import { run as removeAssets } from '../../../../nodes/TwelveLabs/resources/entity/removeAssets.run';
import { useSkippedWaits } from '../../../engine/skipWaits';
import { ENTITY, itemsAbout } from './stubItem';

useSkippedWaits();

const OLD = '6a3000000000000000000001';
const NEW = '6a300000000000000000000a';

const at = (second: number) => `2026-11-28T00:00:${String(second).padStart(2, '0')}Z`;

/** Changes an entity whose reads are answered as listed, the last one again and again. */
async function changed(
	change: typeof addAssets,
	{ answer, reads }: { answer: IDataObject; reads: IDataObject[] },
	{ maxWaitMinutes = 1, assetIds = NEW } = {},
) {
	let readings = 0;
	const { itemWith } = itemsAbout(ENDPOINTS.entities.createAssets, ({ method }) => ({
		body: {
			_id: ENTITY,
			...(method === 'GET' ? reads[Math.min(readings++, reads.length - 1)] : answer),
		},
	}));
	const output = await change(itemWith({ assetIds }, { waitForCompletion: true, maxWaitMinutes }));
	return { output, readings };
}

const entity = (asset_ids: string[], status: string, updated_at?: string) => ({
	asset_ids,
	status,
	...(updated_at !== undefined && { updated_at }),
});

const ADDED = [OLD, NEW];

test.each([
	[
		'an earlier time',
		entity(ADDED, 'processing', at(5)),
		[
			entity([OLD], 'ready', at(4)),
			entity(ADDED, 'processing', at(5)),
			entity(ADDED, 'ready', at(9)),
		],
	],
	[
		'other images in the same second',
		entity(ADDED, 'processing', at(5)),
		[entity([OLD], 'ready', at(5)), entity(ADDED, 'ready', at(5))],
	],
	[
		'other images, where times are missing',
		{ status: 'processing' },
		[entity([OLD], 'ready'), entity(ADDED, 'ready')],
	],
])('a ready entity with %s is not the changed one', async (_, answer, reads) => {
	const { output, readings } = await changed(addAssets, { answer, reads });
	expect(readings).toBe(reads.length);
	expect(output).toMatchObject([reads.at(-1)]);
});

test.each([
	['has the images', at(5), ADDED],
	['was changed again since', at(6), [OLD]],
	[
		'was changed in the same second, by times of another precision',
		'2026-11-28T00:00:05.020Z',
		ADDED,
	],
])('a ready entity counts at once where it %s', async (_, time, images) => {
	const answer = entity(ADDED, 'ready', '2026-11-28T00:00:05.400Z');
	const { readings } = await changed(addAssets, { answer, reads: [entity(images, 'ready', time)] });
	expect(readings).toBe(1);
});

test('images are the same in either case, and where a read has none, the status counts', async () => {
	const answer = entity(ADDED, 'processing', at(5));
	const [first] = [[entity(ADDED, 'ready', at(5))]];
	const upper = await changed(addAssets, { answer, reads: first }, { assetIds: NEW.toUpperCase() });
	expect(upper.readings).toBe(1);
	const bare = await changed(addAssets, { answer: {}, reads: [{ status: 'ready' }] });
	expect(bare.readings).toBe(1);
});

test('an entity that still has removed images is not the changed one', async () => {
	const reads = [entity(ADDED, 'ready', at(5)), entity([OLD], 'ready', at(5))];
	const answer = entity([OLD], 'processing', at(5));
	expect((await changed(removeAssets, { answer, reads })).readings).toBe(2);
});

test('a wait that saw nothing but the entity of before says that it was being processed', async () => {
	const answer = entity(ADDED, 'processing', at(5));
	const reads = [entity([OLD], 'ready', at(4))];
	await expect(changed(addAssets, { answer, reads }, { maxWaitMinutes: 0 })).rejects.toThrow(
		'The entity was still being processed after 0 seconds',
	);
});
