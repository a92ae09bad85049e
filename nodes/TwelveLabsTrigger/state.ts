import { PageWalk } from '../api/paging/pageWalk';
import { IncompleteList, OrderCheck } from './lists';
import {
	newestOf,
	OVERLAP_MS,
	UNKNOWN_TOTAL,
	type Findings,
	type Watched,
	type WatchList,
	type WatchSource,
	type WatchState,
} from './watch';

/**
 * Decides what is an event. Pure, like the look it decides on: no clock, no network and no n8n.
 *
 * It rests on two facts: `created_at` never changes, and an ID that was emitted is never emitted again. `updated_at` and
 * the order of a list only save requests, since what moves them is not documented (docs/decisions/0003).
 */

/** What is missed when the watch begins is missed for good, so lists whose entries change places are read more often. */
const MOST_FIRST_READINGS = 20;

/**
 * Begins to watch: what runs now is awaited, what has finished before is no event.
 * @param rev goes on from that of an earlier state, so that the later one is known by it
 * @throws IncompleteList when not all that is running could be seen
 */
export async function begin<T>(
	source: WatchSource<T>,
	scope: string,
	rev: number,
): Promise<WatchState> {
	const running = await readAll(source, 'running');
	const finished = await readAll(source, 'finished', OVERLAP_MS);
	const entries = [...running.entries, ...finished.entries];
	const cursor = newestOf(entries, finished.serverTime);
	// What a list is asked for is not always what it shows. What runs when it is first seen may finish in the other list.
	const first = new Map([...entries].reverse().map((entry) => [entry._id, entry]));
	const [done, awaited] = [true, false].map((isDone) =>
		[...first.values()].filter(({ finished: isFinished }) => isFinished === isDone),
	);
	return {
		v: 1,
		scope,
		rev,
		cursor,
		total: UNKNOWN_TOTAL,
		awaited: awaited.map(({ _id }) => _id),
		emitted: recent(
			done.map(({ _id, createdAt = cursor }) => [_id, createdAt]),
			cursor,
		),
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
		maxReadings: MOST_FIRST_READINGS,
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

/**
 * Decides, on the state as it is when the look is over.
 * @param postponed what has finished, but is told later: it stays awaited
 * @returns the events, and the state to be remembered: the same object when nothing changed
 */
export function advance<T>(
	state: WatchState,
	findings: Findings<T>,
	postponed: ReadonlySet<string> = new Set(),
): { state: WatchState; events: Array<Watched<T>> } {
	// Another look has settled meanwhile: what this one saw may be emitted already.
	if (findings.rev !== state.rev) return { state, events: [] };

	const since = state.cursor - OVERLAP_MS;
	const awaited = new Set(state.awaited);
	const emitted = new Map(Object.entries(state.emitted));
	const events: Array<Watched<T>> = [];
	for (const watched of findings.seen.values()) {
		const { _id, createdAt = state.cursor, finished } = watched;
		const isNew = watched.createdAt !== undefined && createdAt >= since && !emitted.has(_id);
		if (!awaited.has(_id) && !isNew) continue;
		if (!finished || postponed.has(_id)) {
			awaited.add(_id);
			continue;
		}
		awaited.delete(_id);
		emitted.set(_id, createdAt);
		events.push(watched);
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
	const { newest: cursor, total, backlog } = reached;
	const changed =
		events.length > 0 ||
		awaited.size !== state.awaited.length ||
		gone.length > 0 ||
		stillAbsent.length !== (state.absent?.length ?? 0) ||
		cursor !== state.cursor ||
		total !== state.total ||
		backlog !== state.backlog ||
		postponed.size !== (state.postponed ?? 0);
	if (!changed) return { state, events };
	return {
		events,
		state: {
			v: 1,
			scope: state.scope,
			rev: state.rev + 1,
			cursor,
			total,
			awaited: [...awaited],
			emitted: recent([...emitted], cursor),
			...(stillAbsent.length > 0 && { absent: stillAbsent }),
			...(backlog !== undefined && { backlog }),
			...(postponed.size > 0 && { postponed: postponed.size }),
		},
	};
}

/** Of what was emitted, what a later look may still come across. */
const recent = (emitted: Array<[id: string, createdAt: number]>, cursor: number) =>
	Object.fromEntries(emitted.filter(([, createdAt]) => createdAt >= cursor - OVERLAP_MS));
