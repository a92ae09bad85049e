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

/** The lists that a source offers: everything, what runs and what has finished by creation; the others by their last change. */
export type WatchList =
	| 'everything'
	| 'running'
	| 'finished'
	| 'justFinished'
	| 'justReady'
	| 'justFailed';

/** One page of a list, newest first. */
export interface WatchPage<T> extends Page<Watched<T>> {
	/** The time at the server, from the response's `Date`; undefined where it had none. */
	serverTime?: number;
}

/** Where the scans get their entries. A page that cannot be read throws, and ends the scan, but not what it has seen. */
export interface WatchSource<T> {
	page(list: WatchList, page: number): Promise<WatchPage<T>>;
	/** One entry: `gone` when it does not exist any more, the error when it could not be read this time. */
	entry(id: string): Promise<Watched<T> | 'gone' | Error>;
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
