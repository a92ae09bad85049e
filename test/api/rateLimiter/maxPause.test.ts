import { Bench, closedUntil, kinds } from './bench';
import { done, rateLimited } from './quota';

const HOUR_MS = 3_600_000;

/** A limiter that has learned of a pause, with nobody waiting. */
async function closedBench(opensAt: number): Promise<Bench> {
	const bench = new Bench(closedUntil(opensAt));
	await bench.run([bench.request('first', { maxPauseMs: 0 })]);
	return bench;
}

test('a pause that is longer than they accept refuses all who wait, at once and without sending', async () => {
	const bench = new Bench(closedUntil(3 * HOUR_MS));
	const outcomes = await bench.run(bench.requests(300));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['rateLimited']));
	expect(bench.clock.ms).toBe(10);
	expect(bench.sent).toHaveLength(8);
});

test('all who are refused get the answer that told of the pause', async () => {
	const bench = new Bench(() => rateLimited({ resetsInMs: HOUR_MS, quota: '50 requests per day' }));
	const outcomes = await bench.run(bench.requests(30));
	for (const outcome of outcomes) {
		expect(outcome).toMatchObject({ limit: { quota: '50 requests per day' } });
	}
});

test('a pause that is just as long as they accept is waited for', async () => {
	const bench = new Bench(closedUntil(80_000));
	const outcomes = await bench.run(bench.requests(20, { maxPauseMs: 81_000 }));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['done']));
});

test('those with more patience go on waiting, and pass after the pause', async () => {
	const bench = new Bench(closedUntil(60_000));
	const answeredAt: number[] = [];
	const hasty = bench.requests(10, { key: 'hasty', maxPauseMs: 5_000 });
	for (const visit of hasty) void visit.then(() => answeredAt.push(bench.clock.ms));
	const patient = bench.requests(10, { key: 'patient', maxPauseMs: 90_000 });
	const outcomes = await bench.run([...hasty, ...patient]);
	expect(kinds(outcomes)).toEqual([...Array(10).fill('rateLimited'), ...Array(10).fill('done')]);
	expect(Math.max(...answeredAt)).toBeLessThan(100);
	expect(bench.sentWithin(11, 60_000)).toBe(0);
});

test('a used-up quota is not remembered: whoever comes next asks again', async () => {
	const bench = await closedBench(3 * HOUR_MS);
	bench.judge = () => done();
	await bench.clock.pass(1_000);
	expect(kinds(await bench.run([bench.request('next')]))).toEqual(['done']);
	expect(bench.clock.ms).toBe(1_020);
});

test('when 300 come at once in the middle of a long pause, one asks for all of them', async () => {
	const bench = await closedBench(3 * HOUR_MS);
	await bench.clock.pass(1_000);
	const outcomes = await bench.run(bench.requests(300));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['rateLimited']));
	expect(bench.sent).toHaveLength(2);
	expect(bench.clock.ms).toBe(1_020);
});

test('when the one that asks is accepted, the others follow', async () => {
	const bench = await closedBench(3 * HOUR_MS);
	bench.judge = () => done();
	const outcomes = await bench.run(bench.requests(300));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['done']));
	expect(bench.sentWithin(10, 20)).toBe(1);
});

test('one that asks costs those who wait patiently one request, and they go on waiting', async () => {
	const bench = new Bench(closedUntil(60_000));
	const patient = bench.requests(10);
	await bench.clock.pass(1_000);
	expect(kinds(await bench.run([bench.request('hasty', { maxPauseMs: 5_000 })]))).toEqual([
		'rateLimited',
	]);
	await bench.clock.pass(1_000);
	patient.push(bench.request('newcomer'));
	await bench.clock.pass(1_000);
	expect(bench.sent).toHaveLength(9);
	await bench.run(patient);
	expect(bench.sentWithin(1_001, 60_000)).toBe(0);
});

test('each that comes alone in a long pause asks once', async () => {
	const bench = await closedBench(3 * HOUR_MS);
	for (let n = 0; n < 5; n++) {
		await bench.clock.pass(1_000);
		expect(kinds(await bench.run([bench.request(`poll${n}`)]))).toEqual(['rateLimited']);
	}
	expect(bench.sent).toHaveLength(6);
});

test('who comes in a pause that it accepts asks nobody, and waits', async () => {
	const bench = await closedBench(60_000);
	await bench.clock.pass(1_000);
	await bench.run(bench.requests(20));
	expect(bench.sentWithin(11, 60_000)).toBe(0);
});

test('without patience there is no wait at all', async () => {
	const bench = new Bench(closedUntil(1_000, { tells: false }));
	const outcomes = await bench.run(bench.requests(20, { maxPauseMs: 0 }));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['rateLimited']));
	expect(bench.clock.ms).toBe(10);
});

test('time in the queue does not count: only pauses do', async () => {
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

test('a quota that promises to open soon, and never does, refuses after twice what is accepted for one pause', async () => {
	const bench = new Bench(() => rateLimited({ resetsInMs: 1_000 }));
	const outcomes = await bench.run(bench.requests(20, { maxPauseMs: 30_000 }));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['rateLimited']));
	expect(bench.clock.ms).toBeLessThanOrEqual(60_000);
	expect(bench.clock.ms).toBeGreaterThan(30_000);
});
