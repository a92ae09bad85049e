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
	await new Promise<void>((resolve, reject) => {
		const stop = () => reject(cancel?.reason);
		cancel?.addEventListener('abort', stop, { once: true });
		alarm.addEventListener('abort', () => {
			cancel?.removeEventListener('abort', stop);
			resolve();
		});
	});
}
