import type { Page } from '../api/paging/page';

/** Entries may show up in lists a little after their `created_at`; this much of the past is looked at again. */
export const OVERLAP_MS = 5 * 60_000;

/** Something that TwelveLabs works on and that will finish. Times are milliseconds since 1970. */
export interface Watched<T> {
	_id: string;
	/** Undefined where the entry does not say it: such an entry is neither old nor new. */
	createdAt?: number;
	finished: boolean;
	/** The entry as the API has it. */
	entry: T;
}

/** Equals no total, so that the next look reads on beyond its first page. */
export const UNKNOWN_TOTAL = -1;

/** The lists that a source offers: everything, what runs and what has finished by creation; the others by their last change. */
export type WatchList =
	| 'everything'
	| 'running'
	| 'finished'
	| 'justFinished'
	| 'justReady'
	| 'justFailed';

/** One page of a list, newest first. */
interface WatchPage<T> extends Page<Watched<T>> {
	/** The time at the server, from the answer's `Date`; undefined where it had none. */
	serverTime?: number;
}

/** Where the looks get their answers. A page that cannot be read throws, and ends the look, but not what it has seen. */
export interface WatchSource<T> {
	page(list: WatchList, page: number): Promise<WatchPage<T>>;
	/** One entry: `gone` when it does not exist any more, the error when it could not be read this time. */
	entry(id: string): Promise<Watched<T> | 'gone' | Error>;
	/** In random order: a fixed one would ask for the same few at every look, and starve the others. */
	shuffled(ids: string[]): string[];
	/**
	 * False when the time for this look is over; what is left waits for the next.
	 * @param share of the time, from 0 to 1, that may be used up
	 */
	mayGoOn(share?: number): boolean;
}

/** What is remembered between two looks. Each change makes a new object, since n8n notices no other. */
export interface WatchState {
	v: 1;
	/** What is watched, such as the ID of an index; another scope begins anew. */
	scope: string;
	/** Rises with every change, so that a look that overlaps another one can tell that it comes too late. */
	rev: number;
	/** The newest `created_at` up to which everything was seen. */
	cursor: number;
	/** How many entries there were in all, when everything had been seen and nothing could appear late any more. */
	total: number;
	/** IDs of what is still running. */
	awaited: readonly string[];
	/** `created_at` of what was emitted, as far back as the overlap reaches. */
	emitted: Readonly<Record<string, number>>;
	/** IDs that were awaited, and that the last scan did not find any more; a second one that does not find them gives them up. */
	absent?: readonly string[];
	/** How many entries are newer than what was read, where one poll could not read all; undefined where nothing is left. */
	backlog?: number;
	/** How many of the awaited ones have finished and wait for their details. */
	postponed?: number;
}

/** What a look saw. */
export interface Findings<T> {
	rev: number;
	/** The latest reading of each entry. */
	seen: ReadonlyMap<string, Watched<T>>;
	gone: ReadonlySet<string>;
	/**
	 * How far everything was seen, how many there are, and how many newer ones are left to read; undefined when nothing shows
	 * that this has changed.
	 */
	reached?: { newest: number; total: number; backlog?: number };
	/** IDs of entries that do not say when they were created. */
	odd: ReadonlySet<string>;
	/** Why something could not be read. What is awaited stays so. */
	unread?: Error;
}

/** A `created_at` in the future must not move the cursor past what the server calls now. */
export function newestOf(entries: Array<Watched<unknown>>, serverTime = Infinity): number {
	return entries.reduce(
		(newest, { createdAt = 0 }) => Math.max(newest, Math.min(createdAt, serverTime)),
		0,
	);
}
