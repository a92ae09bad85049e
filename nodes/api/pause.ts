/**
 * Waits, and ends at once when the user stops the execution.
 *
 * The alarm is an `AbortSignal`, since n8n allows community nodes no timers; it keeps no process alive.
 * @param ms milliseconds
 * @throws the signal's reason when `cancel` fires first
 */
export async function pause(ms: number, cancel?: AbortSignal): Promise<void> {
	cancel?.throwIfAborted();
	// It takes whole milliseconds only.
	const alarm = AbortSignal.timeout(Math.ceil(ms));
	const rung = new Promise<void>((resolve) => {
		alarm.addEventListener('abort', () => resolve());
	});
	await orCanceled(rung, cancel);
}

/**
 * Waits for work of somebody else, and ends at once when the user stops the execution. The work itself goes on.
 * @throws the signal's reason when `cancel` fires first
 */
export async function orCanceled<T>(work: Promise<T>, cancel?: AbortSignal): Promise<T> {
	if (!cancel) return await work;
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
