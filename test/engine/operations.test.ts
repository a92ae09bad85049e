import type { INodeParameters } from 'n8n-workflow';

import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld();

/** An index with two ready indexed assets and one that is still running, newest last. */
function seeded() {
	const index = world.simulator.world.addIndex({ name: 'Keynotes' });
	const [first, second, running] = ['first.mp4', 'second.mp4', 'running.mp4'].map((filename, n) =>
		world.simulator.world.addIndexedAsset({
			indexId: index.id,
			filename,
			status: n < 2 ? 'ready' : 'indexing',
			createdAt: Date.now() - 60_000 + n * 1_000,
			userMetadata: { season: n },
		}),
	);
	return { index, indexId: byId(index.id), first, second, running };
}

describe('Index Asset', () => {
	test('three items give three POSTs with exactly the documented bodies, and three paired items', async () => {
		const index = world.simulator.world.addIndex();
		const assets = [1, 2, 3].map(() => world.simulator.world.addAsset({ status: 'ready' }));
		const run = await world.run(
			'create',
			{
				indexId: byId(index.id),
				assetId: byId('={{ $json.asset }}'),
				enableVideoStream: '={{ $json.stream }}',
				userMetadata: {
					fields: [
						{ key: 'season', type: 'integer', value: '={{ $json.season }}' },
						{ key: 'label', type: 'string', value: '={{ $json.season }}' },
						{ key: 'live', type: 'boolean', value: true },
					],
				},
			},
			{
				input: assets.map(({ id }, n) => ({ json: { asset: id, stream: n === 1, season: n + 7 } })),
			},
		);

		expect(run.data.resultData.error).toBeUndefined();
		expect(world.simulator.requests.map(({ body }) => body)).toEqual(
			assets.map(({ id }, n) => ({
				asset_id: id,
				enable_video_stream: n === 1,
				user_metadata: { season: n + 7, label: String(n + 7), live: true },
			})),
		);
		expect(world.sent()).toEqual(
			Array.from({ length: 3 }, () => `POST /indexes/${index.id}/indexed-assets`),
		);
		expect(itemsOf(run).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(jsonOf(run)).toEqual(
			assets.map(({ id }) => ({
				_id: expect.stringMatching(/^[0-9a-f]{24}$/),
				asset_id: id,
				index_id: index.id,
			})),
		);
		expect(world.simulator.requests.map(({ headers }) => headers['x-api-key'])).toEqual(
			Array.from({ length: 3 }, () => world.simulator.apiKey),
		);
	});

	test('without metadata none is sent', async () => {
		const index = world.simulator.world.addIndex();
		const asset = world.simulator.world.addAsset({ status: 'ready' });
		await world.run('create', { indexId: byId(index.id), assetId: byId(asset.id) });
		expect(world.simulator.requests[0].body).toEqual({
			asset_id: asset.id,
			enable_video_stream: false,
		});
	});

	test('metadata may come as JSON, and further fields go out beside it', async () => {
		const index = world.simulator.world.addIndex();
		const asset = world.simulator.world.addAsset({ status: 'ready' });
		await world.run('create', {
			indexId: byId(index.id),
			assetId: byId(asset.id),
			metadataMode: 'json',
			userMetadataJson: '={{ JSON.stringify({ season: 7, label: "7" }) }}',
			options: { additionalFields: '{"priority":"high"}' },
		});
		expect(world.simulator.requests[0].body).toEqual({
			asset_id: asset.id,
			enable_video_stream: false,
			user_metadata: { season: 7, label: '7' },
			priority: 'high',
		});
	});

	test('metadata keys that JavaScript treats specially arrive like any other', async () => {
		const index = world.simulator.world.addIndex();
		const asset = world.simulator.world.addAsset({ status: 'ready' });
		const keys = ['constructor', 'prototype', '__proto__', 'toString'];
		await world.run('create', {
			indexId: byId(index.id),
			assetId: byId(asset.id),
			userMetadata: { fields: keys.map((key) => ({ key, type: 'string', value: 'x' })) },
		});
		const { user_metadata: sent } = world.simulator.requests[0].body as { user_metadata: object };
		expect(Object.getOwnPropertyNames(sent)).toEqual(keys);
	});

	test.each([
		['={{ $json.missing }}', 'Asset is empty [item 0]'],
		['={{ null }}', 'Asset is empty [item 0]'],
		['={{ ({}) }}', 'Asset: {} is not an ID [item 0]'],
		['={{ ["a","b"] }}', 'Asset: ["a","b"] is not an ID [item 0]'],
		['={{ true }}', 'Asset: true is not an ID [item 0]'],
		['..', 'Asset: ".." is not an ID [item 0]'],
	])('the asset %s is refused, not sent', async (value, message) => {
		const index = world.simulator.world.addIndex();
		const run = await world.run('create', { indexId: byId(index.id), assetId: byId(value) });
		expect(errorOf(run).message).toBe(message);
		expect(world.sent()).toEqual([]);
	});

	test('the index may be given by its address in the Playground', async () => {
		const index = world.simulator.world.addIndex();
		const asset = world.simulator.world.addAsset({ status: 'ready' });
		const url = `https://playground.twelvelabs.io/indexes/${index.id}/videos?sort=asc`;
		const run = await world.run('create', {
			indexId: { __rl: true, mode: 'url', value: url },
			assetId: byId(asset.id),
		});
		expect(jsonOf(run)[0].index_id).toBe(index.id);
	});

	test('a value that does not fit stops its own item before it is sent, and no other', async () => {
		const index = world.simulator.world.addIndex();
		const assets = ['abc', 7].map((season) => ({
			json: { asset: world.simulator.world.addAsset({ status: 'ready' }).id, season },
		}));
		const run = await world.run(
			'create',
			{
				indexId: byId(index.id),
				assetId: byId('={{ $json.asset }}'),
				userMetadata: {
					fields: [{ key: 'season', type: 'integer', value: '={{ $json.season }}' }],
				},
			},
			{ input: assets, onError: 'continueErrorOutput' },
		);
		expect(world.simulator.requests.map(({ body }) => body)).toEqual([
			expect.objectContaining({ asset_id: assets[1].json.asset }),
		]);
		expect(jsonOf(run)).toHaveLength(1);
		expect(itemsOf(run, 1)).toEqual([
			{
				json: {
					...assets[0].json,
					error: 'User Metadata "season": "abc" is not a number [item 0]',
					details: { next: expect.stringContaining('Nothing was sent for this item') },
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

describe('Get', () => {
	test('gives the indexed asset simplified, as the API does, or the fields that are named', async () => {
		const { index, indexId, first } = seeded();
		const get = async (parameters: INodeParameters) => {
			const run = await world.run('get', {
				indexId,
				indexedAssetId: byId(first.id),
				...parameters,
			});
			return jsonOf(run)[0];
		};
		const simplified = await get({});
		expect(simplified).toMatchObject({ _id: first.id, index_id: index.id, filename: 'first.mp4' });
		expect(Object.values(simplified).filter((value) => typeof value === 'object')).toEqual([]);
		expect(world.simulator.requests[0].query).toEqual({});

		const raw = await get({ output: 'raw' });
		expect(raw).toMatchObject({ _id: first.id, status: 'ready', user_metadata: { season: 0 } });
		expect(raw).not.toHaveProperty('index_id');

		const fields = 'index_id, user_metadata.season, system_metadata.filename';
		expect(await get({ output: 'selected', fields })).toEqual({
			index_id: index.id,
			user_metadata: { season: 0 },
			system_metadata: { filename: 'first.mp4' },
		});
	});

	test('a selection of no fields is refused before anything is sent', async () => {
		const { indexId, first } = seeded();
		const parameters = { indexId, indexedAssetId: byId(first.id), output: 'selected' };
		expect(errorOf(await world.run('get', parameters)).message).toContain('Fields is empty');
		expect(world.sent()).toEqual([]);
	});

	test('embeddings and transcription come only when they are asked for', async () => {
		const { indexId, first } = seeded();
		const run = await world.run('get', {
			indexId,
			indexedAssetId: byId(first.id),
			options: { embeddingOptions: ['visual', 'audio'], transcription: true },
		});
		expect(jsonOf(run)[0]).toMatchObject({
			embedding: { video_embedding: { segments: expect.any(Array) } },
			transcription: expect.any(Array),
		});
	});

	test('takes embeddings as the text that an AI agent gives', async () => {
		const { indexId, first } = seeded();
		const run = await world.run('get', {
			indexId,
			indexedAssetId: byId(first.id),
			options: { embeddingOptions: '={{ "visual, audio" }}' },
		});
		expect(jsonOf(run)[0]).toHaveProperty('embedding');
	});
});

describe('Get Many', () => {
	const names = (run: Awaited<ReturnType<typeof world.run>>) =>
		jsonOf(run).map(({ filename }) => filename);

	test('lists the newest first, up to the limit, in one request', async () => {
		const { indexId } = seeded();
		const run = await world.run('getAll', { indexId, limit: 2 });
		expect(names(run)).toEqual(['running.mp4', 'second.mp4']);
		expect(world.sent()).toHaveLength(1);
		expect(itemsOf(run).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	test.each(['all', 'readyOnly'] as const)(
		'shows what is still running too, where a list that names no status gives %s',
		async (reading) => {
			world.simulator.switches.listStatuses = reading;
			const { indexId } = seeded();
			expect(names(await world.run('getAll', { indexId }))).toContain('running.mp4');
		},
	);

	test('returns all of a long list, each once, in pages of 50', async () => {
		const index = world.simulator.world.addIndex();
		world.simulator.world.seedIndexedAssets(173, { indexId: index.id, status: 'ready' });
		const run = await world.run('getAll', { indexId: byId(index.id), returnAll: true });
		expect(new Set(jsonOf(run).map(({ _id }) => _id)).size).toBe(173);
		expect(jsonOf(run)).toHaveLength(173);
		expect(world.sent()).toHaveLength(4);
	});

	test('a limit beyond a page reads no further than it must', async () => {
		const index = world.simulator.world.addIndex();
		world.simulator.world.seedIndexedAssets(173, { indexId: index.id, status: 'ready' });
		const run = await world.run('getAll', { indexId: byId(index.id), limit: 60 });
		expect(jsonOf(run)).toHaveLength(60);
		expect(world.sent()).toHaveLength(2);
	});

	test.each([
		[{ status: ['indexing'] }, ['running.mp4']],
		[{ status: 'ready,failed' }, ['second.mp4', 'first.mp4']],
		[{ filename: 'first.mp4' }, ['first.mp4']],
		[{ userMetadata: { fields: [{ key: 'season', type: 'integer', value: 1 }] } }, ['second.mp4']],
		[{ durationGte: 1_000_000 }, []],
		[{ fpsGte: 1, heightGte: 1, widthGte: 1, sizeGte: 1, durationGte: 1 }, 2],
		[{ fpsLte: 0, durationLte: 0, sizeLte: '={{ 0 }}', widthGte: '={{ "" }}' }, 3],
		[{ fpsLte: 0.1 }, []],
		[{ heightLte: 1, widthLte: 1, sizeLte: 1, durationLte: 1 }, []],
		[{ createdAt: '={{ $now.minus(1, "hour") }}' }, 3],
		[{ createdAt: '={{ $now.plus(1, "hour").toISO() }}' }, []],
		[{ updatedAt: '={{ $now.plus(1, "hour") }}' }, []],
	])('filters by %j', async (filters, expected) => {
		const { indexId } = seeded();
		const run = await world.run('getAll', { indexId, filters: filters as never });
		expect(run.data.resultData.error).toBeUndefined();
		if (typeof expected === 'number') expect(names(run)).toHaveLength(expected);
		else expect(names(run)).toEqual(expected);
	});

	test('sorts by the chosen field and direction', async () => {
		const { indexId } = seeded();
		const run = await world.run('getAll', {
			indexId,
			sort: { sortBy: 'created_at', sortOption: 'asc' },
		});
		expect(names(run)).toEqual(['first.mp4', 'second.mp4', 'running.mp4']);
		expect(world.simulator.requests[0].query).toMatchObject({
			sort_by: 'created_at',
			sort_option: 'asc',
		});
	});

	test('each item names its index, so that the next node can work with it', async () => {
		const { index, indexId } = seeded();
		const run = await world.run('getAll', { indexId });
		expect(jsonOf(run).map(({ index_id }) => index_id)).toEqual([index.id, index.id, index.id]);
		const raw = await world.run('getAll', { indexId, output: 'raw', limit: 1 });
		expect(jsonOf(raw)).toEqual([
			expect.objectContaining({
				system_metadata: expect.objectContaining({ filename: 'running.mp4' }),
			}),
		]);
	});

	test('an index without entries gives no items', async () => {
		const index = world.simulator.world.addIndex();
		expect(jsonOf(await world.run('getAll', { indexId: byId(index.id) }))).toEqual([]);
	});
});

describe('Get Many by Asset', () => {
	test('lists the indexes that hold an asset', async () => {
		const asset = world.simulator.world.addAsset({ status: 'ready' });
		const indexes = ['One', 'Two'].map((name) => world.simulator.world.addIndex({ name }));
		for (const { id } of indexes) {
			world.simulator.world.addIndexedAsset({ indexId: id, assetId: asset.id });
		}
		const run = await world.run('getAllByAsset', { assetId: byId(asset.id), returnAll: true });
		expect(jsonOf(run).map(({ index }) => index)).toEqual(
			expect.arrayContaining(indexes.map(({ id, name }) => ({ _id: id, name }))),
		);
		expect(jsonOf(run)).toHaveLength(2);
	});
});

describe('Update', () => {
	test('changes the named metadata, keeps the rest, and null removes a field', async () => {
		const { indexId, index, first } = seeded();
		const indexedAssetId = byId(first.id);
		const run = await world.run('update', {
			indexId,
			indexedAssetId,
			userMetadata: { fields: [{ key: 'label', type: 'string', value: '7' }] },
		});
		expect(jsonOf(run)).toEqual([{ _id: first.id, updated: true }]);
		const stored = () => world.simulator.world.indexedAsset(index.id, first.id)?.userMetadata;
		expect(stored()).toEqual({ season: 0, label: '7' });
		await world.run('update', {
			indexId,
			indexedAssetId,
			metadataMode: 'json',
			userMetadataJson: '{"season":null}',
		});
		expect(stored()).toEqual({ label: '7' });
	});

	test('a row of type Remove removes a field, and a row that was never filled sends nothing', async () => {
		const { indexId, first } = seeded();
		const rows = (...fields: INodeParameters[]): INodeParameters => ({
			indexId,
			indexedAssetId: byId(first.id),
			userMetadata: { fields },
		});
		const updated = await world.run(
			'update',
			rows(
				{ key: 'season', type: 'remove' },
				{ key: 'episode', type: 'integer', numberValue: 0 },
				{ key: 'live', type: 'boolean', booleanValue: false },
			),
		);
		expect(updated.data.resultData.error).toBeUndefined();
		expect(first.userMetadata).toEqual({ episode: 0, live: false });

		world.simulator.requests.length = 0;
		for (const type of ['string', 'integer', 'boolean']) {
			const run = await world.run('update', rows({ key: 'season', type }));
			expect(errorOf(run).message).toContain('User Metadata "season" has no value');
		}
		expect(world.sent()).toEqual([]);
	});

	test('without a field to change nothing is sent', async () => {
		const { indexId, first } = seeded();
		const run = await world.run('update', { indexId, indexedAssetId: byId(first.id) });
		expect(run.data.resultData.error?.message).toBe(
			'User Metadata names no field to update [item 0]',
		);
		expect(world.sent()).toEqual([]);
	});
});

describe('Delete', () => {
	test('removes the asset from the index and says so', async () => {
		const { indexId, index, first } = seeded();
		const run = await world.run('delete', { indexId, indexedAssetId: byId(first.id) });
		expect(jsonOf(run)).toEqual([{ _id: first.id, deleted: true }]);
		expect(world.simulator.world.indexedAsset(index.id, first.id)).toBeUndefined();
		expect(world.simulator.world.assets.has(first.assetId)).toBe(true);
	});
});
