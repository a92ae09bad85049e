import { byId, errorOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld();

const CREATE = 'indexes-indexedAssets.create';
const RETRIEVE = 'indexes-indexedAssets.retrieve';
const ASSET = 'assets.retrieve';
const UPDATE = 'indexes-indexedAssets.update';
const DELETE = 'indexes-indexedAssets.delete';

const OTHER = 'f'.repeat(24);

const entryOf = (status: 'ready' | 'indexing' = 'ready') => {
	const index = world.simulator.world.addIndex();
	const entry = world.simulator.world.addIndexedAsset({ indexId: index.id, status });
	return { entry, indexId: byId(index.id), indexedAssetId: byId(entry.id) };
};

const assetAndIndex = (status?: 'ready') => {
	const index = world.simulator.world.addIndex();
	const asset = world.simulator.world.addAsset({ status });
	return { asset, index, ids: { indexId: byId(index.id), assetId: byId(asset.id) } };
};

const posts = () => world.simulator.requests.filter(({ method }) => method === 'POST');

const said = { code: 'index_locked', message: 'The index is locked.' };

describe.each([
	['flat', { status: 200, body: said }],
	['nested', { status: 200, body: { error: said } }],
	['with a number as its code', { status: 200, body: { code: 5, message: said.message } }],
])('a 2xx that reports %s what went wrong is no success', (how, respond) => {
	const expectSaid = (error: ReturnType<typeof errorOf>) => {
		expect(error.message).toBe('TwelveLabs answered 200, but did not confirm the request');
		expect(error.description).toContain(said.message);
		expect(error.context?.details).toMatchObject({
			httpStatus: 200,
			message: said.message,
			...(!how.includes('number') && { code: said.code }),
		});
	};

	test.each([
		['get', RETRIEVE],
		['update', UPDATE],
		['delete', DELETE],
	])('of %s', async (operation, on) => {
		const { indexId, indexedAssetId } = entryOf();
		world.simulator.faults.add({ on, times: Infinity, respond });
		const userMetadata = { fields: [{ key: 'season', type: 'integer', value: 3 }] };
		const run = await world.run(operation, { indexId, indexedAssetId, userMetadata });
		expectSaid(errorOf(run));
	});

	test('of Index Asset, which is then not sent again', async () => {
		const { ids } = assetAndIndex('ready');
		world.simulator.faults.add({ on: CREATE, times: Infinity, respond });
		const run = await world.run('create', ids);
		expectSaid(errorOf(run));
		expect(errorOf(run).description).toContain('may have been indexed all the same');
		expect(posts()).toHaveLength(1);
	});

	test('of a list', async () => {
		const { indexId } = entryOf();
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.list',
			times: Infinity,
			respond: { ...respond, body: { ...respond.body, data: [] } },
		});
		const run = await world.run('getAll', { indexId });
		expectSaid(errorOf(run));
	});
});

test('a failed asset, whose reason stands under `error`, is an answer like any other', async () => {
	const { asset, ids } = assetAndIndex('ready');
	world.simulator.world.fail(asset.id, 'The file is broken.');
	const run = await world.run('create', { ...ids, options: { waitForAsset: true } });
	expect(errorOf(run).message).toContain('could not process the asset');
});

describe('an answer about something else', () => {
	const expectOther = (error: ReturnType<typeof errorOf>, id: string) => {
		expect(error.message).toBe(`TwelveLabs answered about ${OTHER} in place of ${id}`);
		expect(error.context?.details).toMatchObject({ httpStatus: 200, code: 'unexpected_answer' });
	};

	test.each([{ _id: OTHER }, {}])(
		'of Get does not count as the one asked for: %j',
		async (body) => {
			const { entry, ...ids } = entryOf();
			world.simulator.faults.add({
				on: RETRIEVE,
				times: Infinity,
				respond: { status: 200, body: { status: 'ready', ...body } },
			});
			const error = errorOf(await world.run('get', ids));
			if (body._id) expectOther(error, entry.id);
			else expect(error.message).toContain('does not come from TwelveLabs');
		},
	);

	test('of Update does not count as the one asked for', async () => {
		const { entry, ...ids } = entryOf();
		const respond = { status: 200, body: { _id: OTHER } };
		world.simulator.faults.add({ on: UPDATE, times: Infinity, respond });
		const userMetadata = { fields: [{ key: 'season', type: 'integer', value: 3 }] };
		expectOther(errorOf(await world.run('update', { ...ids, userMetadata })), entry.id);
	});

	test('once, through a mixed-up gateway, is asked for again', async () => {
		const { entry, ...ids } = entryOf();
		world.simulator.faults.add({ on: RETRIEVE, respond: { status: 200, body: { _id: OTHER } } });
		expect(jsonOf(await world.run('get', ids))).toEqual([
			expect.objectContaining({ _id: entry.id }),
		]);
	});

	test('an ID in capitals names the same', async () => {
		const { entry, indexId } = entryOf();
		world.simulator.faults.add({
			on: RETRIEVE,
			respond: { status: 200, body: { _id: entry.id, status: 'ready' } },
		});
		const indexedAssetId = byId(entry.id.toUpperCase());
		expect(jsonOf(await world.run('get', { indexId, indexedAssetId }))).toEqual([
			{ _id: entry.id, index_id: indexId.value, status: 'ready' },
		]);
	});

	test('of Wait for Asset does not make another asset ready', async () => {
		const { asset, ids } = assetAndIndex();
		const respond = { status: 200, body: { _id: OTHER, status: 'ready' } };
		world.simulator.faults.add({ on: ASSET, times: Infinity, respond });
		const run = await world.run('create', { ...ids, options: { waitForAsset: true } });
		expectOther(errorOf(run), asset.id);
		expect(posts()).toEqual([]);
	});

	test('of Wait for Completion does not count as the one that was created', async () => {
		const { index, ids } = assetAndIndex('ready');
		const respond = { status: 200, body: { _id: OTHER, status: 'ready' } };
		world.simulator.faults.add({ on: RETRIEVE, times: Infinity, respond });
		const run = await world.run('create', { ...ids, options: { waitForCompletion: true } });
		const [{ id }] = world.simulator.world.indexedAssetsOf(index.id);
		expectOther(errorOf(run), id);
		expect(errorOf(run).description).toContain(id);
	});

	test('of Index Asset is unclear: the ID is not used, and nothing is sent again', async () => {
		const { ids, asset } = assetAndIndex('ready');
		const respond = { status: 202, body: { _id: OTHER, asset_id: OTHER } };
		world.simulator.faults.add({ on: CREATE, times: Infinity, respond });
		const error = errorOf(await world.run('create', ids));
		expect(error.message).toBe(`TwelveLabs answered about ${OTHER} in place of ${asset.id}`);
		expect(error.description).toContain('may have been indexed all the same');
		expect(posts()).toHaveLength(1);
	});
});
