import { isLastPage, PAGE_SIZE, pageCountOf, totalOf, type Page } from './page';
import { Reading } from './reading';

/** A list that keeps changing is not read more often than this: after it the walk ends incomplete. */
const MAX_READINGS = 8;

/** How a walk may be limited. */
interface WalkOptions<T, Id> {
	/** The field that holds the ID of an entry; by default `_id`. */
	idField?: Id;
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
	 * finds entries of equal sort value which changed places at the same time, and costs more. The last reading goes
	 * on to the next page, so that the walk gives what follows; it stays incomplete.
	 */
	startsOver?: boolean;
}

/**
 * The way through the pages of a list that may change meanwhile. It says which page to read, and gives each entry once.
 *
 * Entries that newer ones pushed onto the next page show up twice and are passed over. When the total falls, something
 * may have been deleted above and the rest moved up: the walk goes back to where it may have missed something. When more
 * entries show up twice than were added, entries changed places (equal sort values, or an update that moved them), and as
 * many may have been missed: the list is then read again until as many were found as there are.
 */
export class PageWalk<T extends Record<Id, string>, Id extends string = '_id'> {
	/** The page to read next, counted from 1; undefined when the walk is over. */
	page: number | undefined;

	/** When the walk is over: false where entries may have been missed. */
	complete = true;

	/** What the list holds in all, as the last page that said it had it. */
	total: number | undefined;

	private readonly options: Required<WalkOptions<T, Id>>;
	private readonly found = new Map<string, T>();
	private reading: Reading<T>;
	private readings = 1;
	private deleted = 0;

	constructor({
		idField = '_id' as Id,
		pageSize = PAGE_SIZE,
		from = 1,
		isPast = () => false,
		isCounted = () => true,
		maxReadings = MAX_READINGS,
		countsAll = from === 1,
		startsOver = false,
	}: WalkOptions<T, Id> = {}) {
		this.options = {
			idField,
			pageSize,
			from,
			isPast,
			isCounted,
			maxReadings,
			countsAll,
			startsOver,
		};
		this.page = from;
		this.reading = this.newReading();
	}

	/** How many entries the walk has given. */
	get count(): number {
		return this.found.size;
	}

	/** Whether the entries of this reading kept their places and none was missed, as far as it went. */
	get isSteady(): boolean {
		return !this.reading.isUnsteady && !this.reading.hasHoles;
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
		const total = totalOf(read);
		const change = total === undefined || this.total === undefined ? 0 : total - this.total;
		const rise = Math.max(0, change);
		const fall = Math.max(0, -change);
		this.total = total ?? this.total;
		this.deleted += fall;
		const isRepeated = reading.add({ page, entries, size, total, rise, fall });
		const fresh = entries.filter((entry) => this.isNew(entry));

		const past = entries.findIndex(isPast);
		// A server that gives the same page for ever ends the walk too.
		const isSame = isRepeated && pageCountOf(read) === undefined;
		const isEnd = past >= 0 || isSame || isLastPage(read, page, pageSize);
		const isShifted = fall > 0 && page > 1 && options.startsOver;
		// Else what follows would not be given at all.
		if (isShifted && !this.mayReadAgain) reading.passOver(page);
		if (isShifted && this.mayReadAgain) {
			this.readAgain();
		} else if (reading.isEndless) {
			reading.hasHoles = true;
			this.end(false);
		} else if (isEnd && reading.reaches(page)) {
			this.end(past < 0 && !isSame);
		} else {
			this.page = reading.next(page, !isEnd && size < pageSize);
			if (isEnd && reading.reaches(page + 1)) this.end(past < 0);
		}
		return fresh;
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
		this.page = this.mayReadAgain ? this.options.from : undefined;
		if (!this.mayReadAgain) return;
		this.readings++;
		this.reading = this.newReading();
	}

	private get mayReadAgain(): boolean {
		return this.readings < this.options.maxReadings;
	}

	private newReading() {
		const { from, pageSize } = this.options;
		return new Reading<T>(from, pageSize, (entry) => this.idOf(entry));
	}

	/** Whether the list said that it holds more. What was deleted meanwhile was found, or did not need to be. */
	private missesSome(): boolean {
		const { count, expected } = this.reading;
		return count < expected && this.found.size < expected + this.deleted;
	}

	/** Whether as many entries are found as this reading showed places. Deleted ones are found, but have no place any more. */
	private hasAllPlaces(): boolean {
		const isCounted = (entry: T) => !this.options.isPast(entry) && this.options.isCounted(entry);
		const places = this.reading.places.filter(isCounted).length;
		return [...this.found.values()].filter(isCounted).length >= places + this.deleted;
	}

	private isNew(entry: T): boolean {
		const id = this.idOf(entry);
		const isNew = !this.found.has(id);
		this.found.set(id, entry);
		return isNew;
	}

	private idOf(entry: T): string {
		return entry[this.options.idField];
	}
}
