import type { Connection } from '../../api/client/connection';
import type { Endpoint } from '../../api/endpoints';
import { serverTime } from '../../api/time';
import type { Target } from './inTurn';
import { wholeList, type WholeList } from './wholeList';

/**
 * The entries of a list that is the newest first, back to a time. A list that is in another order is read whole.
 * @param idField the field that holds the ID of an entry
 * @param since in milliseconds since 1970, by the server's clock, which may be known from the first page on only
 */
export async function newestEntries<
	T extends Record<Id, string> & { created_at?: string },
	Id extends string,
>(
	connection: Connection,
	endpoint: Endpoint,
	{ target, idField, since }: { target: Target; idField: Id; since: () => number },
): Promise<WholeList<T>> {
	const read = async (isPast?: (entry: T) => boolean) =>
		await wholeList<T, Id>(connection, { endpoint }, { target, idField, isPast });
	const list = await read(({ created_at }) => (serverTime(created_at) ?? Infinity) < since());
	return isNewestFirst(list.entries) ? list : await read();
}

function isNewestFirst(entries: ReadonlyArray<{ created_at?: string }>): boolean {
	const times = entries.map(({ created_at }) => serverTime(created_at));
	return times.every((time, n) => {
		const before = times[n - 1];
		return n === 0 || (time !== undefined && before !== undefined && time <= before);
	});
}
