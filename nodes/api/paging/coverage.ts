/** Requests without progress after which a page that cannot be joined is passed over. */
const MAX_STEPS_WITHOUT_PROGRESS = 20;

/** A page that was read beyond a gap: the entries before it moved up while the list was read. */
interface Island {
	ids: ReadonlySet<string>;
	/** Position behind its last entry, at least. */
	end: number;
}

/** A page as it was read. `fall` is how many entries the list has lost since the page before. */
interface ReadPage {
	start: number;
	size: number;
	ids: string[];
	fall: number;
}

/**
 * How far a list was read without a gap, while entries are deleted from it and newer ones are added before it.
 *
 * When the list loses entries, as many of those that follow may have moved up, so the covered part shrinks by that number.
 * A page behind the gap counts as soon as a page before it shows an entry of both: then nothing lies between them.
 */
export class Coverage {
	private most: number;
	private island?: Island;
	private steps = 0;

	/** @param end positions before this one need not be read, later: were read without a gap */
	constructor(private end: number) {
		this.most = end;
	}

	/** Adds a page. */
	add({ start, size, ids, fall }: ReadPage): void {
		this.end -= fall;
		if (this.island) this.island.end -= fall;
		if (start > this.end) {
			this.island = { ids: new Set(ids), end: start + size };
		} else {
			this.end = Math.max(this.end, start + size);
			const { island } = this;
			if (island && ids.some((id) => island.ids.has(id))) {
				this.end = Math.max(this.end, island.end);
				this.island = undefined;
			}
		}
		this.steps = this.end > this.most ? 0 : this.steps + 1;
		this.most = Math.max(this.most, this.end);
	}

	/** Whether everything before a position was read. */
	reaches(position: number): boolean {
		return this.end >= position;
	}

	/** Whether many pages were read in vain. */
	get isStuck(): boolean {
		return this.steps >= MAX_STEPS_WITHOUT_PROGRESS;
	}

	/** Counts everything before a position as covered, though it was not read. */
	passOver(position: number): void {
		this.end = Math.max(this.end, position);
		this.most = Math.max(this.most, this.end);
		this.steps = 0;
	}

	/** The page that holds the first entry that is not covered, counted from 1. */
	nextPage(pageSize: number): number {
		return Math.max(0, Math.floor(this.end / pageSize)) + 1;
	}
}
