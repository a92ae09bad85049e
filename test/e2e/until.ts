import { AssertionError } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 250;

/**
 * Waits for something that comes about by itself.
 * @param what the end of a sentence: what did not come about
 */
export async function until(
	what: string,
	isSo: () => Promise<boolean> | boolean,
	{
		withinMs,
		intervalMs = INTERVAL_MS,
		signal,
	}: { withinMs: number; intervalMs?: number; signal: AbortSignal },
): Promise<void> {
	const deadline = Date.now() + withinMs;
	while (!(await isSo())) {
		if (Date.now() > deadline) {
			throw new AssertionError({ message: `After ${withinMs / 1_000} s still not ${what}` });
		}
		await sleep(intervalMs, undefined, { signal });
	}
}
