import type { Connection } from '../../api/client/connection';
import type { ApiRequest } from '../../api/client/request';
import { PAGE_SIZE } from '../../api/paging/page';
import { PageWalk } from '../../api/paging/pageWalk';
import { readPage } from '../../api/paging/readPage';
import type { Target } from './inTurn';

/** A list as a look-up has read it. */
export interface WholeList<T> {
	entries: T[];
	/** Whether it was read whole. */
	isComplete: boolean;
	/** Whether a cache says that it had a page of it. */
	isStored: boolean;
	/** Of the oldest page; undefined where one had no `Date`. */
	serverTime?: number;
}

/** A cache takes lists of another page size for others, so successive look-ups ask for different ones. */
const PAGE_SIZES = 25;

/**
 * Reads all pages of a list, for what it says about requests that were made before.
 * @param target whose requests these were: it learns the server's time
 * @param idField the field that holds the ID of an entry; by default `_id`
 * @param isPast whether an entry, and with it all that follow, need not be read
 */
export async function wholeList<T extends Record<Id, string>, Id extends string = '_id'>(
	connection: Connection,
	{ query, ...request }: ApiRequest,
	{
		target,
		idField = '_id' as Id,
		isPast,
	}: { target?: Target; idField?: Id; isPast?: (entry: T) => boolean } = {},
): Promise<WholeList<T>> {
	const pageSize = PAGE_SIZE - (target ? ++target.lookups % PAGE_SIZES : 0);
	const walk = new PageWalk<T, Id>({ pageSize, idField, isPast });
	const entries: T[] = [];
	let serverTime: number | undefined = Infinity;
	let isStored = false;
	let isWhole = true;
	while (walk.page !== undefined) {
		const asked = { ...request, query: { ...query, page: walk.page, page_limit: pageSize } };
		const page = await readPage<T, Id>(connection, asked, idField);
		target?.clock.note(page.serverTime, performance.now());
		serverTime = earlier(serverTime, page.serverTime);
		isStored ||= page.isStored;
		// An entry that came without an ID is left out.
		isWhole &&= page.size === page.data.length;
		entries.push(...walk.take(page));
	}
	return { entries, isComplete: isWhole && walk.complete, isStored, serverTime };
}

const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
	a === undefined || b === undefined ? undefined : Math.min(a, b);

/** Whether what a list does not show was not there either when the last request of this process had ended. */
export const isProof = (
	{ isComplete, isStored, serverTime }: Omit<WholeList<unknown>, 'entries'>,
	target: Target,
): boolean => isComplete && !isStored && target.clock.isAfter(serverTime, target.lastRequestEnd);
