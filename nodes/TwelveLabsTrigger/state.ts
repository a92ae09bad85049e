import { reachOf, recent, type Emitted, type Sweep } from './reach';
import { newestOf, type Watched } from './source';

/**
 * The state of the trigger, and what is an event by it. Pure: no clock, no network and no n8n.
 *
 * It rests on two facts: `created_at` never changes, and an ID that was emitted is never emitted again. `updated_at` and
 * the order of a list only save requests, since what moves them is not documented (docs/decisions/0003).
 */

/** Equals no total, so that the next scan reads on beyond its first page. */
export const UNKNOWN_TOTAL = -1;

/** In the place of a total that counts nothing, when everything had been seen and nothing could appear late any more. */
export const NO_TOTAL = -2;

/** What is saved between two polls. Each change makes a new object, since n8n notices no other. */
export interface WatchState {
	v: 1;
	/** What is watched, such as the ID of an index; another scope begins anew. */
	scope: string;
	/** Rises with every change, so that a scan that overlaps another one can notice that it comes too late. */
	rev: number;
	/** The newest `created_at` up to which everything was seen. */
	cursor: number;
	/** How many entries there were in all, when everything had been seen and nothing could appear late any more. */
	total: number;
	/** IDs of what is still running. */
	awaited: readonly string[];
	/** `created_at` of what was emitted, as far back as the overlap or the next sweep reaches. */
	emitted: Readonly<Record<string, number>>;
	/** IDs that were awaited, and that the last scan did not find any more; a second one that does not find them gives them up. */
	absent?: readonly string[];
	/** How many entries are newer than what was read, where one poll could not read all; undefined where nothing is left. */
	backlog?: number;
	/** How many of the awaited ones have finished and wait for their details. */
	postponed?: number;
	/** Of a source whose entries may show up long after their `created_at`. */
	sweep?: Sweep;
}

/** How far a scan has read. */
export interface Reached {
	/** Everything up to this `created_at` was seen. */
	newest: number;
	/** How many entries there are. */
	total: number;
	/** How many newer ones are left to read. */
	backlog?: number;
	/** Undefined where there was no sweep. */
	sweep?: Sweep;
}

/** What a scan has seen. */
export interface Findings<T> {
	rev: number;
	/** The latest reading of each entry. */
	seen: ReadonlyMap<string, Watched<T>>;
	gone: ReadonlySet<string>;
	/** Undefined when nothing shows that this has changed. */
	reached?: Reached;
	/** IDs of entries that do not say when they were created. */
	odd: ReadonlySet<string>;
	/** Why something could not be read. What is awaited stays so. */
	unread?: Error;
}

/** Of a source whose entries may show up long after their `created_at`: since when all was read, and how many there are in all. */
interface Late {
	since: number;
	total: number;
}

/**
 * The first state: what runs now is awaited, what has finished before is no event.
 * @param entries in the order in which they were read
 * @param rev goes on from that of an earlier state, so that the later of two states has the higher one
 * @param serverTime the time at the server, in milliseconds since 1970
 * @param late where an entry may show up long after its `created_at`: since when all that was created was read
 */
export function seed(
	entries: Array<Watched<unknown>>,
	{
		scope,
		rev,
		serverTime,
		late,
	}: { scope: string; rev: number; serverTime?: number; late?: Late },
): WatchState {
	const cursor = newestOf(entries, serverTime);
	// A list may show other statuses than it was asked for. An entry that runs when it is first seen may finish in the other list.
	const first = [...new Map([...entries].reverse().map((entry) => [entry._id, entry])).values()];
	const done = first.filter(({ finished }) => finished);
	const emitted = done.map(({ _id, createdAt = cursor }): Emitted => [_id, createdAt]);
	const sweep = late && { at: serverTime ?? cursor, from: late.since, total: late.total };
	return {
		v: 1,
		scope,
		rev,
		cursor,
		total: UNKNOWN_TOTAL,
		awaited: first.filter(({ finished }) => !finished).map(({ _id }) => _id),
		...recent(emitted, cursor, sweep),
	};
}

/** What has finished, and was not emitted yet: the events of a scan. */
export const completed = <T>(state: WatchState, findings: Findings<T>): Array<Watched<T>> =>
	relevant(state, findings).filter(({ finished }) => finished);

/**
 * The state after a poll.
 * @param postponed what has finished, but is emitted later: it stays awaited
 * @returns the same object when nothing changed
 */
export function advance(
	state: WatchState,
	findings: Findings<unknown>,
	postponed: ReadonlySet<string> = new Set(),
): WatchState {
	const awaited = new Set(state.awaited);
	const emitted = new Map(Object.entries(state.emitted));
	let hasEvents = false;
	for (const { _id, createdAt = state.cursor, finished } of relevant(state, findings)) {
		if (!finished || postponed.has(_id)) {
			awaited.add(_id);
			continue;
		}
		awaited.delete(_id);
		emitted.set(_id, createdAt);
		hasEvents = true;
	}
	// A replica that lags behind does not find what is there.
	const absent = [...findings.gone].filter((id) => awaited.has(id));
	const gone = absent.filter((id) => state.absent?.includes(id));
	for (const id of gone) awaited.delete(id);
	const stillAbsent = absent.filter((id) => awaited.has(id));

	const reached = findings.reached ?? {
		newest: state.cursor,
		total: state.total,
		backlog: state.backlog,
	};
	const { newest: cursor, total, backlog, sweep = state.sweep } = reached;
	const isChanged =
		hasEvents ||
		awaited.size !== state.awaited.length ||
		gone.length > 0 ||
		!hasSame(stillAbsent, state.absent) ||
		cursor !== state.cursor ||
		total !== state.total ||
		backlog !== state.backlog ||
		sweep !== state.sweep ||
		postponed.size !== (state.postponed ?? 0);
	if (!isChanged) return state;
	return {
		v: 1,
		scope: state.scope,
		rev: state.rev + 1,
		cursor,
		total,
		awaited: [...awaited],
		...recent([...emitted], cursor, sweep),
		...(stillAbsent.length > 0 && { absent: stillAbsent }),
		...(backlog !== undefined && { backlog }),
		...(postponed.size > 0 && { postponed: postponed.size }),
	};
}

/** What is awaited, or new since the overlap before the cursor. */
const relevant = <T>(state: WatchState, findings: Findings<T>): Array<Watched<T>> => {
	const awaited = new Set(state.awaited);
	return [...findings.seen.values()].filter(
		(entry) => awaited.has(entry._id) || isNew(state, entry),
	);
};

/** Whether an entry is one that no earlier scan came across. What is awaited is not emitted, so that it counts as new, too. */
export const isNew = (state: WatchState, { _id, createdAt }: Watched<unknown>): boolean =>
	createdAt !== undefined &&
	createdAt >= reachOf(state.cursor, state.sweep) &&
	!Object.hasOwn(state.emitted, _id);

/** Whether two lists of IDs hold the same ones, in whatever order. */
const hasSame = (ids: readonly string[], others: readonly string[] = []): boolean =>
	ids.length === others.length && ids.every((id) => others.includes(id));
