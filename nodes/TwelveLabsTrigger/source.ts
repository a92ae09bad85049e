import type { Page } from '../api/paging/page';

/** Something that TwelveLabs works on and that will finish. Times are milliseconds since 1970. */
export interface Watched<T> {
	_id: string;
	/** Undefined where the entry does not say it: such an entry is neither old nor new. */
	createdAt?: number;
	finished: boolean;
	/** The entry as the API has it. */
	entry: T;
}

/**
 * The lists of the sources, newest first: by creation, but for those that begin with `just`, which are by their last change.
 * Each source has `everything`; a list that is called by a status holds what has it.
 */
export type WatchList =
	| 'everything'
	| 'running'
	| 'finished'
	| 'justFinished'
	| 'justReady'
	| 'justFailed'
	| 'queued'
	| 'pending'
	| 'processing'
	| 'ready'
	| 'failed'
	| 'canceled';

/** What the lists of a source are like. */
export interface ListRules {
	/** What runs, in the order in which an entry gets its statuses; none where TwelveLabs does not list it by itself. */
	readonly running: readonly WatchList[];
	/** The list that shows what has finished, by creation. */
	readonly finished: WatchList;
	/** What has ended, the last of it near the top, where asking for it one by one would cost more. */
	readonly ended?: readonly WatchList[];
	/** Whether `ended` is by creation, so that what took longer than others stands below them. */
	readonly endedByCreation?: boolean;
	/** How many entries are asked for by their IDs at a time. */
	readonly round: number;
	/** Whether the total counts all that was created and not deleted. Where entries expire, it proves nothing. */
	readonly totalCounts: boolean;
	/**
	 * How long after its `created_at` an entry may show up, in milliseconds; undefined where that is within the overlap. A sweep
	 * reads so far back from time to time.
	 */
	readonly lateMs?: number;
}

/** One page of a list, newest first. */
export interface WatchPage<T> extends Page<Watched<T>> {
	/** The time at the server, from the response's `Date`; undefined where it had none. */
	serverTime?: number;
}

/** What was asked for by its ID. */
export type WatchedNow<T> = Watched<T> | 'gone' | Error;

/** Where the scans get their entries. A page that cannot be read throws, and ends the scan, but not what it has seen. */
export interface WatchSource<T> {
	readonly rules: ListRules;
	page(list: WatchList, page: number): Promise<WatchPage<T>>;
	/** One entry: `gone` when it does not exist any more, the error when it could not be read this time. */
	entry(id: string): Promise<WatchedNow<T>>;
	/** Several entries with one request, in the order of their IDs, where TwelveLabs lists entries by ID. */
	entries?(ids: string[]): Promise<Array<WatchedNow<T>>>;
	/** In random order: a fixed one would ask for the same few at every scan, and starve the others. */
	shuffled(ids: string[]): string[];
	/**
	 * False when the time for this scan is over; what is left waits for the next.
	 * @param share of the time, from 0 to 1, that may be used up
	 */
	mayGoOn(share?: number): boolean;
}

/** A `created_at` in the future must not move the cursor past what the server calls now. */
export function newestOf(entries: Array<Watched<unknown>>, serverTime = Infinity): number {
	return entries.reduce(
		(newest, { createdAt = 0 }) => Math.max(newest, Math.min(createdAt, serverTime)),
		0,
	);
}
