import { Bench, closedUntil } from './bench';
import { done } from './quota';

const HUNG = { latencyMs: 300_000 };

/** A bench on which what is named `slow` is accepted whatever the time. */
function benchClosedUntil(opensAt: number): Bench {
	const closed = closedUntil(opensAt);
	return new Bench((now, name) => (name === 'slow' ? done() : closed(now)));
}

test('what left before a pause does not hold up the one that goes first after it', async () => {
	const bench = benchClosedUntil(1_000);
	const slow = bench.request('slow', HUNG);
	await bench.run(bench.requests(20));
	expect(bench.clock.ms).toBeLessThan(2_000);
	await bench.run([slow]);
});

test('many that hang since before a pause take no place after it', async () => {
	const bench = benchClosedUntil(1_000);
	const slow = Array.from({ length: 7 }, async () => await bench.request('slow', HUNG));
	await bench.run(bench.requests(20));
	expect(bench.clock.ms).toBeLessThan(2_000);
	await bench.run(slow);
});

test('what hangs does not keep others from a reset that is too far for them', async () => {
	const bench = new Bench(() => done({ remaining: 0, resetsInMs: 600_000 }));
	const slow = bench.request('slow', HUNG);
	await bench.run([bench.request('first')]);
	await bench.run([bench.request('impatient', { maxPauseMs: 5_000 })]);
	expect(bench.clock.ms).toBeLessThan(11_000);
	await bench.run([slow]);
});

test('what hangs does not keep the others from a reset that headers told', async () => {
	const bench = new Bench((now, name) =>
		done(name === 'slow' || now >= 1_000 ? {} : { remaining: 0, resetsInMs: 1_000 - now }),
	);
	const slow = bench.request('slow', HUNG);
	await bench.run(bench.requests(20));
	expect(bench.clock.ms).toBeLessThan(2_000);
	await bench.run([slow]);
});

test('when the one that goes first after a pause hangs, another one goes after ten seconds', async () => {
	const bench = benchClosedUntil(1_000);
	const others = bench.requests(8);
	const slow = bench.request('slow', { ...HUNG, key: 'b' });
	await bench.run(others);
	expect(bench.names[8]).toBe('slow');
	expect(bench.sent[9].at - bench.sent[8].at).toBe(10_000);
	expect(bench.clock.ms).toBeLessThan(12_000);
	await bench.run([slow]);
});

test('those that hang do not keep free places from the others', async () => {
	const bench = new Bench();
	const hung = bench.requests(5, { ...HUNG, key: 'hung' });
	await bench.run(bench.requests(60));
	expect(bench.clock.ms).toBeLessThan(3_000);
	expect(bench.clock.pendingAlarms).toBe(0);
	await bench.run(hung);
});

test('a hung request that comes back late is taken off once, and the limiter is idle in the end', async () => {
	const bench = benchClosedUntil(1_000);
	const slow = bench.request('slow', { latencyMs: 1_500 });
	await bench.run([slow, ...bench.requests(20)]);
	bench.mostInFlight = 0;
	await bench.run(bench.requests(40));
	expect(bench.limiter.isIdle).toBe(true);
	// Eight at first, and one more for each 16 accepted.
	expect(bench.mostInFlight).toBeLessThanOrEqual(12);
});
