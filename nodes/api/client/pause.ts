/** What a timer can hold, 24 days. Beyond, it would ring at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Rings once, later, but after 24 days at the latest. The timer is an `AbortSignal`, since n8n allows community nodes no
 * others; it keeps no process alive.
 * @param ms milliseconds
 * @returns what calls the alarm off. The timer itself runs on, and then holds nothing
 */
export function alarm(ms: number, ring: () => void): () => void {
	// It takes whole milliseconds only.
	const timer = AbortSignal.timeout(Math.min(Math.max(0, Math.ceil(ms)), MAX_TIMER_MS));
	timer.addEventListener('abort', ring, { once: true });
	return () => timer.removeEventListener('abort', ring);
}

/** What each signal calls when it fires. A signal of an execution has thousands of items: one listener serves all of them. */
const calls = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls a function once when a signal fires, never for one that has fired before.
 * @returns what ends that
 */
export function onAbort(signal: AbortSignal, call: () => void): () => void {
	let ofSignal = calls.get(signal);
	if (!ofSignal) {
		const all = new Set<() => void>();
		ofSignal = all;
		calls.set(signal, all);
		signal.addEventListener('abort', () => all.forEach((each) => each()), { once: true });
	}
	const all = ofSignal;
	all.add(call);
	return () => void all.delete(call);
}

/**
 * Waits, and ends at once when the user stops the execution.
 * @param ms milliseconds
 * @throws the signal's reason when `cancel` fires first
 */
export async function pause(ms: number, cancel?: AbortSignal): Promise<void> {
	cancel?.throwIfAborted();
	let callOff = () => {};
	const rung = new Promise<void>((resolve) => {
		callOff = alarm(ms, resolve);
	});
	try {
		await orCanceled(rung, cancel);
	} finally {
		callOff();
	}
}

/**
 * Waits for work that others may share, and ends at once when the user stops the execution. The work itself goes on.
 * @throws the signal's reason when `cancel` fires first
 */
export async function orCanceled<T>(work: Promise<T>, cancel?: AbortSignal): Promise<T> {
	if (!cancel) return await work;
	if (cancel.aborted) work.catch(() => undefined);
	cancel.throwIfAborted();
	let forget = () => {};
	const canceled = new Promise<never>((_, reject) => {
		forget = onAbort(cancel, () => reject(cancel.reason));
	});
	try {
		return await Promise.race([work, canceled]);
	} finally {
		forget();
	}
}
