import { serverTime } from '../../api/time';
import type { Watched } from '../source';

/** What every list shows of an entry. */
interface Listed {
	status?: string;
	created_at?: string;
}

/**
 * Whether a status is none of those that end an entry. One that is not documented counts as running.
 * @param status undefined where it is unknown
 */
export const isRunning = (status: string | undefined, ends: readonly string[]): boolean =>
	status !== undefined && !ends.includes(status);

/**
 * An entry as it is watched.
 * @param ends statuses that end it
 */
export const asWatched = <T extends Listed>(
	entry: T,
	_id: string,
	ends: readonly string[],
): Watched<T> => ({
	_id,
	createdAt: serverTime(entry.created_at),
	finished: entry.status !== undefined && !isRunning(entry.status, ends),
	entry,
});
