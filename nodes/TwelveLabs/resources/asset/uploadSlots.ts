import { FairSemaphore } from '../../../api/rateLimiter/fairSemaphore';
import type { Item } from '../../run/item';

/** Together they keep a line busy; with more, each takes longer, and all of them hold a piece of their file in memory. */
const MAX_UPLOADS = 4;

/** Of the process; executions take turns. */
const slots = new FairSemaphore(MAX_UPLOADS);

/**
 * Sends a file when fewer than four others are being sent.
 * @throws the reason of the item's cancel signal when it fires while waiting
 */
export async function inUploadSlot<T>(
	{ connection, cancel }: Item,
	upload: () => Promise<T>,
): Promise<T> {
	// An item that waits here keeps no others from beginning.
	if (slots.isFull) connection.onSend?.();
	const leave = await slots.enter(connection.queueKey, cancel);
	try {
		return await upload();
	} finally {
		leave();
	}
}
