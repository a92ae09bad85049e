import { PollContext } from 'n8n-core';
import type { Failure, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { pause } from '../../nodes/api/client/pause';
import type { Meant } from '../../simulator/journal';
import type { QuotaRule } from '../../simulator/quotas';
import { byId } from './harness';
import { stormKeys } from './storm';
import { useWorld } from './world';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** What n8n's durable scheduler gives a poll; and no interval between two polls is shorter than a minute. */
const BUDGET_MS = 45 * SECOND;

/** What the node has learned of one key must not slow down another test. */
const { apiKeys, freshKey } = stormKeys(80);

const world = useWorld({ apiKeys });
const account = () => world.simulator.world;

/** A trigger that has been activated, as n8n polls it. */
async function activated(parameters: INodeParameters = {}) {
	const index = account().addIndex();
	const { workflow, node, additionalData } = world.engine.triggerWorkflow(
		{ indexId: byId(index.id), ...parameters },
		{ ...world.credential, apiKey: freshKey() },
	);
	const poll = async () => {
		const context = new PollContext(workflow, node, additionalData, 'trigger', 'activate');
		return await world.engine.trigger.poll?.call(context);
	};
	await poll();
	world.simulator.requests.length = 0;
	return { index, poll };
}

/** What n8n takes a failed poll for: the first that is declared, from the error down its causes. */
function declaredBy(error: unknown): Failure | undefined {
	for (let at = error; typeof at === 'object' && at !== null; at = (at as Error).cause) {
		const { failure } = at as { failure?: Failure };
		if (typeof failure === 'object') return failure;
	}
	return undefined;
}

/** How a poll fails, and how long that takes. */
async function failing(poll: () => Promise<unknown>) {
	const begun = performance.now();
	const error: unknown = await poll().then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(Error);
	return { error, failure: declaredBy(error), ms: performance.now() - begun, at: Date.now() };
}

const usedUp = (rule: Partial<QuotaRule>) =>
	world.simulator.quotas.add({
		limit: 1,
		used: 1,
		windowMs: MINUTE,
		algorithm: 'sliding',
		...rule,
	});

const lasting = (
	respond: { status: number; headers?: Record<string, string>; body?: unknown },
	on?: Meant,
) => world.simulator.faults.add({ on, times: Infinity, respond });

describe('n8n learns why a poll did not succeed', () => {
	test.each<[string, Partial<QuotaRule>]>([
		['Retry-After', { reports: 'retryAfter' }],
		['the older headers', { reports: 'reset', body: 'empty' }],
		['the newer headers', { reports: 'requestReset', body: 'empty' }],
		['the sentence', { reports: 'nothing' }],
	])('a limit per minute, and when it resets, given by %s', async (_, rule) => {
		const { poll } = await activated();
		usedUp(rule);
		const { failure, ms, at } = await failing(poll);
		expect(failure).toEqual({ cause: 'rate-limited', resetsAtEpochMs: expect.any(Number) });
		const { resetsAtEpochMs = 0 } = failure as { resetsAtEpochMs?: number };
		expect(Math.abs(resetsAtEpochMs - (at + MINUTE))).toBeLessThan(5 * SECOND);
		expect(ms).toBeLessThan(10 * SECOND);
		expect(world.sent()).toHaveLength(1);
	});

	test('a limit that gives no reset', async () => {
		const { poll } = await activated();
		usedUp({ reports: 'nothing', body: 'empty', windowMs: 10 * MINUTE });
		expect((await failing(poll)).failure).toEqual({ cause: 'rate-limited' });
	});

	test('a quota per day, and when it resets', async () => {
		const { poll } = await activated();
		usedUp({ windowMs: DAY });
		const { failure, ms, at } = await failing(poll);
		expect(failure).toEqual({ cause: 'quota-exhausted', resetsAtEpochMs: expect.any(Number) });
		const { resetsAtEpochMs = 0 } = failure as { resetsAtEpochMs?: number };
		expect(Math.abs(resetsAtEpochMs - (at + DAY))).toBeLessThan(MINUTE);
		expect(ms).toBeLessThan(10 * SECOND);
	});

	test.each<[number, Failure]>([
		[401, { cause: 'credential-invalid' }],
		[403, { cause: 'configuration-invalid' }],
		[404, { cause: 'configuration-invalid' }],
		[410, { cause: 'configuration-invalid' }],
		[500, { cause: 'temporarily-unavailable' }],
		[502, { cause: 'temporarily-unavailable' }],
		[503, { cause: 'temporarily-unavailable' }],
		[504, { cause: 'temporarily-unavailable' }],
	])('the status %i', async (status, failure) => {
		const { poll } = await activated();
		lasting({ status });
		expect((await failing(poll)).failure).toEqual(failure);
	});

	test.each(['reset', 'truncated'] as const)('a connection that is broken: %s', async (respond) => {
		const { poll } = await activated();
		world.simulator.faults.add({ times: Infinity, respond });
		const { error, failure } = await failing(poll);
		expect(failure).toEqual({ cause: 'temporarily-unavailable' });
		// A poll only reads, and has no Request Options.
		expect(error).toMatchObject({ description: expect.not.stringMatching(/effect|Options/) });
	});

	test('an outage', async () => {
		const { poll } = await activated();
		await world.simulator.outage();
		const { failure, ms } = await failing(poll);
		await world.simulator.recover();
		expect(failure).toEqual({ cause: 'temporarily-unavailable' });
		expect(ms).toBeLessThan(BUDGET_MS);
	});
});

describe('a poll ends within its time', () => {
	const LASTING: Array<[string, Parameters<typeof lasting>[0]]> = [
		['429 without a word', { status: 429 }],
		['429 that always asks for another second', { status: 429, headers: { 'retry-after': '1' } }],
		[
			'429 that always asks for another 4 seconds',
			{ status: 429, headers: { 'retry-after': '4' } },
		],
		['429 that asks for an hour', { status: 429, headers: { 'retry-after': '3600' } }],
		['500', { status: 500 }],
		['503 that asks for 20 seconds', { status: 503, headers: { 'retry-after': '20' } }],
	];

	test.each(LASTING)('under lasting %s', async (_, respond) => {
		const { poll } = await activated();
		lasting(respond);
		expect((await failing(poll)).ms).toBeLessThan(BUDGET_MS);
		expect(world.sent().length).toBeLessThan(20);
	});

	test.each(LASTING)(
		'under lasting %s of the details of 100 finished assets',
		async (_, respond) => {
			const { poll, index } = await activated({ options: { fullDetails: true } });
			account().seedIndexedAssets(100, { indexId: index.id, status: 'ready' });
			lasting(respond, 'indexes-indexedAssets.retrieve');
			expect((await failing(poll)).ms).toBeLessThan(BUDGET_MS);
		},
	);

	test.each(LASTING)(
		'under lasting %s from the second page on, and emits the first one',
		async (_, respond) => {
			const { poll, index } = await activated();
			account().seedIndexedAssets(200, { indexId: index.id, status: 'ready' });
			lasting(respond, ({ query }) => query.page === '2');
			const begun = performance.now();
			const [items] = (await poll()) ?? [];
			expect(performance.now() - begun).toBeLessThan(BUDGET_MS);
			expect(items).toHaveLength(50);
			expect((await failing(poll)).ms).toBeLessThan(BUDGET_MS);
		},
	);

	const soonOver = ({ headers }: (typeof LASTING)[number][1]) =>
		Number(headers?.['retry-after'] ?? Infinity) < 5;
	const notSoonOver = LASTING.filter(([, respond]) => !soonOver(respond));

	test.each(notSoonOver)('under %s of every second request', async (_, respond) => {
		const { poll, index } = await activated({ options: { fullDetails: true } });
		account().seedIndexedAssets(300, { indexId: index.id, status: 'ready' });
		let asked = 0;
		lasting(respond, () => ++asked % 2 === 0);
		const begun = performance.now();
		await poll().catch(() => undefined);
		expect(performance.now() - begun).toBeLessThan(BUDGET_MS);
	});

	test('what no list shows is emitted as far as a limit lets it be read', async () => {
		const { poll, index } = await activated();
		const ids = account()
			.seedIndexedAssets(3, { indexId: index.id, status: 'indexing' })
			.map(({ id }) => id);
		for (const id of ids) account().hold(id);
		await poll();
		for (const id of ids) account().finish(id);
		const page_info = { page: 1, total_page: 1, total_results: 0, limit_per_page: 50 };
		lasting({ status: 200, body: { data: [], page_info } }, 'indexes-indexedAssets.list');
		const [refused, ...others] = ids;
		lasting({ status: 429, headers: { 'retry-after': '3600' } }, ({ path }) =>
			path.endsWith(refused),
		);
		const [items = []] = (await poll()) ?? [];
		expect(items.map(({ json }) => json._id).sort()).toEqual([...others].sort());
	});

	/** At 15 requests a minute it takes 50 to 60. */
	const MAX_POLLS = 120;

	/** Polls each minute, until nothing is emitted any more. */
	async function pollsUntilSilence(poll: () => Promise<unknown>) {
		const emitted: unknown[] = [];
		const durations: number[] = [];
		for (let silent = 0; silent < 2 && durations.length < MAX_POLLS; ) {
			const begun = performance.now();
			const [items = []] = ((await poll()) ?? []) as INodeExecutionData[][];
			const ms = performance.now() - begun;
			durations.push(ms);
			emitted.push(...items.map(({ json }) => json._id));
			silent = items.length === 0 ? silent + 1 : 0;
			await pause(Math.max(0, MINUTE - ms));
		}
		return { emitted, longest: Math.max(...durations) };
	}

	test.each([
		[15, 'retryAfter'],
		[30, 'retryAfter'],
		[30, 'nothing'],
	] as const)(
		'when %i requests a minute are all there is, given by %s, 300 are emitted with their details, over many polls',
		async (limit, reports) => {
			const { poll, index } = await activated({ options: { fullDetails: true } });
			const ids = account()
				.seedIndexedAssets(300, { indexId: index.id, status: 'ready' })
				.map(({ id }) => id);
			usedUp({ limit, used: 0, algorithm: 'bucket', reports });
			const { emitted, longest } = await pollsUntilSilence(poll);
			expect(longest).toBeLessThan(BUDGET_MS);
			expect([...emitted].sort()).toEqual([...ids].sort());
		},
	);
});
