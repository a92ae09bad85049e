import { OutOfTime } from '../api/client/deadline';
import { factsOf, isOfRequest } from '../api/errors/facts';
import { PAGE_SIZE, PageWalk } from '../api/paging/pageWalk';
import { readBacklog } from './backlog';
import { OrderCheck, UnsortedList } from './lists';
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

/** Until then a chunk of a backlog that has begun is read to its end: what is read of one that has not ended is in vain. */
const SHARE_FOR_CHUNK = 0.65;

/** Pages that a poll must read to work a backlog off: the first one, two that show where it ends, and one of it. */
const MIN_PAGES_FOR_BACKLOG = 4;

/** With more than a thousand in flight, the rest is asked for one by one, a few at each look. */
const MOST_RUNNING_PAGES = 20;

/** How many are asked for one by one at a time. */
const ROUND = 10;

/** How much one scan may find. */
export interface ScanLimits {
	/** Pages that are read from the newest on; what lies behind them is a backlog, and read from its old end. */
	forwardPages: number;
	/** Finished entries of a backlog that one poll can make events of. */
	finished: number;
	/** Which of them count: one that the options leave out needs no work. */
	isWanted?(entry: Watched<unknown>): boolean;
}

/** A burst of 1,250 is cheapest to read from the newest on. */
export const SCAN_LIMITS: ScanLimits = { forwardPages: 25, finished: Infinity };

/**
 * Reads what is new, and what was still running the last time. When a request does not succeed, or the time is over, what
 * was read counts.
 */
export async function scan<T>(
	state: WatchState,
	source: WatchSource<T>,
	limits: ScanLimits = SCAN_LIMITS,
): Promise<Findings<T>> {
	const view = new View<T>(state);
	await scanLists(view, source, limits).catch((error: unknown) => {
		if (!isOfRequest(error)) throw error;
		view.notRead(error);
	});
	return view;
}

async function scanLists<T>(view: View<T>, source: WatchSource<T>, limits: ScanLimits) {
	await scanNew(view, source, limits);
	if (view.unseen().length > 0) await lookAtRunning(view, source);
	if (view.unseen().length > 0) await lookAtJustFinished(view, source);
	await lookOneByOne(view, source);
}

/** What may have been missed is looked for again: the cursor stays, and no total equals the unknown one. */
const notReached = ({ cursor, backlog }: WatchState) => ({
	newest: cursor,
	total: UNKNOWN_TOTAL,
	backlog,
});

/** What one look has seen so far. */
export class View<T> implements Findings<T> {
	readonly rev: number;
	readonly seen = new Map<string, Watched<T>>();
	readonly gone = new Set<string>();
	readonly odd = new Set<string>();
	reached?: Findings<T>['reached'];
	unread?: Error;
	readonly awaited: ReadonlySet<string>;
	private hasRead = false;

	constructor(readonly state: WatchState) {
		this.rev = state.rev;
		this.awaited = new Set(state.awaited);
	}

	/** An entry that was finished stays so, whatever a list that is read later, but was made earlier, shows. */
	note(entries: Array<Watched<T>>): void {
		this.hasRead ||= entries.length > 0;
		for (const entry of entries) {
			if (entry.createdAt === undefined && !this.awaited.has(entry._id)) this.odd.add(entry._id);
			if (!this.seen.get(entry._id)?.finished) this.seen.set(entry._id, entry);
		}
	}

	/**
	 * An error is told in the place of events. That the time was over is none, as long as something was seen in it, and says
	 * less than what TwelveLabs told.
	 */
	notRead(error: Error): void {
		// n8n keeps no state of a poll that throws: the next one would begin where this one did.
		if (this.reached?.backlog !== undefined && this.reached.backlog !== this.state.backlog) return;
		if (error instanceof OutOfTime && (this.hasRead || this.unread)) return;
		this.unread = error;
	}

	/** Leaves to the backlog what was found ahead of it, so that events come from the old end on. */
	keepAwaited(): void {
		for (const id of this.seen.keys()) if (!this.awaited.has(id)) this.seen.delete(id);
	}

	/** Has the next scan begin at the old end, since one from the newest on would come no further than this one. */
	leaveToBacklog(pages: number): void {
		this.keepAwaited();
		this.reached = { ...notReached(this.state), backlog: pages * PAGE_SIZE };
	}

	/** Awaited, and in no list so far. */
	unseen(): string[] {
		return this.state.awaited.filter((id) => !this.seen.has(id) && !this.gone.has(id));
	}
}

/**
 * Everything since the overlap before the cursor. Where the first page shows nothing new and the total has not moved since
 * nothing could appear late any more, that page is enough: a quiet scan is one request.
 */
async function scanNew<T>(
	view: View<T>,
	source: WatchSource<T>,
	limits: ScanLimits,
): Promise<void> {
	const { state, awaited } = view;
	const since = state.cursor - OVERLAP_MS;
	const isSeen = ({ _id, createdAt }: Watched<T>) =>
		createdAt === undefined || createdAt < since || awaited.has(_id) || _id in state.emitted;
	const order = new OrderCheck();
	const walk = new PageWalk<Watched<T>>({
		// A list in another order is read to its end.
		isPast: ({ createdAt = Infinity }) => order.holds && createdAt < since,
		startsOver: true,
		countsAll: false,
	});
	let newest = state.cursor;
	let now = Infinity;
	let furthest = 0;
	view.reached = notReached(state);
	const mayBeBacklog = () => order.holds && furthest >= MIN_PAGES_FOR_BACKLOG;
	while (walk.page !== undefined && source.mayGoOn(SHARE_FOR_NEW)) {
		const asked = walk.page;
		const page = await source.page('everything', asked).catch((error: unknown) => {
			if (isOfRequest(error) && mayBeBacklog()) view.leaveToBacklog(furthest);
			throw error;
		});
		furthest = Math.max(furthest, asked);
		const { data, serverTime } = page;
		order.check(data);
		walk.take(page);
		view.note(data);
		newest = Math.max(newest, newestOf(data, serverTime));
		now = Math.min(now, serverTime ?? newestOf(data));
		const isQuiet = asked === 1 && walk.total === state.total && data.every(isSeen);
		if (isQuiet && order.holds && state.backlog === undefined) {
			view.reached = undefined;
			return;
		}
		const isBacklog = state.backlog !== undefined || asked >= limits.forwardPages;
		if (order.holds && isBacklog && walk.page !== undefined) {
			view.keepAwaited();
			await readBacklog(view, source, {
				since,
				now,
				isSeen,
				pages: Math.ceil((walk.total ?? 0) / PAGE_SIZE),
				isWanted: limits.isWanted ?? (() => true),
				most: limits.finished - (state.postponed ?? 0),
				mayGoOn: () => source.mayGoOn(SHARE_FOR_NEW),
				mayEnd: () => source.mayGoOn(SHARE_FOR_CHUNK),
			});
			return;
		}
	}
	if (walk.page !== undefined && !order.holds) view.notRead(new UnsortedList());
	if (walk.page !== undefined && mayBeBacklog()) view.leaveToBacklog(furthest);
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
		for (const entry of entries) {
			if (isOfRequest(entry) && factsOf(entry).concernsAccount) throw entry;
		}
	}
}
