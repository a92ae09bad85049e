import type { WatchState } from '../../nodes/TwelveLabsTrigger/state';
import type { StateStore } from '../../nodes/TwelveLabsTrigger/pollOnce';

/**
 * How n8n keeps the state of a polling trigger:
 * - `inProcess`: in the process between two polls, in the database only when items were emitted;
 * - `durable`: read from the database for each poll, saved only when items were emitted;
 * - `durableCursors`: the same, and saved also when there was nothing to emit.
 */
export type Scheduler = 'inProcess' | 'durable' | 'durableCursors';

/** What survives a crash, and what n8n notices of a change: only that a top-level field was assigned. */
export class N8nStateStore implements StateStore {
	private live: WatchState | undefined;
	private changed = false;
	private database = 'null';

	constructor(private readonly scheduler: Scheduler) {}

	read(): WatchState | undefined {
		return this.live;
	}

	write(state: WatchState): void {
		this.live = state;
		this.changed = true;
	}

	/** Polls that overlap share this store, so they notice it by the state. */
	isOvertaken(): boolean {
		return false;
	}

	beforePoll(): void {
		if (this.scheduler !== 'inProcess') this.crash();
	}

	/** Activation saves in every mode, as does a poll that emits. */
	save(): void {
		if (this.changed) this.database = JSON.stringify(this.live);
		this.changed = false;
	}

	afterQuietPoll(): void {
		if (this.scheduler === 'durableCursors') this.save();
	}

	/** What was not saved is gone. */
	crash(): void {
		this.live = (JSON.parse(this.database) as WatchState | null) ?? undefined;
		this.changed = false;
	}

	/** Size of the state, in characters of JSON. */
	get size(): number {
		return JSON.stringify(this.live).length;
	}
}
