import { setTimeout as sleep } from 'node:timers/promises';

import type { WatchedKind } from './watchedKinds';

const TICK_MS = 1_000;

/** How many are in flight at a time. */
const IN_FLIGHT = 10;

/** Things of one kind that finish all the while, whether or not an n8n is there to notice. */
export class SteadyWork {
	/** When each of them finished, by its ID. */
	readonly finished = new Map<string, number>();
	private readonly running: string[] = [];
	private readonly ending = new AbortController();
	private ticks = 0;

	constructor(readonly kind: WatchedKind) {
		for (let count = 0; count < IN_FLIGHT; count++) this.add();
	}

	/** Goes on until `end`. */
	async begin(): Promise<void> {
		while (!this.ending.signal.aborted) {
			this.tick();
			await sleep(TICK_MS, undefined, { signal: this.ending.signal }).catch(() => {});
		}
	}

	/** Stops, and what is in flight finishes. */
	end(): void {
		this.ending.abort();
		while (this.running.length > 0) this.finish(this.running.shift());
	}

	/** One begins, and one finishes: mostly the oldest, sometimes the one that has just begun. */
	private tick(): void {
		this.ticks++;
		this.add();
		this.finish(this.ticks % 4 === 0 ? this.running.pop() : this.running.shift());
	}

	private add(): void {
		this.running.push(this.kind.add());
	}

	private finish(id: string | undefined): void {
		if (id === undefined) return;
		this.kind.end(id, this.finished.size % 5 === 4 ? 'failed' : 'ready');
		this.finished.set(id, Date.now());
	}
}
