import { FairSemaphore } from '../rateLimiter/fairSemaphore';

/** Two on the wire and one that is being filled keep a line busy; a fourth adds memory, but no speed. */
const MAX_BUFFERS = 3;

/** A buffer, until it is given back. */
export interface Loan {
	/** As long as was asked for. */
	buffer: Buffer;
	/** To be called once, when nothing reads the buffer any more. */
	giveBack(): void;
}

/**
 * Lends the buffers that chunks are read into, so that all uploads of the process together hold no more than three chunks:
 * with buffers of their own, eight items would hold twenty-four.
 */
export class BufferPool {
	private readonly semaphore = new FairSemaphore(MAX_BUFFERS);
	private readonly free: Buffer[] = [];
	private lent = 0;
	private waiting = 0;

	/**
	 * @param key of the upload: uploads take turns
	 * @throws the reason of `cancel` when it fires while waiting
	 */
	async borrow(key: string, bytes: number, cancel?: AbortSignal): Promise<Loan> {
		this.waiting++;
		const leave = await this.semaphore.enter(key, cancel).finally(() => this.waiting--);
		this.lent++;
		const buffer = this.ofLength(bytes);
		return {
			buffer,
			giveBack: () => {
				this.lent--;
				this.free.push(buffer);
				// An idle process keeps none.
				if (this.lent + this.waiting === 0) this.free.length = 0;
				leave();
			},
		};
	}

	/** One of another length is dropped: the sessions of an account have chunks of one length. */
	private ofLength(bytes: number): Buffer {
		const buffer = this.free.pop();
		return buffer?.length === bytes ? buffer : Buffer.allocUnsafeSlow(bytes);
	}
}
