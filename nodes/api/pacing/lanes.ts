/**
 * A queue in which each lane has its turn in order: who comes with ten thousand does not keep out who comes with one.
 */
export class Lanes<T> {
	private readonly lanes = new Map<string, T[]>();
	/** Entries in all lanes. */
	size = 0;

	/** @param first at the head of its lane, for what has waited before */
	add(lane: string, entry: T, { first = false } = {}): void {
		this.size++;
		const entries = this.lanes.get(lane);
		if (!entries) this.lanes.set(lane, [entry]);
		else if (first) entries.unshift(entry);
		else entries.push(entry);
	}

	/** Takes the first entry of the lane whose turn it is, and puts the lane behind the others. */
	next(): T | undefined {
		for (const [lane, entries] of this.lanes) {
			const entry = entries.shift();
			this.lanes.delete(lane);
			if (entries.length > 0) this.lanes.set(lane, entries);
			if (entry === undefined) continue;
			this.size--;
			return entry;
		}
		return undefined;
	}

	/** Takes out every entry that is wanted, wherever it stands. */
	takeOut(isWanted: (entry: T) => boolean): T[] {
		const taken: T[] = [];
		for (const [lane, entries] of [...this.lanes]) {
			const kept: T[] = [];
			for (const entry of entries) (isWanted(entry) ? taken : kept).push(entry);
			if (kept.length > 0) this.lanes.set(lane, kept);
			else this.lanes.delete(lane);
		}
		this.size -= taken.length;
		return taken;
	}

	some(isWanted: (entry: T) => boolean): boolean {
		return [...this.lanes.values()].some((entries) => entries.some(isWanted));
	}
}
