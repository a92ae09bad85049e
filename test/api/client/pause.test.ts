import { pause } from '../../../nodes/api/client/pause';

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
