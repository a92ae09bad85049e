import { Bench, closedUntil, kinds } from './bench';
import { allEvents } from './virtualClock';

const REASON = new Error('stopped by the user');

test('a request that is canceled while waiting ends at once with the reason, and is never sent', async () => {
	const bench = new Bench(closedUntil(5_000));
	const stop = new AbortController();
	const others = bench.requests(20);
	const waiting = bench.request('stopped', { cancel: stop.signal });
	const ended = expect(waiting).rejects.toBe(REASON);
	await bench.clock.pass(1_000);
	stop.abort(REASON);
	await ended;
	expect(bench.clock.ms).toBe(1_000);
	expect(new Set(kinds(await bench.run(others)))).toEqual(new Set(['done']));
	expect(bench.names).not.toContain('stopped');
});

test('a request that was canceled before does not wait, and is never sent', async () => {
	const bench = new Bench();
	await expect(bench.request('late', { cancel: AbortSignal.abort(REASON) })).rejects.toBe(REASON);
	expect(bench.sent).toHaveLength(0);
	expect(bench.limiter.isIdle).toBe(true);
});

test('one execution that is stopped with thousands waiting disturbs no other', async () => {
	const bench = new Bench(closedUntil(5_000));
	const stop = new AbortController();
	const stopped = Promise.allSettled(bench.requests(3_000, { key: 'b', cancel: stop.signal }));
	const others = bench.requests(50);
	await bench.clock.pass(1_000);
	stop.abort(REASON);
	await allEvents();
	const results = await stopped;
	expect(results.every((result) => result.status === 'rejected' && result.reason === REASON)).toBe(
		true,
	);
	expect(new Set(kinds(await bench.run(others)))).toEqual(new Set(['done']));
	expect(bench.names.slice(8).every((name) => name.startsWith('a'))).toBe(true);
});

test('when all waiting requests are canceled, the limiter is idle, and the end of the pause sends nothing', async () => {
	const bench = new Bench(closedUntil(5_000));
	const stop = new AbortController();
	const all = Promise.allSettled(bench.requests(20, { cancel: stop.signal }));
	await bench.clock.pass(1_000);
	stop.abort(REASON);
	await all;
	expect(bench.limiter.isIdle).toBe(true);
	await bench.clock.pass(10_000);
	expect(bench.sent).toHaveLength(8);
	expect(bench.clock.pendingAlarms).toBe(0);
});

test('a request in flight that is canceled is counted until it ends', async () => {
	const bench = new Bench();
	const stop = new AbortController();
	const under = bench.requests(8, { cancel: stop.signal });
	const next = bench.requests(8, { key: 'b' });
	await bench.clock.pass(2);
	stop.abort(REASON);
	await allEvents();
	expect(bench.sent).toHaveLength(8);
	await bench.run([...under, ...next]);
	expect(bench.maxInFlight).toBe(8);
});

test('a rejected request whose execution is stopped meanwhile does not wait', async () => {
	const bench = new Bench(closedUntil(5_000));
	const stop = new AbortController();
	const request = bench.request('one', { cancel: stop.signal });
	const ended = expect(request).rejects.toBe(REASON);
	await bench.clock.pass(2);
	stop.abort(REASON);
	await bench.clock.pass(100);
	await ended;
	expect(bench.limiter.isIdle).toBe(true);
});

test('one listener is enough for all callers of an execution', async () => {
	const bench = new Bench(closedUntil(5_000));
	const { signal } = new AbortController();
	const added = jest.spyOn(signal, 'addEventListener');
	await bench.run([
		...bench.requests(20, { cancel: signal }),
		...bench.requests(20, { cancel: signal, key: 'short', maxPauseMs: 0 }),
	]);
	expect(added).toHaveBeenCalledTimes(1);
});
