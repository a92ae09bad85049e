import type { QuotaRule } from '../../simulator/quotas';
import { useBench, useIndexing } from './support';

const CREATE = 'indexes-indexedAssets.create';
const MINUTE = 60_000;
const DAY = 86_400_000;

const bench = useBench();
const { create, entries, statuses, place } = useIndexing(bench);

const add = (rule: QuotaRule) => bench.simulator.quotas.add(rule);
const list = async () => await bench.call('GET', '/indexes');

describe('A quota', () => {
	it('refuses with 429 what is too much, without any effect', async () => {
		const quota = add({ limit: 2, windowMs: MINUTE });
		for (let n = 0; n < 4; n++) await create();
		expect(statuses()).toEqual([202, 202, 429, 429]);
		expect(entries()).toBe(2);
		expect(quota).toMatchObject({ accepted: 2, refused: 2 });
		bench.clock.advance(MINUTE);
		expect((await create()).status).toBe(202);
		expect(quota).toMatchObject({ accepted: 3, refused: 2 });
	});

	it('covers the operations it is meant for, or the requests a test picks', async () => {
		add({ on: CREATE, limit: 1, windowMs: MINUTE, used: 1 });
		add({ on: ['assets.list', 'assets.retrieve'], limit: 1, windowMs: MINUTE });
		add({ on: ({ query }) => query.page === '2', limit: 1, windowMs: MINUTE, used: 1 });
		expect((await create()).status).toBe(429);
		expect((await bench.call('GET', '/assets')).status).toBe(200);
		expect((await bench.call('GET', `/assets/${place.assetId}`)).status).toBe(429);
		expect((await list()).status).toBe(200);
		expect((await bench.call('GET', '/indexes?page=2')).status).toBe(429);
	});

	it('begins with what is used up already, and is gone when it is cleared', async () => {
		add({ limit: 50, windowMs: DAY, used: 49 });
		expect((await list()).status).toBe(200);
		expect((await list()).status).toBe(429);
		bench.simulator.quotas.clear();
		expect((await list()).status).toBe(200);
	});

	it('admits no request without a key, and does not count those', async () => {
		const quota = add({ limit: 1, windowMs: MINUTE });
		expect((await fetch(`${bench.simulator.url}/indexes`)).status).toBe(401);
		expect(quota).toMatchObject({ accepted: 0, refused: 0 });
	});

	it('counts a request that breaks the contract, which is noted even when it is refused', async () => {
		add({ limit: 1, windowMs: MINUTE });
		expect((await bench.call('GET', '/indexes?nonsense=1')).status).toBe(400);
		expect((await bench.call('GET', '/indexes?nonsense=1')).status).toBe(429);
		expect(bench.simulator.refusedRequests).toHaveLength(2);
	});

	it('comes before the faults, which wait for a request that it accepts', async () => {
		add({ limit: 1, windowMs: MINUTE, used: 1 });
		bench.simulator.faults.add({ respond: { status: 503 } });
		expect((await create()).status).toBe(429);
		bench.clock.advance(MINUTE);
		expect((await create()).status).toBe(503);
		expect(entries()).toBe(0);
	});

	it('is used up by refused requests too, where the rule says so', async () => {
		add({ on: 'indexes.list', limit: 1, windowMs: 1_000, algorithm: 'sliding' });
		add({ on: CREATE, limit: 1, windowMs: 1_000, algorithm: 'sliding', countsRefused: true });
		for (const advance of [0, 600, 600]) {
			bench.clock.advance(advance);
			await list();
			await create();
		}
		expect(statuses()).toEqual([200, 202, 429, 429, 200, 429]);
	});

	it.each([{ limit: 0 }, { limit: 1.5 }, { windowMs: 0 }, { used: -1 }])(
		'says that %j makes no sense',
		(wrong) => {
			expect(() => add({ limit: 1, windowMs: 1, ...wrong })).toThrow('quota');
		},
	);
});

describe('A quota for the minute and one for the day', () => {
	it('both count what both accept, and the first that is full refuses', async () => {
		const minute = add({ limit: 2, windowMs: MINUTE });
		const day = add({ limit: 3, windowMs: DAY });
		for (let n = 0; n < 3; n++) await create();
		expect(minute).toMatchObject({ accepted: 2, refused: 1 });
		expect(day).toMatchObject({ accepted: 2, refused: 0 });
		bench.clock.advance(MINUTE);
		await create();
		const last = await create();
		expect(statuses()).toEqual([202, 202, 429, 202, 429]);
		expect(last.body.message).toContain('(3req/1day)');
		expect(minute).toMatchObject({ accepted: 3, refused: 1 });
		expect(day).toMatchObject({ accepted: 3, refused: 1 });
		expect(entries()).toBe(3);
	});

	it('are both used up by what either refuses, where refused requests count', async () => {
		add({ limit: 1, windowMs: MINUTE, used: 1 });
		const day = add({ limit: 2, windowMs: DAY, countsRefused: true });
		for (let n = 0; n < 2; n++) await create();
		expect(day).toMatchObject({ accepted: 0, refused: 0 });
		bench.clock.advance(MINUTE);
		expect((await create()).status).toBe(429);
		expect(day).toMatchObject({ accepted: 0, refused: 1 });
	});

	it('report the one with the least room, where they share a header', async () => {
		add({ limit: 60, windowMs: MINUTE, reports: 'requestReset', reportsAlways: true });
		add({ limit: 50, windowMs: DAY, used: 40, reports: 'requestReset', reportsAlways: true });
		add({ limit: 70, windowMs: DAY, reports: 'requestReset', reportsAlways: true });
		expect((await list()).headers.get('x-ratelimit-request-remaining')).toBe('9');
	});
});

/** 300 requests of a client that waits as long as the response says. Each takes `eachMs` by the simulator's clock. */
async function obey(eachMs: number): Promise<void> {
	const { clock, simulator } = bench;
	for (let done = 0; done < 300; ) {
		const headers = { 'x-api-key': simulator.apiKey };
		const response = await fetch(`${simulator.url}/indexes`, { headers });
		await response.arrayBuffer();
		if (response.status === 200) done += 1;
		const pause = response.status === 429 ? Number(response.headers.get('retry-after')) : 0;
		clock.advance(pause * 1_000 + eachMs);
	}
}

describe.each([
	// Sent off again in the middle of a window, it has that one's rest and all of the next one.
	['fixed', [60, 60, 60, 60, 60], [60, 99, 99, 42]],
	['sliding', [60, 60, 60, 60, 60], [60, 60, 60, 60, 60]],
	// Each request takes 10 ms, in which 0.6 of a request flow back: the bucket lasts for 148 instead of 60.
	['bucket', [60, 60, 60, 60, 60], [148, 148, 4]],
] as const)('300 requests against 60 a second, %s', (algorithm, atOnce, oneByOne) => {
	it.each([
		[0, atOnce],
		[10, oneByOne],
	])('go through in bursts, at %i ms each, when the client obeys', async (eachMs, bursts) => {
		const quota = add({ limit: 60, windowMs: 1_000, algorithm });
		await obey(eachMs);
		const seen = statuses()
			.map((status) => (status === 200 ? '+' : '-'))
			.join('')
			.split('-')
			.map((burst) => burst.length);
		expect(seen).toEqual(bursts);
		expect(quota).toMatchObject({ accepted: 300, refused: bursts.length - 1 });
	});
});
