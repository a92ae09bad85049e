import { PAGE_SIZE } from '../api/paging/page';
import { PageWalk } from '../api/paging/pageWalk';
import type { ScanFindings } from './findings';
import { OVERLAP_MS } from './reach';
import { newestOf, type Watched, type WatchSource } from './source';
import { NO_TOTAL, UNKNOWN_TOTAL } from './state';

/**
 * A backlog: more new entries than one poll can read, as after a month's pause. It is worked off from its old end, chunk by
 * chunk, and after each chunk the cursor moves: the next poll goes on there.
 *
 * A chunk is read as any list is, newest first, down to what the chunk before it began with. So additions and deletions
 * that move entries from page to page meanwhile are noticed, and a chunk that is not complete does not count.
 */

/** The first chunk of a poll is a page, so that it makes progress when responses are slow; each further one is twice as long. */
const MAX_CHUNK_PAGES = 16;

/**
 * So many entries with the time at which a chunk begins are read again by the next one. They may change places from request
 * to request, and reading all of them again finds each. Where there are even more, a chunk ends at the first that was read
 * before, which relies on a steady order.
 */
const MAX_READ_AGAIN = 650;

/** What the scan has found out by then. */
interface Backlog<T> {
	/** What was created before was read by an earlier scan. */
	since: number;
	/** The time at the server. */
	now: number;
	isSeen(entry: Watched<T>): boolean;
	/** How many pages the list has. */
	pages: number;
	/** How many finished entries this poll can make events of, and which of them count. */
	maxFinished: number;
	isWanted(entry: Watched<T>): boolean;
	mayGoOn(): boolean;
	/** Whether what has begun may be brought to its end. */
	mayEnd(): boolean;
}

/** Reads as much of a backlog as the time lets it. */
export async function readBacklog<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
	backlog: Backlog<T>,
): Promise<void> {
	const { since, now, mayGoOn, mayEnd } = backlog;
	findings.reached = { ...unread(findings.state.cursor), backlog: findings.state.backlog ?? 0 };
	let end = await oldestUnread(findings, source, backlog);
	if (end === undefined) return;
	findings.reached = { ...unread(findings.state.cursor), backlog: end * PAGE_SIZE };
	let mark = since;
	const seenIds = new Set([...Object.keys(findings.state.emitted), ...findings.awaited]);
	let finished = 0;
	for (let size = 1; end >= 1 && mayGoOn() && finished < backlog.maxFinished; ) {
		const from = Math.max(1, end - size + 1);
		const chunk = await readChunk(source, { from, mark, seenIds, mayGoOn: mayEnd });
		if (!chunk) return;
		const { entries, total } = chunk;
		findings.note(entries);
		finished += entries.filter(
			(entry) => entry.finished && !seenIds.has(entry._id) && backlog.isWanted(entry),
		).length;
		for (const { _id } of entries) seenIds.add(_id);
		mark = Math.max(mark, newestOf(entries, now));
		const left = (from - 1) * PAGE_SIZE;
		const isOver = left === 0 && now > mark + OVERLAP_MS;
		findings.reached = {
			// From the cursor the next scan goes back by the overlap: to the mark, or as far as something may appear late.
			newest: Math.max(findings.state.cursor, Math.min(mark + OVERLAP_MS, now)),
			total: isOver ? (source.rules.totalCounts ? total : NO_TOTAL) : UNKNOWN_TOTAL,
			...(left > 0 && { backlog: left }),
		};
		end = from - 1;
		size = Math.min(size * 2, MAX_CHUNK_PAGES);
	}
}

const unread = (newest: number) => ({ newest, total: UNKNOWN_TOTAL });

/**
 * The last page that shows something new. A place that an earlier poll came to is tried first, and where the time is over,
 * or a request does not succeed, the next poll goes on from the furthest page with something new.
 * @returns undefined when the time is over
 */
async function oldestUnread<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
	{ pages, isSeen, mayGoOn }: Backlog<T>,
): Promise<number | undefined> {
	let unreadPage = 1;
	let readPage = pages + 1;
	const place = Math.ceil((findings.state.backlog ?? 0) / PAGE_SIZE);
	for (const tried = [place + 4, place + 1, place]; readPage - unreadPage > 1; ) {
		if (!mayGoOn()) return undefined;
		const guess = tried.pop() ?? 0;
		const isBetween = guess > unreadPage && guess < readPage;
		const probe = isBetween ? guess : Math.floor((unreadPage + readPage) / 2);
		const { data } = await source.page('everything', probe);
		if (data.every(isSeen)) {
			readPage = probe;
		} else {
			unreadPage = probe;
			findings.reached = { ...unread(findings.state.cursor), backlog: probe * PAGE_SIZE };
		}
	}
	return unreadPage;
}

/**
 * Everything from a page on, down to the mark.
 * @returns undefined when the time was over before, or entries may have been missed
 */
async function readChunk<T>(
	source: WatchSource<T>,
	{
		from,
		mark,
		seenIds,
		mayGoOn,
	}: { from: number; mark: number; seenIds: ReadonlySet<string>; mayGoOn(): boolean },
): Promise<{ entries: Array<Watched<T>>; total: number } | undefined> {
	const entries = new Map<string, Watched<T>>();
	let top = Infinity;
	const walk = new PageWalk<Watched<T>>({
		from,
		isPast: ({ createdAt = Infinity }) => createdAt < mark,
		// Of the time at which the chunk begins, some may be on the page before: the next chunk reads them all.
		isCounted: ({ createdAt = 0 }) => from === 1 || createdAt < top,
		countsAll: false,
	});
	let hasNew = false;
	let readAgain = 0;
	while (walk.page !== undefined) {
		if (!mayGoOn()) return undefined;
		const page = await source.page('everything', walk.page);
		if (top === Infinity) top = newestOf(page.data);
		walk.take(page);
		for (const entry of page.data) {
			if (!entries.get(entry._id)?.finished) entries.set(entry._id, entry);
			const isNew = !seenIds.has(entry._id);
			hasNew ||= isNew;
			readAgain = !isNew && hasNew && entry.createdAt === mark ? readAgain + 1 : 0;
		}
		if (readAgain > MAX_READ_AGAIN && walk.page !== undefined && walk.isSteady) {
			break;
		}
	}
	const isComplete = walk.page !== undefined || walk.complete;
	if (!isComplete) return undefined;
	return { entries: [...entries.values()], total: walk.total ?? UNKNOWN_TOTAL };
}
