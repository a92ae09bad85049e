import { Bench, closedUntil, kinds } from './bench';
import { done, rateLimited } from './quota';

const HOUR_MS = 3_600_000;

/** A rate limiter in a pause, in which no request waits. */
async function closedBench(opensAt: number): Promise<Bench> {
	const bench = new Bench(closedUntil(opensAt));
	await bench.run([bench.request('first', { maxPauseMs: 0 })]);
	return bench;
}

test('a pause that is longer than the callers accept rejects all of them, at once and without sending', async () => {
	const bench = new Bench(closedUntil(3 * HOUR_MS));
	const outcomes = await bench.run(bench.requests(300));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['rateLimited']));
	expect(bench.clock.ms).toBe(10);
	expect(bench.sent).toHaveLength(8);
});

test('all callers that are rejected get the response that states the pause', async () => {
	const bench = new Bench(() => rateLimited({ resetsInMs: HOUR_MS, quota: '50 requests per day' }));
	const outcomes = await bench.run(bench.requests(30));
	for (const outcome of outcomes) {
		expect(outcome).toMatchObject({ limit: { quota: '50 requests per day' } });
	}
});

test('a pause that is as long as the callers accept is waited for', async () => {
	const bench = new Bench(closedUntil(80_000));
	const outcomes = await bench.run(bench.requests(20, { maxPauseMs: 81_000 }));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['done']));
});

test('callers that accept the pause go on waiting, and are accepted after it', async () => {
	const bench = new Bench(closedUntil(60_000));
	const answeredAt: number[] = [];
	const short = bench.requests(10, { key: 'short', maxPauseMs: 5_000 });
	for (const request of short) void request.then(() => answeredAt.push(bench.clock.ms));
	const long = bench.requests(10, { key: 'long', maxPauseMs: 90_000 });
	const outcomes = await bench.run([...short, ...long]);
	expect(kinds(outcomes)).toEqual([...Array(10).fill('rateLimited'), ...Array(10).fill('done')]);
	expect(Math.max(...answeredAt)).toBeLessThan(100);
	expect(bench.sentWithin(11, 60_000)).toBe(0);
});

test('a used-up quota is not kept: the next request is sent as a probe', async () => {
	const bench = await closedBench(3 * HOUR_MS);
	bench.judge = () => done();
	await bench.clock.pass(1_000);
	expect(kinds(await bench.run([bench.request('next')]))).toEqual(['done']);
	expect(bench.clock.ms).toBe(1_020);
});

test('when 300 come at once in the middle of a long pause, one probe leaves for all of them', async () => {
	const bench = await closedBench(3 * HOUR_MS);
	await bench.clock.pass(1_000);
	const outcomes = await bench.run(bench.requests(300));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['rateLimited']));
	expect(bench.sent).toHaveLength(2);
	expect(bench.clock.ms).toBe(1_020);
});

test('when that probe is accepted, the others follow', async () => {
	const bench = await closedBench(3 * HOUR_MS);
	bench.judge = () => done();
	const outcomes = await bench.run(bench.requests(300));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['done']));
	expect(bench.sentWithin(10, 20)).toBe(1);
});

test('a probe of a caller that does not accept the pause leaves the others waiting', async () => {
	const bench = new Bench(closedUntil(60_000));
	const long = bench.requests(10);
	await bench.clock.pass(1_000);
	expect(kinds(await bench.run([bench.request('short', { maxPauseMs: 5_000 })]))).toEqual([
		'rateLimited',
	]);
	await bench.clock.pass(1_000);
	long.push(bench.request('later'));
	await bench.clock.pass(1_000);
	expect(bench.sent).toHaveLength(9);
	await bench.run(long);
	expect(bench.sentWithin(1_001, 60_000)).toBe(0);
});

test('each request that comes alone in a long pause is sent once', async () => {
	const bench = await closedBench(3 * HOUR_MS);
	for (let n = 0; n < 5; n++) {
		await bench.clock.pass(1_000);
		expect(kinds(await bench.run([bench.request(`poll${n}`)]))).toEqual(['rateLimited']);
	}
	expect(bench.sent).toHaveLength(6);
});

test('a request that comes in a pause that it accepts waits without a probe', async () => {
	const bench = await closedBench(60_000);
	await bench.clock.pass(1_000);
	await bench.run(bench.requests(20));
	expect(bench.sentWithin(11, 60_000)).toBe(0);
});

test('a caller that accepts no pause does not wait', async () => {
	const bench = new Bench(closedUntil(1_000, { statesReset: false }));
	const outcomes = await bench.run(bench.requests(20, { maxPauseMs: 0 }));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['rateLimited']));
	expect(bench.clock.ms).toBe(10);
});

test('time in the queue does not count, only pauses do', async () => {
	// 60 a second, so the last of 600 passes after ten times what each of them accepts.
	let accepted = 0;
	const bench = new Bench((now) => {
		const second = Math.floor(now / 1_000);
		if (accepted >= (second + 1) * 60)
			return rateLimited({ resetsInMs: (second + 1) * 1_000 - now });
		accepted++;
		return done();
	});
	const outcomes = await bench.run(bench.requests(600, { maxPauseMs: 1_100 }));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['done']));
	expect(bench.clock.ms).toBeGreaterThan(8_000);
});

test('a quota that states a near reset each time rejects after twice what is accepted for one pause', async () => {
	const bench = new Bench(() => rateLimited({ resetsInMs: 1_000 }));
	const outcomes = await bench.run(bench.requests(20, { maxPauseMs: 30_000 }));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['rateLimited']));
	expect(bench.clock.ms).toBeLessThanOrEqual(60_000);
	expect(bench.clock.ms).toBeGreaterThan(30_000);
});
