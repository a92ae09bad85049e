/** What a timer can hold, 24 days. Beyond, it would ring at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Rings once, later, but after 24 days at the latest. The timer is an `AbortSignal`, since n8n allows community nodes no
 * others; it keeps no process alive.
 * @param ms milliseconds
 * @returns what calls the alarm off. The timer itself runs on, and then holds nothing
 */
export function alarm(ms: number, ring: () => void): () => void {
	// It takes whole milliseconds only.
	const timer = AbortSignal.timeout(Math.min(Math.max(0, Math.ceil(ms)), LONGEST_MS));
	timer.addEventListener('abort', ring, { once: true });
	return () => timer.removeEventListener('abort', ring);
}

/**
 * Waits, and ends at once when the user stops the execution.
 * @param ms milliseconds
 * @throws the signal's reason when `cancel` fires first
 */
export async function pause(ms: number, cancel?: AbortSignal): Promise<void> {
	cancel?.throwIfAborted();
	let callOff: (() => void) | undefined;
	const rung = new Promise<void>((resolve) => {
		callOff = alarm(ms, resolve);
	});
	try {
		await orCanceled(rung, cancel);
	} finally {
		callOff?.();
	}
}

/**
 * Waits for work of somebody else, and ends at once when the user stops the execution. The work itself goes on.
 * @throws the signal's reason when `cancel` fires first
 */
export async function orCanceled<T>(work: Promise<T>, cancel?: AbortSignal): Promise<T> {
	if (!cancel) return await work;
	if (cancel.aborted) work.catch(() => undefined);
	cancel.throwIfAborted();
	let stop: (() => void) | undefined;
	const canceled = new Promise<never>((_, reject) => {
		stop = () => reject(cancel.reason);
		cancel.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([work, canceled]);
	} finally {
		if (stop) cancel.removeEventListener('abort', stop);
	}
}
