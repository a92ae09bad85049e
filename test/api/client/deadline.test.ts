import { AttemptTimedOut, endedAt, OutOfTime, untilEnd } from '../../../nodes/api/client/deadline';

const never = async () => await new Promise<never>(() => undefined);

const reason = () => new AttemptTimedOut();

test('a moment that is put off meanwhile ends the work later', async () => {
	const begun = performance.now();
	let at = begun + 30;
	setTimeout(() => (at += 60), 10);
	await expect(endedAt({ at: () => at, cancel: undefined, reason }, never)).rejects.toThrow(
		AttemptTimedOut,
	);
	expect(performance.now() - begun).toBeGreaterThan(85);
});

test('one that stays ends the work, also where that does not react to its signal', async () => {
	const at = performance.now() + 10;
	await expect(endedAt({ at: () => at, cancel: undefined, reason }, never)).rejects.toThrow(
		AttemptTimedOut,
	);
});

test('one that is put off for ever ends nothing', async () => {
	let at: number | undefined = performance.now() + 10;
	const work = async () => {
		at = undefined;
		return await new Promise((resolve) => setTimeout(resolve, 40, 'done'));
	};
	expect(await endedAt({ at: () => at, cancel: undefined, reason }, work)).toBe('done');
});

test('a stop ends the work at once, with the reason of the stop, but not when it is done', async () => {
	const stop = new AbortController();
	const end = { at: () => undefined, cancel: stop.signal, reason };
	let signal: AbortSignal | undefined;
	expect(
		await endedAt(end, async (ofWork) => {
			signal = ofWork;
			return await Promise.resolve('done');
		}),
	).toBe('done');
	const stopped = endedAt(end, never);
	stop.abort(new Error('stop'));
	await expect(stopped).rejects.toThrow('stop');
	expect(signal?.aborted).toBe(false);
});

test('the moment of work that is done passes without a trace', async () => {
	let asked = 0;
	const at = performance.now() + 10;
	const end = {
		at: () => {
			asked++;
			return at;
		},
		cancel: undefined,
		reason,
	};
	await endedAt(end, async () => await Promise.resolve());
	await new Promise((resolve) => setTimeout(resolve, 30));
	expect(asked).toBe(1);
});

test('work without an end has the signal of its execution, and work with one a signal that ends with it', async () => {
	const { signal } = new AbortController();
	const signalOf = async (given: AbortSignal | undefined) => await Promise.resolve(given);
	expect(await untilEnd(undefined, signal, signalOf)).toBe(signal);
	expect(await untilEnd(undefined, undefined, signalOf)).toBeUndefined();
	const ended = await untilEnd(performance.now() + 10, signal, async (given) => {
		await new Promise((resolve) => setTimeout(resolve, 30));
		return given;
	});
	expect(ended?.reason).toBeInstanceOf(OutOfTime);
});
