import { FairQueue } from './fairQueue';

/** Lets so many in at a time; keys take turns. */
export class FairSemaphore {
	private readonly queue = new FairQueue<{
		cancel?: AbortSignal;
		enter(): void;
		stop(reason: unknown): void;
	}>();
	private inside = 0;

	constructor(private readonly max: number) {}

	/**
	 * @returns what to call, once, when there is room for the next one again
	 * @throws the reason of `cancel` when it fires while waiting
	 */
	async enter(key: string, cancel?: AbortSignal): Promise<() => void> {
		cancel?.throwIfAborted();
		if (this.inside < this.max) this.inside++;
		else await new Promise<void>((enter, stop) => this.queue.add(key, { cancel, enter, stop }));
		return () => this.leave();
	}

	get isFull(): boolean {
		return this.inside >= this.max;
	}

	private leave(): void {
		const next = this.queue.next();
		// The place passes on to the next one.
		if (next) next.enter();
		else this.inside--;
	}
}
