import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../simulator/faults';
import type { LoggedRequest } from '../../simulator/journal';
import { until } from '../until';
import { inMemory, itemWith } from './files';
import { byId, jsonOf } from './harness';
import { quotaOf, Storm, stormKeys } from './storm';
import { useWorld } from './world';

const SECOND = 1_000;

/** Every pause that is ended here would have been over by then. */
const LATER_MS = 3.5 * SECOND;

/** Stop is to be felt as at once, also on a busy machine. */
const AT_ONCE_MS = SECOND;

/** One for each run, so that requests that come too late show whose they are. */
const { apiKeys, freshKey } = stormKeys(30);

const world = useWorld({ skipWaits: false, apiKeys });
const passed = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

const of = (apiKey: string) =>
	world.simulator.requests.filter(({ headers }) => headers['x-api-key'] === apiKey);

/** Keys of runs that earlier tests stopped. */
const stopped = new Set<string>();
const expectNothingLate = () => {
	for (const apiKey of stopped) expect(of(apiKey)).toEqual([]);
};

// Back-offs of one, two and four seconds.
beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0.99));
afterEach(() => jest.restoreAllMocks());

/** Timers that keep this process alive; jest has some of its own, which are short. */
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
let timersBefore = 0;
beforeEach(() => {
	timersBefore = timers();
});

/** Stops a run and says what must be true then: it ends at once as canceled, and no timer and no request is left. */
async function expectEndedAtOnce(running: ReturnType<typeof world.run>, apiKey: string) {
	const before = of(apiKey).length;
	const stoppedAt = performance.now();
	running.cancel();
	const run = await running;
	expect(performance.now() - stoppedAt).toBeLessThan(AT_ONCE_MS);
	expect(run.status).toBe('canceled');
	const leftover = () => timers() > timersBefore;
	for (let tries = 0; tries < 20 && leftover(); tries++) await passed(10);
	expect(leftover()).toBe(false);
	expect(of(apiKey)).toHaveLength(before);
	expectNothingLate();
	stopped.add(apiKey);
}

/** Until a request is repeated for the second time: the first back-off may be too short to notice that it is not ended. */
const untilLongBackOff = async (status: number) =>
	await until(() => world.simulator.requests.filter((sent) => sent.status === status).length === 2);

/** A quota that is used up after ten requests. */
const usedUpAfterTen = (apiKey: string, windowMs = 1.5 * SECOND) =>
	world.simulator.quotas.add(quotaOf([apiKey], { limit: 10, windowMs, algorithm: 'sliding' }));

describe('Stop', () => {
	test.each([undefined, 'continueErrorOutput'] as const)(
		'ends the pause of a rate limit, in which 100 items wait, with On Error %s',
		async (onError) => {
			const apiKey = freshKey();
			// Longer than a slow computer takes to the Stop.
			usedUpAfterTen(apiKey, 60 * SECOND);
			const storm = new Storm(world, { apiKey, items: 100, onError });
			// A busy machine delivers some of those that have left only after a while.
			for (let seen = -1; seen <= 10 || storm.posts.length > seen; ) {
				seen = storm.posts.length;
				await passed(500);
			}
			await expectEndedAtOnce(storm.running, apiKey);
			expect(storm.indexed).toHaveLength(10);
		},
	);

	test('of one run lets another one of the same key go on', async () => {
		const apiKey = freshKey();
		usedUpAfterTen(apiKey);
		const canceled = new Storm(world, { apiKey, items: 50, executionId: 'canceled' });
		await until(() => canceled.posts.some(({ status }) => status === 429));
		const goesOn = new Storm(world, { apiKey, items: 5, executionId: 'goes on' });
		await passed(100);
		canceled.running.cancel();
		const { run } = await goesOn.end();
		expect(jsonOf(run).map(({ asset_id }) => asset_id)).toEqual(goesOn.assetIds);
		expect((await canceled.end()).run.status).toBe('canceled');
		expect(canceled.indexed.length).toBeLessThan(50);
	});

	test('ends the pause after an answer 500', async () => {
		const apiKey = freshKey();
		const index = world.simulator.world.addIndex();
		world.simulator.faults.add({ times: Infinity, respond: { status: 500 } });
		const running = world.run('getAll', { indexId: byId(index.id) }, signedBy(apiKey));
		await untilLongBackOff(500);
		await passed(100);
		await expectEndedAtOnce(running, apiKey);
		expect(of(apiKey)).toHaveLength(2);
	});

	test('ends the look-up after a POST that had no answer', async () => {
		const apiKey = freshKey();
		const { index, asset } = assetAndIndex();
		world.simulator.faults.add({ on: 'indexes-indexedAssets.create', respond: 'reset' });
		const running = world.run(
			'create',
			{ indexId: byId(index.id), assetId: byId(asset.id) },
			signedBy(apiKey),
		);
		await until(() => world.simulator.requests.some(({ method }) => method === 'GET'));
		await passed(100);
		await expectEndedAtOnce(running, apiKey);
		expect(world.simulator.world.indexedAssetsOf(index.id)).toEqual([]);
	});

	test.each([{ waitForAsset: true }, { waitForCompletion: true }])(
		'ends the pause between two polls with %j',
		async (options) => {
			const apiKey = freshKey();
			const { index, asset } = assetAndIndex();
			if (options.waitForAsset) {
				world.simulator.world.remove(asset.id);
				world.simulator.world.addAsset({ id: asset.id, status: 'processing' });
			}
			const running = world.run(
				'create',
				{
					indexId: byId(index.id),
					assetId: byId(asset.id),
					options,
				},
				signedBy(apiKey),
			);
			const isPoll = ({ method, status }: (typeof world.simulator.requests)[number]) =>
				method === 'GET' && status === 200;
			await until(() => world.simulator.requests.some(isPoll));
			// The answer is on its way or in; the pause that follows is two seconds long.
			await passed(100);
			await expectEndedAtOnce(running, apiKey);
		},
	);

	test('ends the wait of an item for another one that indexes the same asset', async () => {
		const apiKey = freshKey();
		const { index, asset } = assetAndIndex();
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.list-by-asset',
			times: Infinity,
			respond: { status: 503 },
		});
		const running = world.run(
			'create',
			{ indexId: byId(index.id), assetId: byId(asset.id), options: { skipIfIndexed: true } },
			{ ...signedBy(apiKey), input: [{ json: {} }, { json: {} }, { json: {} }] },
		);
		await untilLongBackOff(503);
		await passed(100);
		await expectEndedAtOnce(running, apiKey);
	});

	describe('while TwelveLabs is silent', () => {
		/** Takes requests and never answers. */
		let server: Server;
		let open = 0;
		let total = 0;
		beforeEach(() => {
			total = 0;
		});
		beforeAll(async () => {
			server = createServer((request) => {
				total++;
				open++;
				request.socket.once('close', () => open--);
			});
			await once(server.listen(0, '127.0.0.1'), 'listening');
		});
		afterAll(async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		});

		test.each(['create', 'getAll'])('tears down the open requests of %s', async (operation) => {
			const apiKey = freshKey();
			const { index, asset } = assetAndIndex();
			// Items of one asset take turns, so each has one of its own.
			const assets = [asset.id, `${asset.id}0`, `${asset.id}1`];
			const { port } = server.address() as AddressInfo;
			const running = world.run(
				operation,
				{ indexId: byId(index.id), assetId: byId('={{ $json.id }}') },
				{
					input: assets.map((id) => ({ json: { id } })),
					credential: { apiKey, baseUrl: `http://127.0.0.1:${port}` },
				},
			);
			await until(() => open === 3);
			await expectEndedAtOnce(running, apiKey);
			await until(() => open === 0);
			expect(total).toBe(3);
		});
	});

	describe('names what was under way, with what finds it again:', () => {
		const tests: Record<string, { on: string; parameters: () => INodeParameters; found: string }> =
			{
				'Start Analysis': {
					on: 'analyzeAsync-tasks.create',
					parameters: () => ({
						...{ resource: 'analysis', operation: 'start', prompt: 'What?' },
						assetId: byId(assetAndIndex().asset.id),
					}),
					found: 'Unclear: custom_id n8n-[\\w-]{36} \\(item 0\\)\\. .* with Analysis > Get Many',
				},
				'Analyze Video': {
					on: 'root.analyze',
					parameters: () => ({
						...{ resource: 'analysis', operation: 'analyze', prompt: 'What?' },
						assetId: byId(assetAndIndex().asset.id),
					}),
					found: 'Unclear: item 0\\. .* charge for it',
				},
				'Index Asset': {
					on: 'indexes-indexedAssets.create',
					parameters: () => {
						const { asset, index } = assetAndIndex();
						return { operation: 'create', indexId: byId(index.id), assetId: byId(asset.id) };
					},
					found:
						'Unclear: asset \\w{24} in index \\w{24} \\(item 0\\)\\. .* Skip if Already Indexed',
				},
				Upload: {
					on: 'assets.create',
					parameters: () => ({ resource: 'asset', operation: 'upload' }),
					found: 'Unclear: talk\\.mp4 \\(item 0\\)\\. .* with Asset > Get Many',
				},
				'Index: Create': {
					on: 'indexes.create',
					parameters: () => ({ resource: 'index', operation: 'create', indexName: 'Talks' }),
					found: 'Unclear: index "Talks" \\(item 0\\)\\. .* with Index > Get Many',
				},
			};

		const stopped = async (
			{ on, parameters }: (typeof tests)[string],
			respond: Fault['respond'],
			isUnderWay: (request: LoggedRequest) => boolean,
		) => {
			const lines: string[] = [];
			world.simulator.faults.add({ on, respond, times: Infinity });
			const { operation, ...rest } = parameters();
			const running = world.run(String(operation), rest, {
				...signedBy(freshKey()),
				input: itemWith(inMemory(Buffer.from('video'))),
				onConsole: (line) => lines.push(line),
			});
			await until(() =>
				world.simulator.requests.some(
					(request) => request.operationId === on && isUnderWay(request),
				),
			);
			await passed(100);
			running.cancel();
			await running;
			return lines.filter((line) => line.startsWith('Stopped.'));
		};

		test.each(Object.entries(tests))('%s', async (_name, tested) => {
			const lines = await stopped(tested, { delayMs: 1_500 }, ({ status }) => status === null);
			expect(lines).toEqual([expect.stringMatching(new RegExp(`^Stopped\\. ${tested.found}`))]);
		});

		test.each(Object.entries(tests))(
			'%s, but nothing in a pause after a 429',
			async (_name, tested) => {
				const respond = { status: 429, headers: { 'Retry-After': '20' } };
				expect(await stopped(tested, respond, ({ status }) => status === 429)).toEqual([]);
			},
		);
	});

	test('lets nothing follow later, whatever it ended', async () => {
		expect(stopped.size).toBeGreaterThan(8);
		await passed(LATER_MS);
		expectNothingLate();
	});
});

const signedBy = (apiKey: string) => ({
	credential: { ...world.credential, apiKey },
	credentialId: apiKey,
});

function assetAndIndex() {
	const { world: account } = world.simulator;
	return { index: account.addIndex(), asset: account.addAsset({ status: 'ready' }) };
}
