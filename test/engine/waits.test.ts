import { byId, errorOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld({
	durations: { processing: 500, pending: 200, queued: 200, indexing: 200 },
});

const ASSET = 'assets.retrieve';
const RETRIEVE = 'indexes-indexedAssets.retrieve';
const DAY_S = 86_400;

/** Five attempts of one poll, and the one that follows. */
const FEW_POLLS = 6;

const notFound = {
	status: 404,
	body: { code: 'resource_not_exist', message: 'No such resource.' },
};

type More = Parameters<typeof world.run>[2];

function waiting(asset: Parameters<typeof world.simulator.world.addAsset>[0] = {}) {
	const { world: account } = world.simulator;
	const [{ id: indexId }, { id: assetId }] = [account.addIndex(), account.addAsset(asset)];
	const ids = { indexId: byId(indexId), assetId: byId(assetId) };
	return {
		indexId,
		assetId,
		run: async (options: Record<string, unknown>, more: More = {}) =>
			await world.run('create', { ...ids, options: options as never }, more),
	};
}

const READY = { status: 'ready' } as const;

describe.each([
	['Wait for Asset', ASSET, { waitForAsset: true }, {}],
	['Wait for Completion', RETRIEVE, { waitForCompletion: true }, READY],
])('%s ends at once, with its own message,', (_what, on, options, asset) => {
	test.each([
		['a used-up day quota', { status: 429, headers: { 'Retry-After': String(DAY_S) } }, '429'],
		[
			'a used-up credit',
			{ status: 429, body: { code: 'usage_limit_exceeded', message: 'x' } },
			'429',
		],
		['402', { status: 402 }, '402'],
		['a revoked key', { status: 401, body: { code: 'api_key_invalid', message: 'x' } }, '401'],
		['a call that the plan does not include', { status: 403 }, '403'],
		['a call that is not there', { status: 501 }, '501'],
	])('at %s', async (_trouble, respond, httpCode) => {
		world.simulator.faults.add({ on, times: Infinity, respond });
		const begun = performance.now();
		const error = errorOf(await waiting(asset).run({ ...options, maxWaitMinutes: 60 }));
		expect(error.httpCode).toBe(httpCode);
		expect(performance.now() - begun).toBeLessThan(10 * 60_000);
		const polls = world.simulator.requests.filter(({ operationId }) => operationId === on);
		expect(polls.length).toBeLessThanOrEqual(FEW_POLLS);
	});

	test('at a host that no attempt reaches', async () => {
		world.simulator.faults.add({
			on: (request) => {
				if (request.operationId === on) void world.simulator.outage();
				return false;
			},
			respond: 'reset',
		});
		const begun = performance.now();
		const error = errorOf(await waiting(asset).run({ ...options, maxWaitMinutes: 60 }));
		await world.simulator.recover();
		expect(error.message).toMatch(/cannot be reached$/);
		expect(performance.now() - begun).toBeLessThan(10 * 60_000);
	});

	test('but rides out what passes', async () => {
		world.simulator.faults.add({ on, times: 12, respond: { status: 503 } });
		const respond = { status: 429, headers: { 'Retry-After': '20' } };
		world.simulator.faults.add({ on, times: 2, respond });
		const run = await waiting(asset).run({ ...options, maxWaitMinutes: 60 });
		expect(jsonOf(run)).toHaveLength(1);
	});
});

test('a connection that is not secure ends Wait for Asset at once', async () => {
	const baseUrl = world.simulator.url.replace('http:', 'https:');
	const credential = { ...world.credential, baseUrl };
	const begun = performance.now();
	const error = errorOf(await waiting().run({ waitForAsset: true }, { credential }));
	expect(error.message).toContain('No secure connection');
	expect(performance.now() - begun).toBeLessThan(60_000);
});

describe('what was just made', () => {
	test.each([
		['an asset', ASSET, { waitForAsset: true }, {}],
		['an indexed asset', RETRIEVE, { waitForCompletion: true }, READY],
	])('may not be found yet: %s', async (_what, on, options, asset) => {
		world.simulator.faults.add({ on, times: 3, respond: notFound });
		expect(jsonOf(await waiting(asset).run(options))).toHaveLength(1);
	});

	test('and is not found later: the message names the new ID, and says not to index again', async () => {
		world.simulator.faults.add({ on: RETRIEVE, times: Infinity, respond: notFound });
		const { indexId, run } = waiting(READY);
		const error = errorOf(await run({ waitForCompletion: true }));
		const [{ id }] = world.simulator.world.indexedAssetsOf(indexId);
		expect(error.message).toBe(`TwelveLabs accepted indexed asset ${id}, but does not find it`);
		expect(error.description).toContain('Do not index the asset again');
		expect(error.httpCode).toBe('404');
	});

	test('an asset that never appears is reported within seconds', async () => {
		const begun = performance.now();
		world.simulator.faults.add({ on: ASSET, times: Infinity, respond: notFound });
		const error = errorOf(await waiting().run({ waitForAsset: true, maxWaitMinutes: 60 }));
		expect(error.httpCode).toBe('404');
		expect(performance.now() - begun).toBeLessThan(60_000);
	});
});

describe('a wait that runs out', () => {
	test.each([
		[0.1, '6 seconds'],
		[1, '1 minute'],
		[1.5, '90 seconds'],
		[60, '60 minutes'],
	])('of %d minutes says so in words: %s', async (maxWaitMinutes, words) => {
		const { run } = waiting({ status: 'processing' });
		const error = errorOf(await run({ waitForAsset: true, maxWaitMinutes }));
		expect(error.message).toBe(`The asset was still being processed after ${words}`);
	});

	test('names a status that is not documented', async () => {
		const { run, assetId } = waiting({ status: 'processing' });
		const respond = { status: 200, body: { _id: assetId, status: 'validating' } };
		world.simulator.faults.add({ on: ASSET, times: Infinity, respond });
		const error = errorOf(await run({ waitForAsset: true, maxWaitMinutes: 1 }));
		expect(error.message).toBe('The asset was still in status "validating" after 1 minute');
	});

	test('is not prolonged by a poll that has no response', async () => {
		const { run } = waiting();
		const hangs = { delayMs: 3_600_000 };
		world.simulator.faults.add({ on: ASSET, times: Infinity, respond: hangs });
		const error = errorOf(await run({ waitForAsset: true, maxWaitMinutes: 0.05 }));
		expect(error.message).toBe('The asset was still being processed after 3 seconds');
	});

	test('is not prolonged by a clock of n8n that is set back', async () => {
		const { run } = waiting({ status: 'processing' });
		const now = Date.now;
		let back = 0;
		Date.now = () => now() - back;
		world.simulator.faults.add({
			on: () => {
				back = 3_600_000;
				return false;
			},
			respond: 'reset',
		});
		const begun = performance.now();
		await run({ waitForAsset: true, maxWaitMinutes: 1 });
		Date.now = now;
		expect(performance.now() - begun).toBeLessThan(10 * 60_000);
	});
});

describe('an asset that TwelveLabs could not process', () => {
	const advice =
		'TwelveLabs could not process this file. Upload it again, then index the new asset.';

	test.each(['video_file_broken', 'The file is broken.'])(
		'is to be uploaded again, also where the reason is a code: %s',
		async (failure) => {
			const { run } = waiting({ status: 'failed', failure });
			expect(errorOf(await run({ waitForAsset: true })).description).toContain(advice);
		},
	);

	test.each([400, 409])(
		'is to be uploaded again, without a wait: refused with %d',
		async (status) => {
			world.simulator.switches.assetNotReady = { status, code: 'code_of_tomorrow' };
			const { run } = waiting({ status: 'failed', failure: 'x' });
			expect(errorOf(await run({})).description).toContain(advice);
			world.simulator.switches.assetNotReady = { status: 400, code: 'asset_not_ready' };
		},
	);
});
