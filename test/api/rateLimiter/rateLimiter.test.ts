import { Bench, closedUntil, kinds } from './bench';
import { answered, done, rateLimited } from './quota';

/** The concurrency limit starts at 8, and rises to this. */
const MAX_IN_FLIGHT = 32;

const HUNG = { latencyMs: 60_000 };

test('a request leaves at once where nothing limits it', async () => {
	const bench = new Bench();
	expect(kinds(await bench.run([bench.request('one')]))).toEqual(['done']);
	expect(bench.sent).toEqual([{ name: 'one', at: 0, answeredAt: 10 }]);
});

test('eight are in flight at first, and the next request leaves when one of them ends', async () => {
	const bench = new Bench();
	await bench.run(bench.requests(15));
	expect(bench.maxInFlight).toBe(8);
	expect(bench.sentWithin(0, 1)).toBe(8);
	expect(bench.sentWithin(10, 11)).toBe(7);
});

test('the concurrency limit rises with accepted requests, and never beyond 32', async () => {
	const bench = new Bench();
	await bench.run(bench.requests(2_000));
	expect(bench.maxInFlight).toBe(MAX_IN_FLIGHT);
});

describe('where all places are in use,', () => {
	test('the next requests leave together, when half of them are free', async () => {
		const bench = new Bench();
		const first = [10, 14, 18, 22, 200, 200, 200, 200].map(
			async (latencyMs, n) => await bench.request(`first${n}`, { latencyMs }),
		);
		await bench.run([...first, ...bench.requests(4)]);
		expect(bench.sent.slice(8).map(({ at }) => at)).toEqual([22, 22, 22, 22]);
	});

	test('a free place waits for others no longer than 25 ms', async () => {
		const bench = new Bench();
		const hung = bench.requests(7, { ...HUNG, key: 'hung' });
		await bench.run(bench.requests(4));
		expect(bench.sent.slice(7).map(({ at }) => at)).toEqual([0, 35, 70, 105]);
		await bench.run(hung);
	});

	test('in the minute after a rejection, a request leaves as soon as a place is free', async () => {
		const bench = new Bench(closedUntil(50));
		await bench.run(bench.requests(20, { key: 'early' }));
		const begin = bench.clock.ms;
		const hung = bench.requests(7, { ...HUNG, key: 'hung' });
		await bench.run(bench.requests(4));
		expect(bench.sent.slice(-4).map(({ at }) => at - begin)).toEqual([0, 0, 10, 10]);
		await bench.run(hung);
	});
});

test('a thousand callers set no alarm while nothing delays them', async () => {
	const bench = new Bench();
	await bench.run(bench.requests(1_000));
	expect(bench.maxAlarms).toBe(0);
});

test('every caller gets the outcome of its own request', async () => {
	const bench = new Bench((_now, name) => done({ quota: name }));
	const outcomes = await bench.run(bench.requests(100));
	expect(outcomes.map((outcome) => 'limit' in outcome && outcome.limit.quota)).toEqual(
		Array.from({ length: 100 }, (_, n) => `a${n + 1}`),
	);
});

test('what TwelveLabs rejects for another reason than a limit goes to the caller, and delays no request', async () => {
	const bench = new Bench();
	bench.judge = (_now, name) => answered(name === 'a3' ? 'rejected' : 'done');
	const outcomes = await bench.run(bench.requests(20));
	expect(kinds(outcomes).indexOf('rejected')).toBe(2);
	expect(bench.sent).toHaveLength(20);
});

test('a request that throws is no longer in flight', async () => {
	const bench = new Bench();
	bench.judge = (_now, name) => {
		if (name.startsWith('bad')) throw new Error('an untrusted certificate');
		return done();
	};
	const bad = Array.from({ length: 20 }, async (_, n) => await bench.request(`bad${n}`));
	const results = await bench.clock.run(Promise.allSettled([...bad, ...bench.requests(20)]));
	expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(20);
	expect(bench.limiter.isIdle).toBe(true);
	await bench.run([bench.request('later')]);
	expect(bench.names).toHaveLength(41);
});

test('a limiter is idle only when nothing waits and nothing is in flight', async () => {
	const bench = new Bench();
	expect(bench.limiter.isIdle).toBe(true);
	const work = bench.requests(9);
	expect(bench.limiter.isIdle).toBe(false);
	await bench.run(work);
	expect(bench.limiter.isIdle).toBe(true);
});

test('a caller whose report of a pause throws keeps no other request waiting', async () => {
	const PAUSE_MS = 2_000;
	const bench = new Bench((now) =>
		now < 2 * PAUSE_MS ? rateLimited({ resetsInMs: PAUSE_MS }) : done(),
	);
	const onWait = () => {
		throw new Error('no console');
	};
	const results = await bench.clock.run(Promise.allSettled(bench.requests(20, { onWait })));
	// One for each pause: that of the first responses, and that of the probe.
	expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(2);
	expect(bench.clock.ms).toBeLessThan(3 * PAUSE_MS);
});
