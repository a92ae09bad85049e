import { onAbort } from '../client/pause';

/** Something that waits in a queue. */
export interface Waiting {
	/** Fires when the user stops the execution, or when the time of a poll is over. */
	cancel?: AbortSignal;
	/** Ends the waiting, with the reason of `cancel`. */
	stop(reason: unknown): void;
}

/**
 * A queue for each key, served round robin: an execution with ten thousand items does not keep out one with a single item.
 * An entry whose signal fires leaves the queue.
 */
export class FairQueue<T extends Waiting> {
	private readonly queues = new Map<string, T[]>();
	private readonly watched = new WeakSet<AbortSignal>();
	/** Entries of all keys. */
	size = 0;

	/** @param onStop called when entries have left because their signal fired */
	constructor(private readonly onStop = () => {}) {}

	add(key: string, entry: T): void {
		this.queueOf(key, entry).push(entry);
	}

	/** For an entry whose turn it was: it comes before the others of its key. */
	putBack(key: string, entry: T): void {
		this.queueOf(key, entry).unshift(entry);
	}

	/** Removes the first entry of the key whose turn it is, and puts the key behind the others. */
	next(): T | undefined {
		for (const [key, entries] of this.queues) {
			const first = entries.shift();
			this.queues.delete(key);
			if (entries.length > 0) this.queues.set(key, entries);
			if (!first) continue;
			this.size--;
			return first;
		}
		return undefined;
	}

	/** Removes every entry that fits, wherever it stands. */
	remove(fits: (entry: T) => boolean): T[] {
		const removed: T[] = [];
		for (const [key, entries] of [...this.queues]) {
			const kept: T[] = [];
			for (const entry of entries) (fits(entry) ? removed : kept).push(entry);
			if (kept.length > 0) this.queues.set(key, kept);
			else this.queues.delete(key);
		}
		this.size -= removed.length;
		return removed;
	}

	some(fits: (entry: T) => boolean): boolean {
		for (const entries of this.queues.values()) if (entries.some(fits)) return true;
		return false;
	}

	/** The first entry of each key. */
	heads(): T[] {
		return [...this.queues.values()].flatMap(([first]) => (first ? [first] : []));
	}

	private queueOf(key: string, { cancel }: T): T[] {
		if (cancel) this.watch(cancel);
		this.size++;
		const entries = this.queues.get(key) ?? [];
		this.queues.set(key, entries);
		return entries;
	}

	/** One listener for each signal, which all items of an execution share: ten thousand would be slow to add and remove. */
	private watch(cancel: AbortSignal): void {
		if (this.watched.has(cancel)) return;
		this.watched.add(cancel);
		onAbort(cancel, () => {
			for (const { stop } of this.remove((entry) => entry.cancel === cancel)) stop(cancel.reason);
			this.onStop();
		});
	}
}
