import type { INodeParameters } from 'n8n-workflow';

import { pause } from '../../nodes/api/client/pause';
import { until } from '../until';
import { byId, errorOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld({
	durations: { processing: 500, pending: 200, queued: 200, indexing: 200 },
});

function assetAndIndex(asset: Parameters<typeof world.simulator.world.addAsset>[0] = {}) {
	const { world: account } = world.simulator;
	return { index: account.addIndex(), asset: account.addAsset({ status: 'ready', ...asset }) };
}

const indexAsset = (
	{ index, asset }: ReturnType<typeof assetAndIndex>,
	options: INodeParameters,
	more: Parameters<typeof world.run>[2] = {},
) => world.run('create', { indexId: byId(index.id), assetId: byId(asset.id), options }, more);

const posts = () => world.simulator.requests.filter(({ method }) => method === 'POST');

describe('Wait for Asset', () => {
	test('waits until the asset is ready, then indexes it', async () => {
		const both = assetAndIndex({ status: undefined });
		const run = await indexAsset(both, { waitForAsset: true });
		expect(jsonOf(run)).toEqual([expect.objectContaining({ asset_id: both.asset.id })]);
		expect(posts()).toHaveLength(1);
	});

	test('without it, an asset that is not ready is refused with the way out', async () => {
		const run = await indexAsset(assetAndIndex({ status: 'processing' }), {});
		expect(errorOf(run).description).toContain('Turn on Wait for Asset under Options');
	});

	test('an asset that TwelveLabs could not process is reported with the reason, and never indexed', async () => {
		const both = assetAndIndex({ status: 'failed', failure: 'The file is broken.' });
		const run = await indexAsset(both, { waitForAsset: true });
		expect(errorOf(run).message).toBe(
			'TwelveLabs could not process the asset: The file is broken.',
		);
		expect(errorOf(run).description).toContain(both.asset.id);
		expect(posts()).toEqual([]);
	});

	test('when the time is up, nothing was indexed', async () => {
		const run = await indexAsset(assetAndIndex({ status: 'processing' }), {
			waitForAsset: true,
			maxWaitMinutes: 0.001,
		});
		expect(errorOf(run).message).toBe('The asset was still being processed after 0.1 seconds');
		expect(posts()).toEqual([]);
	});
});

test('what another run indexed while the node waited for the rate limit is not claimed, and no reason to index again', async () => {
	const { index, asset } = assetAndIndex();
	const theirs: string[] = [];
	const on = 'indexes-indexedAssets.create';
	world.simulator.faults.add({ on, respond: { status: 429, headers: { 'retry-after': '20' } } });
	world.simulator.faults.add({
		on: (request) => {
			if (request.method !== 'POST') return false;
			const { id } = world.simulator.world.addIndexedAsset({
				indexId: index.id,
				assetId: asset.id,
				status: 'ready',
				createdAt: Date.now() - 10_000,
			});
			theirs.push(id);
			return true;
		},
		respond: 'reset',
	});
	const run = await indexAsset({ index, asset }, {});
	expect(theirs).toHaveLength(1);
	expect(errorOf(run).description).toContain('may have been indexed all the same');
	expect(errorOf(run).description).toContain(theirs[0]);
	expect(world.simulator.world.indexedAssetsOf(index.id)).toHaveLength(1);
});

describe('Wait for Completion', () => {
	test('waits until indexing has finished', async () => {
		const run = await indexAsset(assetAndIndex(), { waitForCompletion: true });
		expect(jsonOf(run)).toEqual([expect.objectContaining({ status: 'ready' })]);
	});

	test.each(['error_reason', 'error.message', 'none'] as const)(
		'what cannot be indexed is reported with its ID and its reason, where the API gives one: %s',
		async (failureReason) => {
			world.simulator.switches.failureReason = failureReason;
			const both = assetAndIndex({ filename: 'simulate-indexing-failure.mp4' });
			const run = await indexAsset(both, { waitForCompletion: true });
			const [{ id }] = world.simulator.world.indexedAssetsOf(both.index.id);
			expect(errorOf(run).message).toBe(
				failureReason === 'none'
					? 'TwelveLabs could not index the asset'
					: 'TwelveLabs could not index the asset: video_resolution_too_low',
			);
			expect(errorOf(run).description).toContain(id);
		},
	);

	test('when the time is up, the error output has the ID and the way on, never a green item', async () => {
		const both = assetAndIndex();
		const run = await indexAsset(
			both,
			{ waitForCompletion: true, maxWaitMinutes: 0 },
			{ onError: 'continueErrorOutput' },
		);
		const [{ id }] = world.simulator.world.indexedAssetsOf(both.index.id);
		expect(jsonOf(run)).toEqual([]);
		expect(jsonOf(run, 1)).toEqual([
			{
				error: 'The asset was still pending after 0 seconds',
				details: {
					_id: id,
					asset_id: both.asset.id,
					index_id: both.index.id,
					status: 'pending',
					next: expect.stringContaining('Do not index the asset again'),
				},
			},
		]);
	});

	test.each([503, 429])('an answer %i while it waits is no reason to give up', async (status) => {
		world.simulator.faults.add({ on: 'indexes-indexedAssets.retrieve', respond: { status } });
		const run = await indexAsset(assetAndIndex(), { waitForCompletion: true });
		expect(jsonOf(run)[0].status).toBe('ready');
	});

	test('an entry that vanished meanwhile is reported with its ID', async () => {
		const both = assetAndIndex();
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.retrieve',
			times: Infinity,
			respond: { status: 404, body: { code: 'resource_not_exist', message: 'No such entry.' } },
		});
		const run = await indexAsset(both, { waitForCompletion: true });
		const [{ id }] = world.simulator.world.indexedAssetsOf(both.index.id);
		expect(errorOf(run).description).toContain(id);
	});

	test('whatever stops the wait, the error output has the ID of what was created', async () => {
		for (const respond of [
			{ status: 401, body: { code: 'api_key_invalid', message: 'Revoked.' } },
			{ status: 200, body: '<html>Please sign in</html>' },
		]) {
			world.simulator.faults.clear();
			world.simulator.faults.add({
				on: 'indexes-indexedAssets.retrieve',
				times: Infinity,
				respond,
			});
			const both = assetAndIndex();
			const run = await indexAsset(
				both,
				{ waitForCompletion: true },
				{ onError: 'continueErrorOutput' },
			);
			const [{ id }] = world.simulator.world.indexedAssetsOf(both.index.id);
			expect(jsonOf(run, 1)[0].details).toMatchObject({ _id: id, index_id: both.index.id });
		}
	});
});

describe('Skip if Already Indexed', () => {
	test.each(['ready', 'pending', 'queued', 'indexing'] as const)(
		'returns the entry that is %s instead of indexing again',
		async (status) => {
			const both = assetAndIndex();
			const existing = world.simulator.world.addIndexedAsset({
				indexId: both.index.id,
				assetId: both.asset.id,
				status,
			});
			const run = await indexAsset(both, { skipIfIndexed: true });
			expect(jsonOf(run)).toEqual([
				{ _id: existing.id, asset_id: both.asset.id, index_id: both.index.id, status },
			]);
			expect(posts()).toEqual([]);
		},
	);

	test('prefers a ready entry to one that is still running', async () => {
		const both = assetAndIndex();
		const place = { indexId: both.index.id, assetId: both.asset.id };
		world.simulator.world.addIndexedAsset({ ...place, status: 'indexing' });
		const ready = world.simulator.world.addIndexedAsset({ ...place, status: 'ready' });
		expect(jsonOf(await indexAsset(both, { skipIfIndexed: true }))[0]._id).toBe(ready.id);
	});

	test('indexes what is not in this index, whatever other indexes hold', async () => {
		const both = assetAndIndex();
		const other = world.simulator.world.addIndex();
		world.simulator.world.addIndexedAsset({ indexId: other.id, assetId: both.asset.id });
		await indexAsset(both, { skipIfIndexed: true });
		expect(posts()).toHaveLength(1);
	});

	test('an entry that ended as failed does not count', async () => {
		const both = assetAndIndex();
		world.simulator.world.addIndexedAsset({
			indexId: both.index.id,
			assetId: both.asset.id,
			status: 'failed',
		});
		await indexAsset(both, { skipIfIndexed: true });
		expect(posts()).toHaveLength(1);
	});

	test('items of one run that name the same asset index it once', async () => {
		const both = assetAndIndex();
		const run = await indexAsset(
			both,
			{ skipIfIndexed: true },
			{ input: [1, 2, 3, 4, 5].map((n) => ({ json: { n } })) },
		);
		expect(posts()).toHaveLength(1);
		expect(new Set(jsonOf(run).map(({ _id }) => _id)).size).toBe(1);
		expect(jsonOf(run)).toHaveLength(5);
	});

	test('when the first of them does not succeed, the next one tries', async () => {
		const both = assetAndIndex();
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.create',
			respond: { status: 400, body: { code: 'parameter_invalid', message: 'No.' } },
		});
		const run = await indexAsset(
			both,
			{ skipIfIndexed: true },
			{ input: [{ json: {} }, { json: {} }], onError: 'continueErrorOutput' },
		);
		expect(posts()).toHaveLength(2);
		expect([jsonOf(run).length, jsonOf(run, 1).length]).toEqual([1, 1]);
	});
});

describe('items that name the same asset', () => {
	const three = { input: [1, 2, 3].map((n) => ({ json: { n } })) };
	const continuing = { ...three, onError: 'continueErrorOutput' as const };

	test('share one request, its repetitions and its error', async () => {
		const both = assetAndIndex();
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.create',
			times: Infinity,
			respond: { status: 500 },
		});
		const run = await indexAsset(both, { skipIfIndexed: true }, continuing);
		expect(posts()).toHaveLength(3);
		expect(jsonOf(run, 1)).toHaveLength(3);
		expect(jsonOf(run, 1)[0].details).toMatchObject({
			next: expect.stringContaining('turn on Skip if Already Indexed'),
		});
	});

	test('share an error, but what is added for one does not show at the others', async () => {
		const both = assetAndIndex();
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.create',
			times: Infinity,
			respond: { status: 500 },
		});
		const run = await indexAsset(both, { skipIfIndexed: true }, { ...three, asTool: true });
		const { message, context } = errorOf(run);
		expect(context).toMatchObject({ itemIndex: 0 });
		// A tool's message takes in what to do next.
		expect(message.match(/turn on Skip if Already Indexed/g)).toHaveLength(1);
	});

	test.each([true, false])(
		'go on when the run of the first is stopped, whether it has indexed by then: %s',
		async (hasIndexed) => {
			const both = assetAndIndex();
			world.simulator.faults.add({
				on: hasIndexed ? 'indexes-indexedAssets.create' : 'indexes-indexedAssets.list-by-asset',
				when: 'after',
				respond: { delayMs: 1_000 },
			});
			const entries = () => world.simulator.world.indexedAssetsOf(both.index.id);
			const stopped = indexAsset(both, { skipIfIndexed: true }, { executionId: 'stopped' });
			await until(() => (hasIndexed ? entries() : world.simulator.requests).length === 1);
			const goesOn = indexAsset(
				both,
				{ skipIfIndexed: true },
				{ ...three, executionId: 'goes on' },
			);
			// Its items find the mutex held, and wait.
			await pause(100);
			stopped.cancel();
			const run = await goesOn;
			expect((await stopped).status).toBe('canceled');
			const [{ id }] = entries();
			expect(jsonOf(run).map(({ _id }) => _id)).toEqual([id, id, id]);
			expect(posts()).toHaveLength(1);
		},
	);

	test('share nothing with a run that has another key', async () => {
		const both = assetAndIndex();
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.create',
			respond: { delayMs: 500 },
		});
		const [good, bad] = await Promise.all([
			indexAsset(both, { skipIfIndexed: true }),
			indexAsset(
				both,
				{ skipIfIndexed: true },
				{ credential: { ...world.credential, apiKey: 'tlk_wrong' }, credentialId: '2' },
			),
		]);
		expect(good.status).toBe('success');
		expect(errorOf(bad).httpCode).toBe('401');
	});
});

const notFound = {
	status: 404,
	body: { code: 'resource_not_exist', message: 'No such entry.' },
};

test.each([
	['for some seconds, counts', 2, 0],
	['for longer, was deleted and does not count', Infinity, 1],
])('an entry that is listed, but is not found %s', async (_how, times, count) => {
	const both = assetAndIndex();
	const { indexId, assetId } = { indexId: both.index.id, assetId: both.asset.id };
	world.simulator.world.addIndexedAsset({ indexId, assetId });
	const on = 'indexes-indexedAssets.retrieve';
	world.simulator.faults.add({ on, times, respond: notFound });
	await indexAsset(both, { skipIfIndexed: true });
	expect(posts()).toHaveLength(count);
});

test('what this process has just indexed counts, though no list shows it yet', async () => {
	const both = assetAndIndex();
	const first = jsonOf(await indexAsset(both, {}));
	const respond = { status: 200, body: { data: [], page_info: { total_page: 0 } } };
	const on = 'indexes-indexedAssets.list-by-asset';
	world.simulator.faults.add({ on, times: Infinity, respond });
	const [second] = jsonOf(await indexAsset(both, { skipIfIndexed: true }));
	expect(second._id).toBe(first[0]._id);
	expect(posts()).toHaveLength(1);
});

test('with Wait for Asset and Skip if Already Indexed, an asset that is not found yet is waited for', async () => {
	const both = assetAndIndex();
	for (const on of ['indexes-indexedAssets.list-by-asset', 'assets.retrieve']) {
		world.simulator.faults.add({ on, respond: notFound });
	}
	const run = await indexAsset(both, { waitForAsset: true, skipIfIndexed: true });
	expect(jsonOf(run)).toHaveLength(1);
});

describe('the answer to the POST', () => {
	test.each(['both', 'idOnly', 'locationOnly'] as const)(
		'the ID is found wherever the API puts it: %s',
		async (createAnswer) => {
			world.simulator.switches.createAnswer = createAnswer;
			const both = assetAndIndex();
			const run = await indexAsset(both, {});
			const [{ id }] = world.simulator.world.indexedAssetsOf(both.index.id);
			expect(jsonOf(run)[0]).toMatchObject({ _id: id, asset_id: both.asset.id });
			world.simulator.switches.createAnswer = 'both';
		},
	);

	test('where it names none at all, the newest entry of the asset is ours, and nothing is sent again', async () => {
		const both = assetAndIndex();
		world.simulator.world.addIndexedAsset({
			indexId: both.index.id,
			assetId: both.asset.id,
			createdAt: Date.now() - 60_000,
		});
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.create',
			when: 'after',
			respond: { status: 202 },
		});
		const run = await indexAsset(both, {});
		expect(jsonOf(run)[0]._id).toBe(world.simulator.world.indexedAssetsOf(both.index.id)[1].id);
		expect(posts()).toHaveLength(1);
	});

	test('an entry from before is not claimed', async () => {
		const both = assetAndIndex();
		world.simulator.world.addIndexedAsset({
			indexId: both.index.id,
			assetId: both.asset.id,
			status: 'ready',
			createdAt: Date.now() - 60_000,
		});
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.create',
			respond: { status: 202 },
		});
		const run = await indexAsset(both, { waitForCompletion: true });
		expect(errorOf(run).message).toBe('TwelveLabs accepted the asset, but named no ID for it');
	});

	test('where no entry shows, the message warns of indexing again', async () => {
		const both = assetAndIndex();
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.create',
			respond: { status: 202 },
		});
		const run = await indexAsset(both, {});
		expect(errorOf(run).message).toBe('TwelveLabs accepted the asset, but named no ID for it');
		expect(errorOf(run).description).toContain('Do not index it again');
	});
});

test.each([
	[{ waitForAsset: true, maxWaitMinutes: -1 }, 'Max Wait (Minutes): -1 is less than 0 [item 0]'],
	[
		{ waitForAsset: true, maxWaitMinutes: 'long' },
		'Max Wait (Minutes): "long" is not a number [item 0]',
	],
	[
		{ skipIfIndexed: 'maybe' },
		'Skip if Already Indexed: "maybe" is neither true nor false [item 0]',
	],
	[
		{ additionalFields: '{"asset_id":"x"}' },
		'Additional Fields (JSON): "asset_id" is set by the node already [item 0]',
	],
	[{ additionalFields: '{' }, 'Additional Fields (JSON): "{" is not a JSON object [item 0]'],
])('the options %j are refused before anything is sent', async (options, message) => {
	const run = await indexAsset(assetAndIndex(), options);
	expect(errorOf(run).message).toBe(message);
	expect(world.sent()).toEqual([]);
});

test('one bad item of 20 says what the others have cost, and how to run them again', async () => {
	const { index } = assetAndIndex();
	const input = Array.from({ length: 20 }, (_, n) => {
		const asset = n === 7 ? 'f'.repeat(24) : world.simulator.world.addAsset({ status: 'ready' }).id;
		return { json: { asset } };
	});
	const ids = { indexId: byId(index.id), assetId: byId('={{ $json.asset }}') };
	const error = errorOf(await world.run('create', ids, { input }));
	expect(error.httpCode).toBe('404');
	expect(error.description).toMatch(
		/19 of 20 items were sent to TwelveLabs and are paid for: _id \w+ \(item 0\), .*, and 9 more\./,
	);
	expect(error.description).toContain('Skip if Already Indexed');
	expect(error.description).toContain('Continue (using error output)');
	const alone = errorOf(await world.run('create', ids, { input: [input[7]] }));
	expect(alone.description).not.toContain('paid for');
});
