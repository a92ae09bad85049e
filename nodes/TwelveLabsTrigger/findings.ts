import { OutOfTime } from '../api/client/deadline';
import { PAGE_SIZE } from '../api/paging/page';
import type { Sweep } from './reach';
import type { Watched } from './source';
import { isNew, UNKNOWN_TOTAL, type Findings, type Reached, type WatchState } from './state';

/** What one scan has seen so far. */
export class ScanFindings<T> implements Findings<T> {
	readonly rev: number;
	readonly seen = new Map<string, Watched<T>>();
	readonly gone = new Set<string>();
	readonly odd = new Set<string>();
	reached?: Reached;
	unread?: Error;
	readonly awaited: ReadonlySet<string>;
	/** How many entries there are, and the time at the server; undefined where not everything new was read. */
	listed?: { total: number | undefined; now: number };
	private hasRead = false;

	constructor(readonly state: WatchState) {
		this.rev = state.rev;
		this.awaited = new Set(state.awaited);
	}

	/** An entry that was finished stays so, whatever a list that is read later, but was made earlier, shows. */
	note(entries: Array<Watched<T>>): void {
		this.hasRead ||= entries.length > 0;
		for (const entry of entries) {
			if (entry.createdAt === undefined && !this.awaited.has(entry._id)) this.odd.add(entry._id);
			if (!this.seen.get(entry._id)?.finished) this.seen.set(entry._id, entry);
		}
	}

	/**
	 * An error is reported in the place of events. That the time was over is none, as long as something was seen in it, and
	 * says less than what TwelveLabs answered.
	 */
	notRead(error: Error): void {
		// n8n keeps no state of a poll that throws: the next one would begin where this one did.
		if (this.hasComeFurther) return;
		if (error instanceof OutOfTime && (this.hasRead || this.unread)) return;
		this.unread = error;
	}

	/** Whether a backlog or a sweep, which the next poll goes on with, has come further than at the last one. */
	private get hasComeFurther(): boolean {
		const { backlog, sweep } = this.reached ?? {};
		const isShorter = backlog !== undefined && backlog !== this.state.backlog;
		return isShorter || (sweep?.open !== undefined && sweep.open !== this.state.sweep?.open);
	}

	/** The next scan reads again what this one may have missed: the cursor stays, and no total equals the unknown one. */
	stay(backlog = this.state.backlog): void {
		this.reached = { newest: this.state.cursor, total: UNKNOWN_TOTAL, backlog };
	}

	/** Leaves to the backlog what was found ahead of it, so that events come from the old end on. */
	keepAwaited(): void {
		for (const id of this.seen.keys()) if (!this.awaited.has(id)) this.seen.delete(id);
	}

	/** Has the next scan begin at the old end, since one from the newest on would come no further than this one. */
	leaveToBacklog(pages: number): void {
		this.keepAwaited();
		this.stay(pages * PAGE_SIZE);
	}

	/** How many entries were seen that no earlier scan came across. */
	get fresh(): number {
		return [...this.seen.values()].filter(
			(entry) => isNew(this.state, entry) && !this.awaited.has(entry._id),
		).length;
	}

	/** Keeps what a sweep came to, or how many entries there are. */
	sweep(sweep: Sweep): void {
		this.reached ??= { newest: this.state.cursor, total: this.state.total };
		this.reached.sweep = sweep;
	}

	/** Awaited, and in no list so far. */
	unseen(): string[] {
		return this.state.awaited.filter((id) => !this.seen.has(id) && !this.gone.has(id));
	}
}
