import type { Outcome } from '../../../nodes/api/client/outcome';
import { Bench, closedUntil, kinds } from './bench';
import { done, rateLimited } from './quota';

/** What the rate limiter adds to a stated time, at most. */
const MARGIN_MS = 30;

const gaps = (times: number[]): number[] => times.slice(1).map((time, n) => time - times[n]);

test('the first rejection costs what is in flight, and no more', async () => {
	const bench = new Bench(closedUntil(5_000));
	const outcomes = await bench.run(bench.requests(300));
	expect(new Set(kinds(outcomes))).toEqual(new Set(['done']));
	expect(bench.sent.filter(({ at }) => at < 5_000)).toHaveLength(8);
});

test('a stated time is obeyed: nothing is sent before it, and the probe soon after it', async () => {
	const bench = new Bench(closedUntil(5_000));
	await bench.run(bench.requests(300));
	const [probe] = bench.sent.slice(8);
	expect(probe.at).toBeGreaterThanOrEqual(5_000);
	expect(probe.at).toBeLessThanOrEqual(5_000 + MARGIN_MS);
});

test('all callers wait with one alarm', async () => {
	const bench = new Bench(closedUntil(5_000));
	const work = bench.requests(300);
	await bench.clock.pass(1_000);
	expect(bench.clock.pendingAlarms).toBe(1);
	await bench.run(work);
	expect(bench.maxAlarms).toBeLessThanOrEqual(1);
});

test('a probe leaves after a pause, and the other requests only when it was accepted', async () => {
	const bench = new Bench(closedUntil(5_000));
	await bench.run(bench.requests(300));
	const [probe, ...others] = bench.sent.slice(8);
	expect(others[0].at).toBeGreaterThanOrEqual(probe.answeredAt ?? Infinity);
});

test('a rejected probe waits again, each time for longer, while no other request leaves', async () => {
	// Each time the server promises the same short time, and does not keep it.
	const bench = new Bench((now) => (now < 20_000 ? rateLimited({ resetsInMs: 100 }) : done()));
	await bench.run(bench.requests(50));
	const probes = bench.sent.slice(8).filter(({ at }) => at < 20_000);
	expect(probes.length).toBeGreaterThan(3);
	expect(probes.length).toBeLessThan(12);
	const pauses = gaps(probes.map(({ at }) => at));
	expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
	expect(pauses[1]).toBeGreaterThan(1.5 * pauses[0]);
});

test('a longer time that the response to a probe states is obeyed', async () => {
	const bench = new Bench((now) => {
		if (now < 1_000) return rateLimited({ resetsInMs: 1_000 - now });
		return now < 9_000 ? rateLimited({ resetsInMs: 9_000 - now }) : done();
	});
	await bench.run(bench.requests(50));
	expect(bench.sent.slice(8).filter(({ at }) => at < 9_000)).toHaveLength(1);
});

test('where no time is stated, pauses begin short and grow up to eight seconds', async () => {
	const bench = new Bench(closedUntil(120_000, { statesReset: false }));
	await bench.run(bench.requests(50, { maxPauseMs: 300_000 }));
	const probes = bench.sent.slice(8).filter(({ at }) => at < 121_000);
	const pauses = gaps([bench.sent[0].at, ...probes.map(({ at }) => at)]);
	expect(pauses[0]).toBeLessThan(400);
	expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
	expect(Math.max(...pauses)).toBeGreaterThan(7_900);
	expect(Math.max(...pauses)).toBeLessThan(8_100);
});

test('after an accepted probe, pauses begin short again', async () => {
	const closed = (now: number) => now < 30_000 || (now > 40_000 && now < 40_200);
	const bench = new Bench((now) => (closed(now) ? rateLimited() : done()));
	await bench.run(bench.requests(20));
	await bench.clock.pass(40_050 - bench.clock.ms);
	const start = bench.clock.ms;
	await bench.run(bench.requests(5));
	expect(bench.clock.ms - start).toBeLessThan(600);
});

test('where pauses were short lately, probes follow each other about once a second', async () => {
	const SHORT = [0, 1_000, 2_000, 3_000];
	const isClosed = (now: number) =>
		SHORT.some((from) => now >= from && now < from + 200) || (now >= 10_000 && now < 20_000);
	const bench = new Bench((now) => (isClosed(now) ? rateLimited() : done()));
	for (const from of [...SHORT, 10_000]) {
		await bench.clock.pass(from - bench.clock.ms);
		await bench.run(bench.requests(10));
	}
	const probes = bench.sent.filter(({ at }) => at >= 10_100 && at < 20_000).map(({ at }) => at);
	expect(Math.max(...gaps(probes))).toBeLessThan(1_100);
	// At most about one a second: short pauses by chance do not make a long one expensive.
	expect(probes.length).toBeLessThanOrEqual(13);
});

/** One request left before a pause of 5 seconds, and is rejected in the middle of it. */
async function lateRejection(rejection: Outcome): Promise<{ bench: Bench; probedAt: number }> {
	const closed = closedUntil(5_000);
	const bench = new Bench();
	bench.judge = (now, name) => (name === 'slow' && now < 4_000 ? rejection : closed(now));
	await bench.run([bench.request('slow', { latencyMs: 2_000 }), ...bench.requests(7)]);
	return { bench, probedAt: bench.sent[8].at };
}

test('a rejection of what was sent before the pause does not shorten it', async () => {
	const { bench, probedAt } = await lateRejection(rateLimited({ resetsInMs: 10 }));
	expect(probedAt).toBeGreaterThanOrEqual(5_000);
	expect(bench.sent.filter(({ at }) => at < 5_000)).toHaveLength(8);
});

test('a rejection of what was sent before the pause lengthens it, when it states a later time', async () => {
	const { probedAt } = await lateRejection(rateLimited({ resetsInMs: 9_000 }));
	expect(probedAt).toBeGreaterThanOrEqual(10_000);
});

test('a rejection of what was sent before the pause, without a time, leaves it as it is', async () => {
	const { probedAt } = await lateRejection(rateLimited());
	expect(probedAt).toBeGreaterThanOrEqual(5_000);
	expect(probedAt).toBeLessThan(5_000 + MARGIN_MS);
});
