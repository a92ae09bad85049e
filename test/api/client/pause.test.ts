import { alarm, onAbort, orCanceled, pause } from '../../../nodes/api/client/pause';

test('ends after the time it was given', async () => {
	const start = Date.now();
	await pause(30);
	expect(Date.now() - start).toBeGreaterThanOrEqual(25);
});

test('ends at once, with the reason, when it is cancelled', async () => {
	const stop = new AbortController();
	const waiting = pause(60_000, stop.signal);
	stop.abort(new Error('stopped by the user'));
	await expect(waiting).rejects.toThrow('stopped by the user');
});

test('does not begin when it was cancelled before', async () => {
	await expect(pause(60_000, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
});

test('takes fractions of a millisecond, as growing pauses have them', async () => {
	await expect(pause(1.5)).resolves.toBeUndefined();
});

const soon = async () => await new Promise((resolve) => setTimeout(resolve, 30));

test('an alarm rings once, and one that is called off does not ring', async () => {
	let rings = 0;
	alarm(5, () => rings++);
	alarm(5, () => rings++)();
	await soon();
	expect(rings).toBe(1);
});

test('what waits for nothing any more is called by no timer', async () => {
	const timer = new AbortController();
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(timer.signal);
	const removed = jest.spyOn(timer.signal, 'removeEventListener');
	const stop = new AbortController();
	const waiting = pause(60_000, stop.signal);
	stop.abort(new Error('stop'));
	await expect(waiting).rejects.toThrow('stop');
	expect(removed).toHaveBeenCalledTimes(1);
	timeout.mockRestore();
});

test('a signal has one listener, however many wait for it, and calls those that still do', () => {
	const stop = new AbortController();
	const added = jest.spyOn(stop.signal, 'addEventListener');
	const called: string[] = [];
	const forget = ['first', 'second', 'third'].map((name) =>
		onAbort(stop.signal, () => called.push(name)),
	);
	forget[1]();
	stop.abort();
	expect(called).toEqual(['first', 'third']);
	expect(added).toHaveBeenCalledTimes(1);
});

test('work that others share goes on when one of those is stopped, who hears no more of it', async () => {
	const stop = new AbortController();
	const work = Promise.reject(new Error('of the work'));
	await expect(orCanceled(work, stop.signal)).rejects.toThrow('of the work');
	stop.abort(new Error('stop'));
	await expect(orCanceled(work, stop.signal)).rejects.toThrow('stop');
	await expect(orCanceled(work)).rejects.toThrow('of the work');
});
