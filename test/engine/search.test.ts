import { randomBytes } from 'node:crypto';

import { NodeConnectionTypes } from 'n8n-workflow';

import { inMemory, itemWith } from './files';
import { byId, errorOf, jsonOf, type RunOptions } from './harness';
import { useWorld } from './world';

const world = useWorld();

const CREATE = 'search.create';

let indexId: string;

/** Two videos with clips that fit 'crane'. */
beforeEach(() => {
	const account = world.simulator.world;
	indexId = account.addIndex({ name: `Site ${account.newId()}`, addons: ['thumbnail'] }).id;
	for (const filename of ['crane-north.mp4', 'crane-south.mp4']) {
		account.addIndexedAsset({
			indexId,
			filename,
			status: 'ready',
			userMetadata: { site: filename.slice(6, 11) },
		});
	}
});

const search = async (
	operation: 'text' | 'image',
	parameters: RunOptions['parameters'] = {},
	more: Partial<Omit<RunOptions, 'parameters'>> = {},
) =>
	await world.run(
		operation,
		{
			resource: 'search',
			indexId: byId(indexId),
			...(operation === 'text' && { queryText: 'crane' }),
			...parameters,
		},
		more,
	);

describe('a search by text', () => {
	test('gives one flat item for each clip, the best first', async () => {
		const clips = jsonOf(await search('text'));
		expect(clips.length).toBeGreaterThan(1);
		expect(clips.map(({ rank }) => rank)).toEqual(clips.map((_, n) => n + 1));
		expect(Object.keys(clips[0])).toEqual(
			expect.arrayContaining([
				...['indexed_asset_id', 'rank', 'start', 'end', 'duration', 'timestamp', 'thumbnail_url'],
				'index_id',
			]),
		);
		expect(clips[0]).toMatchObject({
			index_id: indexId,
			timestamp: expect.stringMatching(/^\d\d:\d\d:\d\d$/),
		});
		expect(world.sent()).toEqual(['POST /search']);
	});

	test('gives the same clips where they are grouped by video', async () => {
		const byRank = (clips: ReturnType<typeof jsonOf>) =>
			[...clips].sort((a, b) => Number(a.rank) - Number(b.rank));
		const grouped = jsonOf(
			await search('text', { returnAll: true, options: { groupBy: 'video' } }),
		);
		expect(byRank(grouped)).toEqual(jsonOf(await search('text', { returnAll: true })));
	});

	test('is narrowed by fields and by JSON', async () => {
		const [north] = jsonOf(
			await search('text', {
				filters: { filename: 'crane-north.mp4', durationGte: 1 },
				options: { includeUserMetadata: true },
			}),
		);
		expect(north.user_metadata).toEqual({ site: 'north' });
		const south = jsonOf(
			await search('text', {
				filters: { filterJson: '{"site": "south"}' },
				options: { includeUserMetadata: true },
			}),
		);
		expect(new Set(south.map(({ user_metadata }) => JSON.stringify(user_metadata)))).toEqual(
			new Set(['{"site":"south"}']),
		);
	});

	test('refuses a filter that is given twice, and sends nothing', async () => {
		const filters = { filename: 'a.mp4', filterJson: '{"filename": "b.mp4"}' };
		const error = errorOf(await search('text', { filters }));
		expect(error.message).toMatch(/^Filter \(JSON\): "filename" is set by another filter already/);
		expect(world.sent()).toEqual([]);
	});

	test('adds the asset of each clip, with one request for each video', async () => {
		const clips = jsonOf(await search('text', { options: { lookUpAsset: true } }));
		const assets = world.simulator.world.indexedAssetsOf(indexId);
		for (const { indexed_asset_id, asset_id, filename } of clips) {
			const found = assets.find(({ id }) => id === indexed_asset_id);
			expect({ asset_id, filename }).toEqual({
				asset_id: found?.assetId,
				filename: found?.filename,
			});
		}
		const videos = new Set(clips.map(({ indexed_asset_id }) => indexed_asset_id)).size;
		expect(world.sent().length).toBe(1 + videos);
	});

	test('reads all pages by their tokens, each clip once, and stops at the limit', async () => {
		const all = jsonOf(await search('text', { returnAll: true, limit: 1 }));
		expect(new Set(all.map((clip) => JSON.stringify(clip))).size).toBe(all.length);
		const limited = jsonOf(await search('text', { limit: 1 }));
		expect(limited).toEqual(all.slice(0, 1));
	});

	describe('over several pages', () => {
		const EXPIRED = {
			on: 'search.retrieve',
			respond: {
				status: 400,
				body: { code: 'search_page_token_expired', message: 'The page token has expired.' },
			},
		};
		let clips: ReturnType<typeof jsonOf>;

		beforeEach(async () => {
			const account = world.simulator.world;
			account.seedIndexedAssets(60, { indexId, status: 'ready' }, (n) => ({
				filename: `crane-${n}.mp4`,
			}));
			clips = jsonOf(await search('text', { returnAll: true }));
			world.simulator.requests.length = 0;
		});

		test('gives each clip once', () => {
			expect(clips.length).toBeGreaterThan(100);
			expect(clips.map(({ rank }) => rank)).toEqual(clips.map((_, n) => n + 1));
		});

		test('starts over once where a token has expired, and repeats no clip', async () => {
			world.simulator.faults.add(EXPIRED);
			expect(jsonOf(await search('text', { returnAll: true }))).toEqual(clips);
			expect(world.sent().filter((call) => call === 'POST /search').length).toBe(2);
		});

		test('says how many clips it has read where tokens expire again', async () => {
			world.simulator.faults.add({ ...EXPIRED, times: 2 });
			const error = errorOf(await search('text', { returnAll: true }));
			expect(error.message).toBe(
				'TwelveLabs refused the next page of the search twice, after 50 clips',
			);
		});

		test('goes on after a 429 and a 503 in the middle, with each clip once', async () => {
			for (const status of [429, 503]) {
				world.simulator.faults.add({ on: 'search.retrieve', respond: { status } });
			}
			expect(jsonOf(await search('text', { returnAll: true }))).toEqual(clips);
			expect(world.sent().filter((call) => call === 'POST /search').length).toBe(1);
		});
	});

	test('is repeated after a lost response, since it only reads', async () => {
		world.simulator.faults.add({ on: CREATE, respond: 'html502' });
		expect(jsonOf(await search('text')).length).toBeGreaterThan(0);
		expect(world.sent()).toEqual(['POST /search', 'POST /search']);
	});

	test('takes the name of an index, and gives a model no thumbnails', async () => {
		const name = world.simulator.world.indexes.get(indexId)?.name ?? '';
		const run = await search('text', { indexId: byId(name) }, { asTool: true });
		const [{ data }] = run.data.resultData.runData.Node;
		const clips = data?.[NodeConnectionTypes.AiTool]?.[0] ?? [];
		expect(clips[0]?.json).toMatchObject({ index_id: indexId, rank: 1 });
		expect(clips[0]?.json).not.toHaveProperty('thumbnail_url');
	});
});

describe('a search by image', () => {
	const image = (fileName: string) =>
		inMemory(randomBytes(200), { fileName, mimeType: 'image/png' });

	test('sends several files, with a text', async () => {
		const input = [{ json: {}, binary: { one: image('a.png'), two: image('b.png') } }];
		const found = await search(
			'image',
			{ binaryPropertyName: 'one, two', queryText: 'crane' },
			{ input },
		);
		expect(jsonOf(found).length).toBeGreaterThan(0);
		expect(world.sent()).toEqual(['POST /search']);
	});

	test('sends several addresses', async () => {
		const imageUrls = 'https://example.com/a.png, https://example.com/b.png';
		await search('image', { mediaSource: 'url', imageUrls });
		expect(world.sent()).toEqual(['POST /search']);
	});

	test('refuses what is no image, and an eleventh, before anything is sent', async () => {
		const video = itemWith(inMemory(randomBytes(10)));
		expect(errorOf(await search('image', {}, { input: video })).message).toContain(
			'"talk.mp4" is no image',
		);
		const imageUrls = Array.from({ length: 11 }, (_, n) => `https://example.com/${n}.png`);
		expect(
			errorOf(await search('image', { mediaSource: 'url', imageUrls: imageUrls.join() })).message,
		).toContain('at most 10');
		expect(world.sent()).toEqual([]);
	});
});
