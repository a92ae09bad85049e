import { Bench, closedUntil } from './bench';
import { done } from './quota';

const HUNG = { latencyMs: 300_000 };

/** A bench on which what is named `slow` is accepted whatever the time. */
function benchClosedUntil(opensAt: number): Bench {
	const closed = closedUntil(opensAt);
	return new Bench((now, name) => (name === 'slow' ? done() : closed(now)));
}

test('a request that left before a pause does not delay the probe after it', async () => {
	const bench = benchClosedUntil(1_000);
	const slow = bench.request('slow', HUNG);
	await bench.run(bench.requests(20));
	expect(bench.clock.ms).toBeLessThan(2_000);
	await bench.run([slow]);
});

test('requests that hang since before a pause do not count for the concurrency after it', async () => {
	const bench = benchClosedUntil(1_000);
	const slow = Array.from({ length: 7 }, async () => await bench.request('slow', HUNG));
	await bench.run(bench.requests(20));
	expect(bench.clock.ms).toBeLessThan(2_000);
	await bench.run(slow);
});

test('a request that hangs does not keep others from failing at a reset that is too late for them', async () => {
	const bench = new Bench(() => done({ remaining: 0, resetsInMs: 600_000 }));
	const slow = bench.request('slow', HUNG);
	await bench.run([bench.request('first')]);
	await bench.run([bench.request('short', { maxPauseMs: 5_000 })]);
	expect(bench.clock.ms).toBeLessThan(11_000);
	await bench.run([slow]);
});

test('a request that hangs does not keep the others from a reset that headers state', async () => {
	const bench = new Bench((now, name) =>
		done(name === 'slow' || now >= 1_000 ? {} : { remaining: 0, resetsInMs: 1_000 - now }),
	);
	const slow = bench.request('slow', HUNG);
	await bench.run(bench.requests(20));
	expect(bench.clock.ms).toBeLessThan(2_000);
	await bench.run([slow]);
});

test('when a probe hangs, another one leaves after ten seconds', async () => {
	const bench = benchClosedUntil(1_000);
	const others = bench.requests(8);
	const slow = bench.request('slow', { ...HUNG, key: 'b' });
	await bench.run(others);
	expect(bench.names[8]).toBe('slow');
	expect(bench.sent[9].at - bench.sent[8].at).toBe(10_000);
	expect(bench.clock.ms).toBeLessThan(12_000);
	await bench.run([slow]);
});

test('requests that hang leave the rest of the concurrency to the others', async () => {
	const bench = new Bench();
	const hung = bench.requests(5, { ...HUNG, key: 'hung' });
	await bench.run(bench.requests(60));
	expect(bench.clock.ms).toBeLessThan(3_000);
	expect(bench.clock.pendingAlarms).toBe(0);
	await bench.run(hung);
});

test('a response that comes late is counted once, and the limiter is idle in the end', async () => {
	const bench = benchClosedUntil(1_000);
	const slow = bench.request('slow', { latencyMs: 1_500 });
	await bench.run([slow, ...bench.requests(20)]);
	bench.maxInFlight = 0;
	await bench.run(bench.requests(40));
	expect(bench.limiter.isIdle).toBe(true);
	// Eight at first, and one more for each 16 accepted.
	expect(bench.maxInFlight).toBeLessThanOrEqual(12);
});
