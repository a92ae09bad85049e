import { PageWalk } from '../api/paging/pageWalk';
import type { ScanFindings } from './findings';
import { OrderCheck } from './lists';
import type { OpenSweep, Sweep } from './reach';
import { newestOf, type Watched, type WatchPage, type WatchSource } from './source';
import { UNKNOWN_TOTAL } from './state';

/** So long an entry that shows up late waits at most, where the total does not show it. */
const SWEEP_EVERY_MS = 15 * 60_000;

/**
 * A sweep, where one is due: it reads back as far as entries may show up late. It is due every quarter of an hour, and at once
 * where the total has grown by more than was seen. Where the time is not enough, the next scan goes on where this one stopped.
 */
export async function scanLate<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
): Promise<void> {
	const { state, listed, fresh } = findings;
	const { lateMs } = source.rules;
	if (!state.sweep || lateMs === undefined || !listed) return;
	const { at, open, total: before } = state.sweep;
	const { total = UNKNOWN_TOTAL, now } = listed;
	const isUnseen = total - before > fresh && before !== UNKNOWN_TOTAL;
	if (!open && now - at < SWEEP_EVERY_MS && !isUnseen) {
		if (total !== before) findings.sweep({ ...state.sweep, total });
		return;
	}
	// What becomes visible while a sweep goes on, and is not new, is unseen until the next one.
	const known = open && before !== UNKNOWN_TOTAL ? before + fresh : total;
	await sweepOn(findings, source, { sweep: { ...state.sweep, total: known }, lateMs, now });
}

/** Reads on, and keeps how far. A sweep counts once it was read in full: it then moves its own begin. */
async function sweepOn<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
	{ sweep, lateMs, now }: { sweep: Sweep; lateMs: number; now: number },
): Promise<void> {
	const { open, ...closed } = sweep;
	const begin = await beginOf(findings, source, sweep);
	if (!begin) return;
	const order = new OrderCheck();
	const walk = new PageWalk<Watched<T>>({
		from: begin.number,
		isPast: ({ createdAt = Infinity }) => order.holds && createdAt < sweep.from,
		// Of the time at which it begins, some may be on the page before: they were read.
		isCounted: ({ createdAt = 0 }) => createdAt < begin.top,
		startsOver: begin.number === 1,
		countsAll: false,
	});
	let { first } = begin;
	let begun = open?.begun;
	let reached = open;
	while (walk.page !== undefined) {
		if (first === undefined && !source.mayGoOn()) return;
		const number = walk.page;
		const page: WatchPage<T> = first ?? (await source.page('everything', number));
		first = undefined;
		begun ??= page.serverTime ?? now;
		order.check(page.data);
		walk.take(page);
		findings.note(page.data);
		const isCovered = walk.isSteady && walk.page === number + 1;
		if (isCovered) reached = furthest(reached, { begun, page: number }, page.data);
		findings.sweep({ ...closed, ...(order.holds && reached && { open: reached }) });
	}
	if (!walk.complete || begun === undefined) return;
	const from = Math.max(sweep.from, begun - lateMs);
	findings.sweep({ at: now, from, total: sweep.total });
}

/** Where a scan begins to read: at the first page, or where the last one stopped. */
interface Begin<T> {
	/** Of the page, from 1. */
	number: number;
	/** The page, where it was read. */
	first?: WatchPage<T>;
	/** Of what was created at that time or later, nothing is left to read. */
	top: number;
}

/**
 * A sweep goes on with a page that begins with something newer than what is left to read. Where entries were deleted meanwhile, that is
 * a page before the one at which it stopped.
 * @returns undefined when the time is over
 */
async function beginOf<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
	{ open, ...closed }: Sweep,
): Promise<Begin<T> | undefined> {
	if (!open) return { number: 1, top: Infinity };
	let number = open.page;
	for (let step = 1; source.mayGoOn(); step *= 2) {
		const first = await source.page('everything', number);
		findings.note(first.data);
		const top = newestOf(first.data);
		if (number === 1) return { number, first, top: Infinity };
		if (top > open.downTo) return { number, first, top };
		number = Math.max(1, number - step);
		findings.sweep({ ...closed, open: { ...open, page: number } });
	}
	return undefined;
}

/** How far a sweep has come with one more page. Entries of one time may change places, so the page that shows it first is kept. */
function furthest(
	reached: OpenSweep | undefined,
	{ begun, page }: Pick<OpenSweep, 'begun' | 'page'>,
	entries: Array<Watched<unknown>>,
): OpenSweep | undefined {
	const oldest = Math.min(...entries.map(({ createdAt = Infinity }) => createdAt));
	if (oldest < (reached?.downTo ?? Infinity)) return { begun, downTo: oldest, page };
	const isBefore = reached !== undefined && oldest > reached.downTo && page > reached.page;
	return isBefore ? { ...reached, page } : reached;
}
