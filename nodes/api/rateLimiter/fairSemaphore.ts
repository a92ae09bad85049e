import { TurnQueue } from './turnQueue';

/** Lets so many in at a time; keys take turns. */
export class FairSemaphore {
	private readonly queue = new TurnQueue();
	private inside = 0;

	constructor(private readonly max: number) {}

	/**
	 * @returns what to call, once, when there is room for the next one again
	 * @throws the reason of `cancel` when it fires while waiting
	 */
	async enter(key: string, cancel?: AbortSignal): Promise<() => void> {
		cancel?.throwIfAborted();
		if (this.inside < this.max) this.inside++;
		else await this.queue.turn(key, cancel);
		return () => this.leave();
	}

	get isFull(): boolean {
		return this.inside >= this.max;
	}

	private leave(): void {
		// The place passes on to the next one.
		if (!this.queue.next()) this.inside--;
	}
}
