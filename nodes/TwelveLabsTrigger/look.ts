import { OutOfTime } from '../api/deadline';
import { concernsAll, isOfRequest } from '../api/errorKind';
import { PageWalk } from '../api/pages';
import {
	newestOf,
	OVERLAP_MS,
	UNKNOWN_TOTAL,
	type Findings,
	type Watched,
	type WatchSource,
	type WatchState,
} from './watch';

/** Of the time of a look, for what is new; what is awaited must get its turn even while much is created. */
const SHARE_FOR_NEW = 0.5;

/** With more than a thousand in flight, the rest is asked for one by one, a few at each look. */
const MOST_RUNNING_PAGES = 20;

/** How many are asked for one by one at a time. */
const ROUND = 10;

/**
 * Looks at what is new, and at what was still running the last time. When a request does not succeed, or the time is over,
 * what it has seen counts.
 */
export async function look<T>(state: WatchState, source: WatchSource<T>): Promise<Findings<T>> {
	const view = new View<T>(state);
	await lookAround(view, source).catch((error: unknown) => {
		if (!isOfRequest(error)) throw error;
		view.notRead(error);
	});
	return view;
}

async function lookAround<T>(view: View<T>, source: WatchSource<T>): Promise<void> {
	await lookAtNew(view, source);
	if (view.unseen().length > 0) await lookAtRunning(view, source);
	if (view.unseen().length > 0) await lookAtJustFinished(view, source);
	await lookOneByOne(view, source);
}

/** What may have been missed is looked for again: the cursor stays, and no total equals the unknown one. */
const notReached = ({ cursor }: WatchState) => ({ newest: cursor, total: UNKNOWN_TOTAL });

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

	/**
	 * An error is told in the place of events. That the time was over is none, as long as something was seen in it, and says
	 * less than what TwelveLabs told.
	 */
	notRead(error: Error): void {
		if (error instanceof OutOfTime && (this.seen.size > 0 || this.unread)) return;
		this.unread = error;
	}

	/** Awaited, and in no list so far. */
	unseen(): string[] {
		return this.state.awaited.filter((id) => !this.seen.has(id) && !this.gone.has(id));
	}
}

/**
 * Everything since the overlap before the cursor. Where the first page shows nothing new and the total has not moved since
 * nothing could appear late any more, that page is enough: a quiet look is one request.
 */
async function lookAtNew<T>(view: View<T>, source: WatchSource<T>): Promise<void> {
	const { state, awaited } = view;
	const since = state.cursor - OVERLAP_MS;
	const isKnown = ({ _id, createdAt }: Watched<T>) =>
		createdAt < since || awaited.has(_id) || _id in state.emitted;
	const walk = new PageWalk<Watched<T>>({
		isPast: ({ createdAt }) => createdAt < since,
		startsOver: true,
	});
	let newest = state.cursor;
	let now = Infinity;
	view.reached = notReached(state);
	while (walk.page !== undefined && source.mayGoOn(SHARE_FOR_NEW)) {
		const asked = walk.page;
		const page = await source.page('everything', asked);
		const { data, serverTime = Infinity } = page;
		walk.take(page);
		view.note(data);
		newest = Math.max(newest, newestOf(data, serverTime));
		now = Math.min(now, serverTime);
		if (asked === 1 && walk.total === state.total && data.every(isKnown)) {
			view.reached = undefined;
			return;
		}
	}
	// The total of a time at which entries could still appear late is not kept: one that did, and one that was deleted, would
	// cancel out.
	if (walk.page !== undefined || !walk.complete) return;
	const isSettled = now > newest + OVERLAP_MS;
	view.reached = { newest, total: isSettled ? (walk.total ?? UNKNOWN_TOTAL) : UNKNOWN_TOTAL };
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

/** Those that no list showed, for as long as that finds something and nothing stops all requests. */
async function lookOneByOne<T>(view: View<T>, source: WatchSource<T>): Promise<void> {
	const left = source.shuffled(view.unseen());
	for (let found = true; found && left.length > 0 && source.mayGoOn(); ) {
		const ids = left.splice(0, ROUND);
		const entries = await Promise.all(ids.map(async (id) => await source.entry(id)));
		found = false;
		entries.forEach((entry, at) => {
			if (entry instanceof Error) {
				view.notRead(entry);
			} else if (entry === 'gone') {
				view.gone.add(ids[at]);
				found = true;
			} else {
				view.note([entry]);
				found ||= entry.finished;
			}
		});
		for (const entry of entries) if (entry instanceof Error && concernsAll(entry)) throw entry;
	}
}
