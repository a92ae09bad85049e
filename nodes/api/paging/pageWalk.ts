import { Coverage } from './coverage';
import type { Page } from './page';

/** The most that the API puts on one page. */
export const PAGE_SIZE = 50;

/** A list that keeps changing is not read more often than this: after it the walk ends incomplete. */
const MAX_READINGS = 8;

/** Requests for one page that shows fewer entries than it should, such as an empty one in the middle of a list. */
const MAX_REQUESTS_FOR_SHORT_PAGE = 3;

/** Requests of one reading, for each page that the list had and in addition: a list may grow faster than it is read. */
const MAX_REQUESTS_FOR_PAGE = 4;
const MORE_REQUESTS = 60;

/** How a walk may be limited. */
interface WalkOptions<T> {
	/** Entries that a full page has. */
	pageSize?: number;
	/** The page to begin with. */
	from?: number;
	/** Whether an entry, and with it all that follow, is no longer wanted: the walk ends there. */
	isPast?: (entry: T) => boolean;
	/** Which of the wanted entries are counted where entries changed places; by default all. */
	isCounted?: (entry: T) => boolean;
	maxReadings?: number;
	/** Whether the walk is incomplete when it read fewer entries than the list says that it holds. */
	countsAll?: boolean;
	/**
	 * Read the list again from its first page when something was deleted meanwhile, instead of stepping back: that also
	 * finds entries of equal sort value which changed places at the same time, and costs more.
	 */
	startsOver?: boolean;
}

/** What one reading of a list has shown. */
class Reading<T> {
	/** The entries of each page, as it was read last. */
	readonly pages = new Map<number, T[]>();
	readonly shown = new Set<string>();
	readonly coverage: Coverage;
	furthest = 0;
	requests = 0;
	firstTotal: number | undefined;
	/** How many entries the list has lost meanwhile. */
	fallen = 0;
	/** Entries without an ID on each page: the list counts them, though they are left out. */
	readonly leftOut = new Map<number, number>();
	/** Whether a page could not be read in full. */
	hasHoles = false;
	/** Whether entries have changed places, so that as many may have been missed. */
	isUnsteady = false;
	shortPage = { page: 0, requests: 0 };

	constructor(start: number) {
		this.coverage = new Coverage(start);
	}

	isEndless(pageSize: number): boolean {
		if (this.firstTotal === undefined) return false;
		const pages = Math.ceil(this.firstTotal / pageSize);
		return this.requests > MAX_REQUESTS_FOR_PAGE * pages + MORE_REQUESTS;
	}
}

/**
 * The way through the pages of a list that may change meanwhile. It says which page to read, and gives each entry once.
 *
 * Entries that newer ones pushed onto the next page show up twice and are passed over. When the total falls, something
 * may have been deleted above and the rest moved up: the walk goes back to where it may have missed something. When more
 * entries show up twice than were added, entries changed places (equal sort values, or an update that moved them), and as
 * many may have been missed: the list is then read again until as many were found as there are.
 */
export class PageWalk<T extends { _id: string }> {
	/** The page to read next, counted from 1; undefined when the walk is over. */
	page: number | undefined;

	/** When the walk is over: false where entries may have been missed. */
	complete = true;

	/** What the list holds in all, as the last page that said it had it. */
	total: number | undefined;

	private readonly options: Required<WalkOptions<T>>;
	private readonly found = new Map<string, T>();
	private reading: Reading<T>;
	private readings = 1;
	private deleted = 0;

	constructor({
		pageSize = PAGE_SIZE,
		from = 1,
		isPast = () => false,
		isCounted = () => true,
		maxReadings = MAX_READINGS,
		countsAll = from === 1,
		startsOver = false,
	}: WalkOptions<T> = {}) {
		this.options = { pageSize, from, isPast, isCounted, maxReadings, countsAll, startsOver };
		this.page = from;
		this.reading = this.newReading();
	}

	/** How many entries the walk has given. */
	get count(): number {
		return this.found.size;
	}

	/** Whether the entries of this reading kept their places, as far as it went. */
	get isSteady(): boolean {
		return !this.reading.isUnsteady;
	}

	/**
	 * Takes the page that was asked for, and moves on.
	 * @returns the entries of the page that no earlier page had
	 */
	take(read: Page<T>): T[] {
		const { data: entries, size = entries.length } = read;
		const { reading, options } = this;
		const { pageSize, isPast } = options;
		const page = this.page ?? options.from;
		const start = (page - 1) * pageSize;
		const total = countOf(read.page_info?.total_results);
		const change = total === undefined || this.total === undefined ? 0 : total - this.total;
		const repeated = entries.filter(({ _id }) => reading.shown.has(_id)).length;
		const isFurthest = page > reading.furthest;
		if (isFurthest && repeated > Math.max(0, change)) reading.isUnsteady = true;
		const fall = Math.max(0, -change);
		this.total = total ?? this.total;
		this.deleted += fall;
		reading.firstTotal ??= total;
		reading.fallen += fall;
		reading.furthest = Math.max(reading.furthest, page);
		reading.pages.set(page, entries);
		reading.leftOut.set(page, size - entries.length);
		reading.coverage.add({ start, size, ids: entries.map(({ _id }) => _id), fall });
		const fresh = entries.filter((entry) => this.isNew(entry));
		for (const { _id } of entries) reading.shown.add(_id);

		reading.requests++;

		const past = entries.findIndex(isPast);
		// A server that gives the same page for ever ends the walk too.
		const isSame =
			isFurthest &&
			!countOf(read.page_info?.total_page) &&
			repeated === entries.length &&
			repeated > Math.max(0, change);
		const isEnd = past >= 0 || isSame || isLastPage(read, page, pageSize);
		if (fall > 0 && page > 1 && options.startsOver) {
			reading.isUnsteady = true;
			this.readAgain();
		} else if (reading.isEndless(pageSize)) {
			reading.hasHoles = true;
			this.end(false);
		} else if (isEnd && reading.coverage.reaches(start)) {
			this.end(past < 0 && !isSame);
		} else {
			this.moveOn(page, start, !isEnd && size < pageSize);
			if (isEnd && reading.coverage.reaches(start + pageSize)) this.end(past < 0);
		}
		return fresh;
	}

	private moveOn(page: number, start: number, isShort: boolean): void {
		const { reading, options } = this;
		const { shortPage, coverage } = reading;
		const requests = isShort ? 1 + (shortPage.page === page ? shortPage.requests : 0) : 0;
		reading.shortPage = { page, requests };
		if (requests >= MAX_REQUESTS_FOR_SHORT_PAGE || coverage.isStuck) {
			reading.hasHoles = true;
			coverage.passOver(
				Math.max(start / options.pageSize + 1, reading.furthest) * options.pageSize,
			);
		}
		this.page = coverage.nextPage(options.pageSize);
	}

	/** @param isWhole whether the reading went to the end of the list */
	private end(isWhole: boolean): void {
		const { reading } = this;
		const isMissing = isWhole && this.options.countsAll && this.missesSome();
		this.complete = !reading.hasHoles && !isMissing && (!reading.isUnsteady || this.hasAllPlaces());
		if (this.complete) this.page = undefined;
		else this.readAgain();
	}

	private readAgain(): void {
		this.complete = false;
		const again = this.readings < this.options.maxReadings;
		this.page = again ? this.options.from : undefined;
		if (!again) return;
		this.readings++;
		this.reading = this.newReading();
	}

	private newReading() {
		return new Reading<T>((this.options.from - 1) * this.options.pageSize);
	}

	/** Whether the list said that it holds more. What was deleted meanwhile was found, or did not need to be. */
	private missesSome(): boolean {
		const { shown, firstTotal = 0, fallen, leftOut } = this.reading;
		const expected = [...leftOut.values()].reduce(
			(rest, count) => rest - count,
			firstTotal - fallen,
		);
		return shown.size < expected && this.found.size < expected + this.deleted;
	}

	/** Whether as many entries are found as this reading showed places. Deleted ones are found, but have no place any more. */
	private hasAllPlaces(): boolean {
		const isCounted = (entry: T) => !this.options.isPast(entry) && this.options.isCounted(entry);
		const places = [...this.reading.pages.values()].flat().filter(isCounted).length;
		return [...this.found.values()].filter(isCounted).length >= places + this.deleted;
	}

	private isNew(entry: T): boolean {
		const isNew = !this.found.has(entry._id);
		this.found.set(entry._id, entry);
		return isNew;
	}
}

/**
 * Whether a list ends with a page. A page count of 0 on a list with entries says nothing; then the total decides, and
 * without a total a page that is not full.
 */
export function isLastPage<T>(
	{ page_info, data, size = data.length }: Page<T>,
	page: number,
	pageSize = PAGE_SIZE,
): boolean {
	const start = (page - 1) * pageSize;
	const total = countOf(page_info?.total_results);
	const pages = countOf(page_info?.total_page) || undefined;
	const isAll = total === undefined ? undefined : start + size >= total;
	if (size < pageSize) return pages === undefined ? (isAll ?? true) : page >= pages;
	return pages === undefined ? (isAll ?? false) : page >= pages && (isAll ?? true);
}

/** A server may leave a number out, or send it as null or as text. */
const countOf = (value: unknown): number | undefined =>
	Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
