import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeExecutionData } from 'n8n-workflow';

import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { until } from '../until';
import { useWorld } from './world';

/** What n8n does with the node when it runs all items by a custom operation. */
const world = useWorld();

const inputOf = (ids: string[]): INodeExecutionData[] => ids.map((id) => ({ json: { id } }));

/** Ready assets, and what Index Asset needs to index the one that each item names. */
function assetsToIndex(count: number) {
	const { world: account } = world.simulator;
	const assets = Array.from({ length: count }, () => account.addAsset({ status: 'ready' }).id);
	const indexId = account.addIndex().id;
	const parameters = { indexId: byId(indexId), assetId: byId('={{ $json.id }}') };
	return { assets, indexId, parameters };
}

describe('an expression that throws for one item', () => {
	/** Of the second item, which has no ID, it names a node that the workflow does not have. */
	const THROWS = "={{ $json.id ?? $('Nowhere').item.json.id }}";

	const run = async (onError?: 'continueErrorOutput' | 'continueRegularOutput') => {
		const { assets, parameters } = assetsToIndex(2);
		const [first, last] = assets;
		const input: INodeExecutionData[] = [
			{ json: { id: first } },
			{ json: { id: null, row: 'two' } },
			{ json: { id: last } },
		];
		const ended = await world.run(
			'create',
			{ ...parameters, assetId: byId(THROWS) },
			{ input, onError },
		);
		return { ended, first, last };
	};

	test('leaves by the error output, with its input, details and pairing, and the others go on', async () => {
		const { ended, first, last } = await run('continueErrorOutput');
		expect(jsonOf(ended).map(({ asset_id }) => asset_id)).toEqual([first, last]);
		expect(itemsOf(ended).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		const [error] = itemsOf(ended, 1);
		expect(error.json).toMatchObject({
			row: 'two',
			error: expect.stringMatching(/node.*\[item 1\]$/),
			details: expect.any(Object),
		});
		expect(error.pairedItem).toMatchObject({ item: 1 });
		expect(world.simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
	});

	test('has the words of n8n, not those of a field that holds no ID', async () => {
		const { assets, parameters } = assetsToIndex(1);
		const assetId = byId("={{ $('Nowhere').item.json.id }}");
		const ended = await world.run('create', { ...parameters, assetId }, { input: inputOf(assets) });
		expect(errorOf(ended).message).toMatch(/node.*\[item 0\]$/);
		expect(errorOf(ended).message).not.toContain('holds no ID');
	});

	test('stops the node otherwise, naming the item, when the others have ended', async () => {
		const { ended } = await run();
		expect(errorOf(ended).context).toMatchObject({ itemIndex: 1 });
		expect(errorOf(ended).message).toContain('[item 1]');
		expect(world.simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
	});
});

test('Execute Once runs the first item alone', async () => {
	const { assets, parameters } = assetsToIndex(3);
	const settings = { executeOnce: true };
	const ended = await world.run('create', parameters, { input: inputOf(assets), settings });
	expect(jsonOf(ended).map(({ asset_id }) => asset_id)).toEqual([assets[0]]);
	expect(world.sent()).toHaveLength(1);
});

test('Always Output Data gives an empty item where an operation finds nothing', async () => {
	const indexId = byId(world.simulator.world.addIndex().id);
	const settings = { alwaysOutputData: true };
	expect(jsonOf(await world.run('getAll', { indexId }))).toEqual([]);
	expect(jsonOf(await world.run('getAll', { indexId }, { settings }))).toEqual([{}]);
});

test('pinned data stands for the node, which is not run', async () => {
	const { assets, parameters } = assetsToIndex(1);
	const pinned = [{ json: { _id: 'pinned' } }];
	const ended = await world.run('create', parameters, { input: inputOf(assets), pinned });
	expect(jsonOf(ended)).toEqual([{ _id: 'pinned' }]);
	expect(world.sent()).toEqual([]);
});

test('no input items make no request', async () => {
	const { parameters } = assetsToIndex(1);
	expect(jsonOf(await world.run('create', parameters, { input: [] }))).toEqual([]);
	expect(world.sent()).toEqual([]);
});

test('each item has its own parameters, and several output items are paired with their input item', async () => {
	const { world: account } = world.simulator;
	const indexes = [1, 2].map(() => account.addIndex().id);
	for (const indexId of indexes) {
		for (const n of [1, 2]) account.addIndexedAsset({ indexId, filename: `${n}.mp4` });
	}
	const parameters = { indexId: byId('={{ $json.id }}') };
	const ended = await world.run('getAll', parameters, { input: inputOf(indexes) });
	expect(itemsOf(ended).map(({ json, pairedItem }) => [json.index_id, pairedItem])).toEqual([
		...[1, 2].map(() => [indexes[0], { item: 0 }]),
		...[1, 2].map(() => [indexes[1], { item: 1 }]),
	]);
});

test.each([
	['asset', 'create'],
	['index', 'unheard of'],
	// n8n drops an operation whose resource is unheard of.
	['video', ''],
])(
	'an operation that a resource does not have is refused, and nothing is sent: %s %s',
	async (resource, operation) => {
		const ended = await world.run(operation, { resource });
		expect(errorOf(ended).message).toBe(`Resource "${resource}" has no operation "${operation}"`);
		expect(world.sent()).toEqual([]);
	},
);

describe('a run that the rate limit has paused', () => {
	const hintsOf = async (seconds: number) => {
		const { assets, parameters } = assetsToIndex(2);
		const respond = { status: 429, headers: { 'Retry-After': String(seconds) } };
		world.simulator.faults.add({ on: 'indexes-indexedAssets.create', times: 1, respond });
		const ended = await world.run('create', parameters, { input: inputOf(assets) });
		expect(jsonOf(ended)).toHaveLength(2);
		return ended.data.resultData.runData.Node[0].hints;
	};

	test('says so where its output is shown', async () => {
		expect(await hintsOf(30)).toEqual([
			expect.objectContaining({
				location: 'outputPane',
				message: "TwelveLabs' rate limit paused this run for 30 seconds in all.",
			}),
		]);
	});

	test('says nothing of moments', async () => {
		expect((await hintsOf(1)) ?? []).toEqual([]);
	});
});

test('what items say beside their output is shown once, with the items', async () => {
	const indexId = byId(world.simulator.world.addIndex().id);
	const search = { resource: 'search', indexId, queryText: 'crane' };
	const ended = await world.run('text', search, { input: inputOf(['a', 'b', 'c']) });
	expect(jsonOf(ended)).toEqual([]);
	expect(ended.data.resultData.runData.Node[0].hints).toEqual([
		expect.objectContaining({
			location: 'outputPane',
			message: 'All 3 items: The search found no clip.',
		}),
	]);
});

describe('Request Options', () => {
	test('Timeout ends an attempt', async () => {
		const { assets, parameters } = assetsToIndex(1);
		world.simulator.faults.add({ on: 'indexes.retrieve', times: 9, respond: { delayMs: 2_000 } });
		const error = errorOf(
			await world.run(
				'get',
				{ resource: 'index', indexId: parameters.indexId, requestOptions: { timeout: 100 } },
				{ input: inputOf(assets) },
			),
		);
		expect(error.message).toMatch(/did not answer in time$/);
	});

	test('Proxy sends every request through it, with its own credentials', async () => {
		const { assets, parameters } = assetsToIndex(1);
		const seen: IncomingMessage[] = [];
		const proxy = createServer((request, response) => {
			seen.push(request);
			response.writeHead(201, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ _id: 'through-the-proxy', asset_id: assets[0] }));
		});
		await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
		const { port } = proxy.address() as AddressInfo;
		const requestOptions = { proxy: `http://user:pass%20word@127.0.0.1:${port}` };
		const ended = await world.run(
			'create',
			{ ...parameters, requestOptions },
			{ input: inputOf(assets) },
		);
		proxy.close();
		expect(jsonOf(ended)).toMatchObject([{ _id: 'through-the-proxy' }]);
		expect(world.sent()).toEqual([]);
		expect(seen[0].url).toContain('/indexed-assets');
		const authorization = Buffer.from('user:pass word').toString('base64');
		expect(seen[0].headers['proxy-authorization']).toBe(`Basic ${authorization}`);
	});

	test('Batching starts the items of a batch when its interval is over', async () => {
		const { assets, parameters } = assetsToIndex(4);
		const batching = { batch: { batchSize: 2, batchInterval: 50 } };
		const ended = await world.run(
			'create',
			{ ...parameters, requestOptions: { batching } },
			{ input: inputOf(assets) },
		);
		expect(jsonOf(ended)).toHaveLength(4);
	});

	test('an expression in Proxy that throws for the first item is the error of that item alone', async () => {
		const { assets, parameters } = assetsToIndex(2);
		const input = [
			{ json: { id: assets[0], proxy: null } },
			{ json: { id: assets[1], proxy: '' } },
		];
		const requestOptions = { proxy: "={{ $json.proxy ?? $('Nowhere').item.json.proxy }}" };
		const ended = await world.run(
			'create',
			{ ...parameters, requestOptions },
			{ input, onError: 'continueErrorOutput' },
		);
		expect(jsonOf(ended).map(({ asset_id }) => asset_id)).toEqual([assets[1]]);
		expect(jsonOf(ended, 1)).toMatchObject([
			{ id: assets[0], error: expect.stringMatching(/0\]$/) },
		]);
	});

	test('an item that ends before the last batch begins leaves no rejection without a handler', async () => {
		const unhandled: unknown[] = [];
		const note = (reason: unknown) => unhandled.push(reason);
		process.on('unhandledRejection', note);
		const { assets, parameters } = assetsToIndex(1);
		const batching = { batch: { batchSize: 1, batchInterval: 200 } };
		const ended = await world.run(
			'create',
			{ ...parameters, requestOptions: { batching } },
			{ input: inputOf(['', assets[0]]) },
		);
		process.off('unhandledRejection', note);
		expect(errorOf(ended).message).toBe('Asset is empty [item 0]');
		expect(unhandled).toEqual([]);
	});

	test('Stop between two batches ends the execution as canceled', async () => {
		const { assets, parameters } = assetsToIndex(2);
		const batching = { batch: { batchSize: 1, batchInterval: 60_000 } };
		const running = world.run(
			'create',
			{ ...parameters, requestOptions: { batching } },
			{ input: inputOf(assets) },
		);
		await until(() => world.simulator.requests.length > 0);
		running.cancel();
		const ended = await running;
		expect(ended.status).toBe('canceled');
		expect(world.simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('a Proxy that is no address is refused before anything is sent', async () => {
		const { assets, parameters } = assetsToIndex(1);
		const requestOptions = { proxy: 'http://' };
		const ended = await world.run(
			'create',
			{ ...parameters, requestOptions },
			{ input: inputOf(assets) },
		);
		expect(errorOf(ended).message).toBe('Proxy is not the address of a proxy [item 0]');
		expect(world.sent()).toEqual([]);
	});
});
