import { PageWalk } from '../api/pages';
import type { Page } from '../api/types';

/**
 * Finds out what has finished since the last look. Pure: it knows no clock, no network and no n8n.
 *
 * It rests on two facts: `created_at` never changes, and an ID that was emitted is never emitted again. `updated_at` and
 * the order of a list only save requests, since what moves them is not documented (docs/decisions/0003).
 */

/** Entries may show up in lists a little after their `created_at`; this much of the past is looked at again. */
export const OVERLAP_MS = 5 * 60_000;

/** With more than a thousand in flight, the rest is asked for one by one, a few at each look. */
const MOST_RUNNING_PAGES = 20;

/** How many are asked for one by one at a time. */
const ROUND = 10;

/** Something that TwelveLabs works on and that will finish. Times are milliseconds since 1970. */
export interface Watched<T> {
	_id: string;
	createdAt: number;
	finished: boolean;
	/** The entry as the API has it. */
	entry: T;
}

/** Equals no total, so that the next look reads on beyond its first page. */
const UNKNOWN_TOTAL = -1;

/** The lists that a source offers: everything and what still runs by creation, what has finished by its last change. */
export type WatchList = 'everything' | 'running' | 'finished' | 'justFinished';

/** One page of a list, newest first. */
export interface WatchPage<T> extends Page<Watched<T>> {
	/** The time at the server, from the answer's `Date`; undefined where it had none. */
	serverTime?: number;
}

/** Where the looks get their answers. A request that does not succeed throws, and ends the look. */
export interface WatchSource<T> {
	page(list: WatchList, page: number): Promise<WatchPage<T>>;
	/** One entry: `gone` when it does not exist any more, the error when it could not be read this time. */
	entry(id: string): Promise<Watched<T> | 'gone' | Error>;
	/** In random order: a fixed one would ask for the same few at every look, and starve the others. */
	shuffled(ids: string[]): string[];
	/** False when the time for this look is over; what is left waits for the next. */
	mayGoOn(): boolean;
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
	/** How many entries there were in all, when everything had been seen. */
	total: number;
	/** IDs of what is still running. */
	awaited: readonly string[];
	/** `created_at` of what was emitted, as far back as the overlap reaches. */
	emitted: Readonly<Record<string, number>>;
}

/** What a look saw. */
export interface Findings<T> {
	rev: number;
	/** The latest reading of each entry. */
	seen: ReadonlyMap<string, Watched<T>>;
	gone: ReadonlySet<string>;
	/** How far everything was seen, and how many there are; undefined when the look did not get that far. */
	reached?: { newest: number; total: number };
	/** Why an entry could not be read. It stays awaited. */
	unread?: Error;
}

/**
 * Begins to watch: what runs now is awaited, what has finished before is no event.
 * @throws Error when the time is not enough to see all that is running
 */
export async function begin<T>(source: WatchSource<T>, scope: string): Promise<WatchState> {
	const running = await readAll(source, 'running');
	const finished = await readAll(source, 'finished', OVERLAP_MS);
	const cursor = newestOf([...running.entries, ...finished.entries], finished.serverTime);
	return {
		v: 1,
		scope,
		rev: 0,
		cursor,
		total: UNKNOWN_TOTAL,
		awaited: running.entries.map(({ _id }) => _id),
		emitted: emittedSince(cursor, finished.entries),
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
	const walk = new PageWalk<Watched<T>>({
		isPast: ({ createdAt }) => createdAt < newest - span,
		mostReadings: Infinity,
	});
	while (walk.page !== undefined) {
		if (!source.mayGoOn()) {
			throw new Error('There was not enough time to see all that TwelveLabs is working on');
		}
		const page = await source.page(list, walk.page);
		serverTime ??= page.serverTime;
		newest = Math.max(newest, newestOf(page.data));
		entries.push(...walk.take(page));
	}
	return { entries, serverTime };
}

/** Looks at what is new, and at what was still running the last time. */
export async function look<T>(state: WatchState, source: WatchSource<T>): Promise<Findings<T>> {
	const view = new View<T>(state);
	await lookAtNew(view, source);
	if (view.unseen().length > 0) await lookAtRunning(view, source);
	if (view.unseen().length > 0) await lookAtJustFinished(view, source);
	await lookOneByOne(view, source);
	return view;
}

/** What one look has seen so far. */
class View<T> implements Findings<T> {
	readonly rev: number;
	readonly seen = new Map<string, Watched<T>>();
	readonly gone = new Set<string>();
	reached?: { newest: number; total: number };
	unread?: Error;
	readonly awaited: ReadonlySet<string>;

	constructor(readonly state: WatchState) {
		this.rev = state.rev;
		this.awaited = new Set(state.awaited);
	}

	/** An entry that was finished stays so, whatever a list that is read later, but was made earlier, shows. */
	note(entries: Array<Watched<T>>): void {
		for (const entry of entries) {
			if (!this.seen.get(entry._id)?.finished) this.seen.set(entry._id, entry);
		}
	}

	/** Awaited, and in no list so far. */
	unseen(): string[] {
		return this.state.awaited.filter((id) => !this.seen.has(id) && !this.gone.has(id));
	}
}

/**
 * Everything since the overlap before the cursor. Where the first page shows nothing new, the total has not moved and
 * nothing can appear late any more, that page is enough: a quiet look is one request.
 */
async function lookAtNew<T>(view: View<T>, source: WatchSource<T>): Promise<void> {
	const { state, awaited } = view;
	const since = state.cursor - OVERLAP_MS;
	const isKnown = ({ _id, createdAt }: Watched<T>) =>
		createdAt < since || awaited.has(_id) || _id in state.emitted;
	const walk = new PageWalk<Watched<T>>({ isPast: ({ createdAt }) => createdAt < since });
	let newest = state.cursor;
	while (walk.page !== undefined && source.mayGoOn()) {
		const asked = walk.page;
		const page = await source.page('everything', asked);
		const { data, serverTime = Infinity } = page;
		walk.take(page);
		view.note(data);
		newest = Math.max(newest, newestOf(data, serverTime));
		const settled = walk.total === state.total && serverTime > state.cursor + OVERLAP_MS;
		if (asked === 1 && settled && data.every(isKnown)) return;
	}
	// What may have been missed is looked for again: the cursor stays, and no total equals the unknown one.
	const complete = walk.page === undefined && walk.complete;
	view.reached = complete
		? { newest, total: walk.total ?? UNKNOWN_TOTAL }
		: { newest: state.cursor, total: UNKNOWN_TOTAL };
}

/** Who is shown here is still running. */
async function lookAtRunning<T>(view: View<T>, source: WatchSource<T>): Promise<void> {
	const walk = new PageWalk<Watched<T>>();
	for (let pages = 0; pages < MOST_RUNNING_PAGES && source.mayGoOn(); pages++) {
		if (walk.page === undefined || view.unseen().length === 0) return;
		const page = await source.page('running', walk.page);
		walk.take(page);
		view.note(page.data);
	}
}

/** Those that finished last, for as long as any of them was awaited. */
async function lookAtJustFinished<T>(view: View<T>, source: WatchSource<T>): Promise<void> {
	const walk = new PageWalk<Watched<T>>();
	while (walk.page !== undefined && source.mayGoOn()) {
		const page = await source.page('justFinished', walk.page);
		const { data } = page;
		walk.take(page);
		view.note(data);
		if (view.unseen().length === 0 || !data.some(({ _id }) => view.awaited.has(_id))) return;
	}
}

/** Those that no list showed, for as long as that finds something. */
async function lookOneByOne<T>(view: View<T>, source: WatchSource<T>): Promise<void> {
	const left = source.shuffled(view.unseen());
	for (let found = true; found && left.length > 0 && source.mayGoOn(); ) {
		const ids = left.splice(0, ROUND);
		const entries = await Promise.all(ids.map(async (id) => await source.entry(id)));
		found = false;
		entries.forEach((entry, at) => {
			if (entry instanceof Error) {
				view.unread = entry;
			} else if (entry === 'gone') {
				view.gone.add(ids[at]);
				found = true;
			} else {
				view.note([entry]);
				found ||= entry.finished;
			}
		});
	}
}

/**
 * Decides, on the state as it is when the look is over.
 * @param postponed what has finished, but is told later: it stays awaited
 * @returns the events, and the state to be remembered: the same object when nothing changed
 */
export function settle<T>(
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
		const { _id, createdAt, finished } = watched;
		const isNew = createdAt >= since && !emitted.has(_id);
		if (!awaited.has(_id) && !isNew) continue;
		if (!finished || postponed.has(_id)) {
			awaited.add(_id);
			continue;
		}
		awaited.delete(_id);
		emitted.set(_id, createdAt);
		events.push(watched);
	}
	for (const id of findings.gone) awaited.delete(id);

	const { newest: cursor, total } = findings.reached ?? {
		newest: state.cursor,
		total: state.total,
	};
	const changed =
		events.length > 0 ||
		awaited.size !== state.awaited.length ||
		findings.gone.size > 0 ||
		cursor !== state.cursor ||
		total !== state.total;
	if (!changed) return { state, events };
	return {
		events,
		state: {
			...state,
			rev: state.rev + 1,
			cursor,
			total,
			awaited: [...awaited],
			emitted: Object.fromEntries(
				[...emitted].filter(([, createdAt]) => createdAt >= cursor - OVERLAP_MS),
			),
		},
	};
}

/** A `created_at` in the future must not move the cursor past what the server calls now. */
function newestOf(entries: Array<Watched<unknown>>, serverTime = Infinity): number {
	return entries.reduce(
		(newest, { createdAt }) => Math.max(newest, Math.min(createdAt, serverTime)),
		0,
	);
}

const emittedSince = (cursor: number, entries: Array<Watched<unknown>>) =>
	Object.fromEntries(
		entries
			.filter(({ createdAt }) => createdAt >= cursor - OVERLAP_MS)
			.map(({ _id, createdAt }) => [_id, createdAt]),
	);
