import type { Page } from './types';

/** The most that the API puts on one page. */
export const PAGE_SIZE = 50;

/** A list that never comes to rest would be read for ever: after this many readings the walk accepts what it has. */
const MOST_READINGS = 8;

/** Likewise for stepping back; far more deletions than this during one walk are not to be expected. */
const MOST_STEPS_BACK = 20;

/** How a walk may be limited. */
interface WalkOptions<T> {
	/** Entries that a full page has. */
	pageSize?: number;
	/** Whether an entry, and with it all that follow, is no longer wanted: the walk ends there. */
	isPast?: (entry: T) => boolean;
	mostReadings?: number;
	/**
	 * Read the list again from its first page when something was deleted meanwhile, instead of stepping back: that also
	 * finds entries of equal sort value which changed places at the same time, and costs more.
	 */
	startsOver?: boolean;
}

/**
 * The way through the pages of a list that may change meanwhile. It says which page to read, and gives each entry once.
 *
 * Entries that newer ones pushed onto the next page show up twice and are passed over. When the total falls, something
 * may have been deleted above and the rest moved up: the walk steps back that far. When more entries show up twice than
 * were added, entries changed places (equal sort values, or an update that moved them), and as many may have been missed:
 * the list is then read again until as many are known as there are.
 */
export class PageWalk<T extends { _id: string }> {
	/** The page to read next, counted from 1; undefined when the walk is over. */
	page: number | undefined = 1;

	/** False when entries kept changing places, so that some may have been missed. */
	complete = true;

	/** What the list holds in all, as the last page had it. */
	total: number | undefined;

	private readonly pageSize: number;
	private readonly isPast: (entry: T) => boolean;
	private readonly mostReadings: number;
	private readonly startsOver: boolean;
	private readonly known = new Map<string, T>();
	private shown = new Set<string>();
	private furthest = 0;
	private readings = 1;
	private stepsBack = 0;
	private deleted = 0;

	constructor({
		pageSize = PAGE_SIZE,
		isPast = () => false,
		mostReadings = MOST_READINGS,
		startsOver = false,
	}: WalkOptions<T> = {}) {
		this.pageSize = pageSize;
		this.isPast = isPast;
		this.mostReadings = mostReadings;
		this.startsOver = startsOver;
	}

	/**
	 * Takes the page that was asked for, and moves on.
	 * @returns the entries of the page that no earlier page had
	 */
	take({ data: entries, page_info }: Page<T>): T[] {
		const page = this.page ?? 1;
		const total = page_info?.total_results;
		const change = (total ?? 0) - (this.total ?? total ?? 0);
		const repeated = entries.filter(({ _id }) => this.shown.has(_id)).length;
		if (page > this.furthest && repeated > Math.max(0, change)) this.complete = false;
		this.total = total;
		this.deleted += Math.max(0, -change);
		this.furthest = Math.max(this.furthest, page);
		const shownBefore = this.shown.size;
		const fresh = entries.filter((entry) => this.isNew(entry));
		// A server that gives the same page for ever ends the walk too.
		const pages = page_info?.total_page ?? (this.shown.size > shownBefore ? undefined : page);

		const past = entries.findIndex(this.isPast);
		const movedUp = change < 0 && page > 1;
		if (movedUp && this.startsOver) {
			this.complete = false;
			this.end(Infinity);
		} else if (movedUp && this.stepsBack < MOST_STEPS_BACK) {
			this.stepsBack++;
			this.page = Math.max(1, page - Math.ceil(-change / this.pageSize));
		} else if (past >= 0 || isLast(page, entries.length, pages, this.pageSize)) {
			this.end((page - 1) * this.pageSize + (past >= 0 ? past : entries.length));
		} else {
			this.page = page + 1;
		}
		return fresh;
	}

	/** @param wanted how many entries the list has up to here, all of which should be known */
	private end(wanted: number): void {
		if (!this.complete) {
			const known = [...this.known.values()].filter((entry) => !this.isPast(entry)).length;
			// Those that were deleted meanwhile are known, but not in the list any more.
			this.complete = known >= wanted + this.deleted;
		}
		const again = !this.complete && this.readings < this.mostReadings;
		this.page = again ? 1 : undefined;
		if (!again) return;
		this.readings++;
		this.complete = true;
		this.shown = new Set();
		this.furthest = 0;
	}

	private isNew(entry: T): boolean {
		const isNew = !this.known.has(entry._id);
		this.known.set(entry._id, entry);
		this.shown.add(entry._id);
		return isNew;
	}
}

/** Without a page count, only a page that is not full says that the list ends. */
export function isLast(
	page: number,
	entries: number,
	pages: number | undefined,
	pageSize = PAGE_SIZE,
): boolean {
	if (entries === 0) return true;
	return pages === undefined ? entries < pageSize : page >= pages;
}
