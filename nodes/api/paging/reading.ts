import { Coverage } from './coverage';

/** Requests for one page that shows fewer entries than it should, such as an empty one in the middle of a list. */
const MAX_REQUESTS_FOR_SHORT_PAGE = 3;

/** Requests of one reading, for each page that the list had and in addition: a list may grow faster than it is read. */
const MAX_REQUESTS_FOR_PAGE = 4;
const MORE_REQUESTS = 60;

/** A page as it was read. */
interface ReadPage<T> {
	/** Its number, from 1. */
	page: number;
	entries: T[];
	/** With the entries that are left out, since they have no ID. */
	size: number;
	/** What the list says that it holds in all. */
	total: number | undefined;
	/** How many entries it has gained since the page before ... */
	rise: number;
	/** ... or lost. */
	fall: number;
}

/** One reading of a list: what its pages have shown, which may have changed between one request and the next. */
export class Reading<T> {
	/** Whether a page could not be read in full. */
	hasHoles = false;
	/** Whether entries have changed places, so that as many may have been missed. */
	isUnsteady = false;
	private readonly pages = new Map<number, T[]>();
	private readonly shown = new Set<string>();
	private readonly coverage: Coverage;
	private furthest = 0;
	private requests = 0;
	private firstTotal: number | undefined;
	/** How many entries the list has lost meanwhile. */
	private fallen = 0;
	/** Entries without an ID on each page: the list counts them, though they are left out. */
	private readonly leftOut = new Map<number, number>();
	private shortPage = { page: 0, requests: 0 };

	/** @param from the page to begin with */
	constructor(
		from: number,
		private readonly pageSize: number,
		private readonly idOf: (entry: T) => string,
	) {
		this.coverage = new Coverage((from - 1) * pageSize);
	}

	/**
	 * Adds a page.
	 * @returns whether it is further than any other, and yet each of its entries was shown before
	 */
	add({ page, entries, size, total, rise, fall }: ReadPage<T>): boolean {
		const ids = entries.map(this.idOf);
		const repeated = ids.filter((id) => this.shown.has(id)).length;
		const isMoved = page > this.furthest && repeated > rise;
		if (isMoved) this.isUnsteady = true;
		this.firstTotal ??= total;
		this.fallen += fall;
		this.furthest = Math.max(this.furthest, page);
		this.pages.set(page, entries);
		this.leftOut.set(page, size - entries.length);
		// Before its first page, a reading has covered nothing that could move up.
		const moved = this.requests === 0 ? 0 : fall;
		this.coverage.add({ start: this.startOf(page), size, ids, fall: moved });
		for (const id of ids) this.shown.add(id);
		this.requests++;
		return isMoved && repeated === entries.length;
	}

	/**
	 * The page to read after a page.
	 * @param isShort whether that showed fewer entries than it should
	 */
	next(page: number, isShort: boolean): number {
		const { shortPage, coverage } = this;
		const requests = isShort ? 1 + (shortPage.page === page ? shortPage.requests : 0) : 0;
		this.shortPage = { page, requests };
		if (requests >= MAX_REQUESTS_FOR_SHORT_PAGE || coverage.isStuck) {
			this.passOver(Math.max(page, this.furthest));
		}
		return coverage.nextPage(this.pageSize);
	}

	/** Goes on behind a page, though entries before it may have been missed. */
	passOver(page: number): void {
		this.hasHoles = true;
		this.coverage.passOver(this.startOf(page + 1));
	}

	/** Whether everything before a page was read. */
	reaches(page: number): boolean {
		return this.coverage.reaches(this.startOf(page));
	}

	/** Whether it took more requests than any list needs. */
	get isEndless(): boolean {
		if (this.firstTotal === undefined) return false;
		const pages = Math.ceil(this.firstTotal / this.pageSize);
		return this.requests > MAX_REQUESTS_FOR_PAGE * pages + MORE_REQUESTS;
	}

	/** Entries that it has shown, each one once. */
	get count(): number {
		return this.shown.size;
	}

	/** Entries that the list said that it holds, without those that it lost meanwhile or that are left out. */
	get expected(): number {
		const leftOut = [...this.leftOut.values()].reduce((sum, count) => sum + count, 0);
		return (this.firstTotal ?? 0) - this.fallen - leftOut;
	}

	/** The entries of each page, as it was read last: of two places with the same entry, both. */
	get places(): T[] {
		return [...this.pages.values()].flat();
	}

	private startOf(page: number): number {
		return (page - 1) * this.pageSize;
	}
}
