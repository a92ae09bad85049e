import type { Connection } from '../api/client/connection';
import { untilEnd } from '../api/client/deadline';
import { FairSemaphore } from '../api/rateLimiter/fairSemaphore';

/**
 * Lets so many items of the process at a time do what takes much memory, or a whole line; executions take turns.
 * @returns does the work of an item when there is room for it. While that waits, it ends with the reason of the connection's
 *   cancel signal, and with OutOfTime at the connection's end
 */
export function slots(max: number) {
	const semaphore = new FairSemaphore(max);
	return async <T>(
		{ queueKey, cancel, endsAt, onSend }: Connection,
		work: () => Promise<T>,
	): Promise<T> => {
		// An item that waits here keeps no others from beginning.
		if (semaphore.isFull) onSend?.();
		const enter = async (signal?: AbortSignal) => await semaphore.enter(queueKey, signal);
		const leave = await untilEnd(endsAt, cancel, enter);
		return await work().finally(leave);
	};
}
