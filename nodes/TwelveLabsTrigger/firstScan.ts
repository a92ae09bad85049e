import { PageWalk } from '../api/paging/pageWalk';
import { IncompleteList, OrderCheck } from './lists';
import { newestOf, type Watched, type WatchList, type WatchSource } from './source';
import { OVERLAP_MS } from './state';

/** What is missed when the watch begins is missed for good, so lists whose entries change places are read more often. */
const MAX_FIRST_READINGS = 20;

/**
 * What the first state is made of: all that runs, and what has finished within the overlap.
 * @returns the entries in the order in which they were read, and the time at the server
 * @throws IncompleteList when not all that is running could be seen
 */
export async function firstScan<T>(
	source: WatchSource<T>,
): Promise<{ entries: Array<Watched<T>>; serverTime?: number }> {
	const running = await readAll(source, 'running');
	const finished = await readAll(source, 'finished', OVERLAP_MS);
	return {
		entries: [...running.entries, ...finished.entries],
		serverTime: finished.serverTime,
	};
}

/**
 * A list, read until nothing can have been missed.
 * @param span how much older than the newest entry an entry may be, in milliseconds
 */
async function readAll<T>(source: WatchSource<T>, list: WatchList, span = Infinity) {
	const entries: Array<Watched<T>> = [];
	let newest = 0;
	let serverTime: number | undefined;
	const order = new OrderCheck();
	const walk = new PageWalk<Watched<T>>({
		isPast: ({ createdAt = Infinity }) => order.holds && createdAt < newest - span,
		maxReadings: MAX_FIRST_READINGS,
		// A server may count what it does not list.
		countsAll: false,
	});
	while (walk.page !== undefined) {
		if (!source.mayGoOn()) throw new IncompleteList('There was not enough time to read');
		const page = await source.page(list, walk.page);
		order.check(page.data);
		serverTime ??= page.serverTime;
		newest = Math.max(newest, newestOf(page.data));
		entries.push(...walk.take(page));
	}
	if (!walk.complete) throw new IncompleteList('TwelveLabs did not list in full');
	return { entries, serverTime };
}
