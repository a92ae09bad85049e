/** Somebody in a queue. */
interface Waiting {
	/** Fires when the user stops the execution, or when the time of a poll is over. */
	cancel?: AbortSignal;
	/** Ends the waiting, with the reason of `cancel`. */
	stop(reason: unknown): void;
}

/**
 * A queue in which each lane has its turn in order: who comes with ten thousand does not keep out who comes with one. Who
 * is stopped leaves it.
 */
export class Lanes<T extends Waiting> {
	private readonly lanes = new Map<string, Array<{ rank: number; entry: T }>>();
	private readonly heeded = new WeakSet<AbortSignal>();
	private ranks = 0;
	/** Entries in all lanes. */
	size = 0;

	/** @param onStop what to do when some have left */
	constructor(private readonly onStop = () => {}) {}

	/** A place in its lane, for whoever may come back to it. */
	newRank(): number {
		return this.ranks++;
	}

	add(lane: string, entry: T, rank = this.newRank()): void {
		if (entry.cancel) this.heed(entry.cancel);
		this.size++;
		const entries = this.lanes.get(lane) ?? [];
		this.lanes.set(lane, entries);
		const last = entries.at(-1);
		if (!last || last.rank < rank) {
			entries.push({ rank, entry });
		} else {
			// Who comes back is among the first.
			const at = entries.findIndex((other) => other.rank > rank);
			entries.splice(at, 0, { rank, entry });
		}
	}

	/** Takes the first entry of the lane whose turn it is, and puts the lane behind the others. */
	next(): T | undefined {
		for (const [lane, entries] of this.lanes) {
			const first = entries.shift();
			this.lanes.delete(lane);
			if (entries.length > 0) this.lanes.set(lane, entries);
			if (!first) continue;
			this.size--;
			return first.entry;
		}
		return undefined;
	}

	/** Takes out every entry that is wanted, wherever it stands. */
	takeOut(isWanted: (entry: T) => boolean): T[] {
		const taken: T[] = [];
		for (const [lane, entries] of [...this.lanes]) {
			const kept = entries.filter(({ entry }) => {
				const isTaken = isWanted(entry);
				if (isTaken) taken.push(entry);
				return !isTaken;
			});
			if (kept.length > 0) this.lanes.set(lane, kept);
			else this.lanes.delete(lane);
		}
		this.size -= taken.length;
		return taken;
	}

	some(isWanted: (entry: T) => boolean): boolean {
		return [...this.lanes.values()].some((entries) => entries.some(({ entry }) => isWanted(entry)));
	}

	/** Once for each signal, which all items of an execution share: ten thousand listeners would be slow to add and remove. */
	private heed(cancel: AbortSignal): void {
		if (this.heeded.has(cancel)) return;
		this.heeded.add(cancel);
		cancel.addEventListener('abort', () => {
			for (const { stop } of this.takeOut((entry) => entry.cancel === cancel)) stop(cancel.reason);
			this.onStop();
		});
	}
}
