import { FairQueue, type Waiting } from './fairQueue';

interface WaitingForTurn extends Waiting {
	enter(): void;
}

/** A fair queue of what does nothing but wait for its turn. */
export class TurnQueue {
	private readonly queue = new FairQueue<WaitingForTurn>();

	get size(): number {
		return this.queue.size;
	}

	/** @throws the reason of `cancel` when it fires while waiting */
	async turn(key: string, cancel?: AbortSignal): Promise<void> {
		await new Promise<void>((enter, stop) => this.queue.add(key, { cancel, enter, stop }));
	}

	/** @returns whether anything was waiting, whose turn it is now */
	next(): boolean {
		const next = this.queue.next();
		next?.enter();
		return next !== undefined;
	}
}
