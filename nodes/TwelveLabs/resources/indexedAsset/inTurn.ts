import { orCanceled } from '../../../api/pause';

/** Where somebody of this process is indexing. */
interface Busy {
	last: Promise<unknown>;
	users: number;
	taken: Set<string>;
}

const busy = new Map<string, Busy>();

/**
 * Work on the same asset in the same index, one after the other: two requests under way at the same time could not be told
 * apart by what the index shows. Other processes of n8n are not seen.
 * @param key says what is the same place, with the credential that it is reached with
 * @param work is given the IDs that belong to those who were here before it, and adds its own
 */
export async function inTurn<T>(
	key: string,
	work: (taken: Set<string>) => Promise<T>,
	cancel?: AbortSignal,
): Promise<T> {
	const place = busy.get(key) ?? { last: Promise.resolve(), users: 0, taken: new Set() };
	busy.set(key, place);
	place.users++;
	const mine = place.last
		.then(async () => {
			cancel?.throwIfAborted();
			return await work(place.taken);
		})
		// Not before the work has ended, also when nobody waits for it any more: it may still be about to index.
		.finally(() => {
			if (--place.users === 0) busy.delete(key);
		});
	place.last = mine.catch(() => undefined);
	return await orCanceled(mine, cancel);
}
