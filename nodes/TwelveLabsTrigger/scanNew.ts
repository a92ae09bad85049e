import { isOfRequest } from '../api/errors/facts';
import { PAGE_SIZE } from '../api/paging/page';
import { PageWalk } from '../api/paging/pageWalk';
import { readBacklog } from './backlog';
import type { ScanFindings } from './findings';
import { OrderCheck, UnsortedList } from './lists';
import type { ScanLimits } from './scanLimits';
import { OVERLAP_MS } from './reach';
import { newestOf, type ListRules, type Watched, type WatchPage, type WatchSource } from './source';
import { NO_TOTAL, UNKNOWN_TOTAL, type WatchState } from './state';

/** Of the time of a scan, for what is new; what is awaited must get its turn even while much is created. */
const SHARE_FOR_NEW = 0.5;

/** Until then a chunk of a backlog that has begun is read to its end: what is read of one that has not ended is in vain. */
const SHARE_FOR_CHUNK = 0.65;

/** Pages that a poll must read to work a backlog off: the first one, two that show where it ends, and one of it. */
const MIN_PAGES_FOR_BACKLOG = 4;

/**
 * Everything since the overlap before the cursor. Where the first page shows nothing new and the total has not moved since
 * nothing could appear late any more, that page is enough: a quiet scan is one request.
 */
export async function scanNew<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
	limits: ScanLimits,
): Promise<void> {
	const list = new NewestEntries(findings);
	findings.stay();
	while (list.walk.page !== undefined && source.mayGoOn(SHARE_FOR_NEW)) {
		const page = await nextPage(list, findings, source);
		findings.note(page.data);
		if (list.isQuiet(page, source.rules)) {
			findings.reached = undefined;
			findings.listed = list.listed;
			return;
		}
		if (list.isBacklog(limits.forwardPages)) {
			findings.keepAwaited();
			await readBacklog(findings, source, backlogOf(list, source, limits));
			if (findings.reached?.backlog === undefined) findings.listed = list.listed;
			return;
		}
	}
	conclude(list, findings, source.rules);
}

/** What the list of everything has shown so far, read from the newest entry on. */
class NewestEntries<T> {
	readonly since: number;
	readonly walk: PageWalk<Watched<T>>;
	newest: number;
	/** The time at the server. */
	now = Infinity;
	/** The pages that were read last and furthest, counted from 1. */
	last = 0;
	furthest = 0;
	readonly state: WatchState;
	private readonly order = new OrderCheck();
	private readonly awaited: ReadonlySet<string>;

	constructor({ state, awaited }: ScanFindings<T>) {
		this.state = state;
		this.awaited = awaited;
		this.since = state.cursor - OVERLAP_MS;
		this.newest = state.cursor;
		this.walk = new PageWalk<Watched<T>>({
			// A list in another order is read to its end.
			isPast: ({ createdAt = Infinity }) => this.order.holds && createdAt < this.since,
			startsOver: true,
			countsAll: false,
		});
	}

	/** @param number the page's, counted from 1 */
	add(number: number, page: WatchPage<T>): void {
		const { data, serverTime } = page;
		this.last = number;
		this.furthest = Math.max(this.furthest, number);
		this.order.check(data);
		this.walk.take(page);
		this.newest = Math.max(this.newest, newestOf(data, serverTime));
		this.now = Math.min(this.now, serverTime ?? newestOf(data));
	}

	/** What a sweep goes by, once everything new was read. */
	get listed(): { total: number | undefined; now: number } {
		return { total: this.walk.total, now: this.now };
	}

	get isSorted(): boolean {
		return this.order.holds;
	}

	isSeen({ _id, createdAt }: Watched<T>): boolean {
		if (createdAt === undefined || createdAt < this.since) return true;
		return this.awaited.has(_id) || Object.hasOwn(this.state.emitted, _id);
	}

	/** Whether the first page shows that nothing has changed. */
	isQuiet({ data }: WatchPage<T>, { totalCounts }: ListRules): boolean {
		const { state, walk, last, isSorted } = this;
		const isSameTotal = state.total === (totalCounts ? walk.total : NO_TOTAL);
		const isSame = last === 1 && isSameTotal;
		return isSame && isSorted && state.backlog === undefined && data.every(this.isSeen, this);
	}

	/** Whether the rest is read from its old end. */
	isBacklog(forwardPages: number): boolean {
		const { state, walk, last, isSorted } = this;
		const isLong = state.backlog !== undefined || last >= forwardPages;
		return isLong && isSorted && walk.page !== undefined;
	}

	/** Whether a poll that comes no further than this one can work a backlog off. */
	get mayBeBacklog(): boolean {
		return this.isSorted && this.furthest >= MIN_PAGES_FOR_BACKLOG;
	}
}

/** Reads on. What a request that does not succeed leaves unread is a backlog, where there may be one. */
async function nextPage<T>(
	list: NewestEntries<T>,
	findings: ScanFindings<T>,
	source: WatchSource<T>,
): Promise<WatchPage<T>> {
	const number = list.walk.page ?? 1;
	const page = await source.page('everything', number).catch((error: unknown) => {
		if (isOfRequest(error) && list.mayBeBacklog) findings.leaveToBacklog(list.furthest);
		throw error;
	});
	list.add(number, page);
	return page;
}

const backlogOf = <T>(list: NewestEntries<T>, source: WatchSource<T>, limits: ScanLimits) => ({
	since: list.since,
	now: list.now,
	isSeen: (entry: Watched<T>) => list.isSeen(entry),
	pages: Math.ceil((list.walk.total ?? 0) / PAGE_SIZE),
	isWanted: limits.isWanted ?? (() => true),
	maxFinished: limits.finished - (list.state.postponed ?? 0),
	mayGoOn: () => source.mayGoOn(SHARE_FOR_NEW),
	mayEnd: () => source.mayGoOn(SHARE_FOR_CHUNK),
});

/** How far the list was read: to where the last scan began, or not so far in the time that there was. */
function conclude<T>(
	list: NewestEntries<T>,
	findings: ScanFindings<T>,
	{ totalCounts }: ListRules,
): void {
	const { walk, newest, now } = list;
	if (walk.page !== undefined && !list.isSorted) findings.notRead(new UnsortedList());
	if (walk.page !== undefined && list.mayBeBacklog) findings.leaveToBacklog(list.furthest);
	if (walk.page !== undefined || !walk.complete) return;
	// The total of a time at which entries could still appear late is not kept: one that did, and one that was deleted, would
	// cancel out.
	const isFinal = now > newest + OVERLAP_MS;
	const total = totalCounts ? (walk.total ?? UNKNOWN_TOTAL) : NO_TOTAL;
	findings.reached = { newest, total: isFinal ? total : UNKNOWN_TOTAL };
	findings.listed = list.listed;
}
