import { FairSemaphore } from '../rateLimiter/fairSemaphore';

/** Two on the wire and one that is being filled keep a line busy; a fourth adds memory, but no speed. */
const MAX_BUFFERS = 3;

/** The process could not get a buffer from the system. */
export class NoMemory extends Error {
	readonly description = 'Give n8n more memory, or upload fewer files at a time.';

	constructor(bytes: number) {
		super(`n8n has no memory for a chunk of ${bytes} bytes`);
	}
}

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
	/**
	 * An idle process keeps none. Until the garbage collector takes them they are lent again: one file after the other would
	 * otherwise have buffers of its own beside those of the file before.
	 */
	private readonly free: Array<WeakRef<Buffer>> = [];

	/**
	 * @param key of the upload: uploads take turns
	 * @throws NoMemory; the reason of `cancel` when it fires while waiting
	 */
	async borrow(key: string, bytes: number, cancel?: AbortSignal): Promise<Loan> {
		const leave = await this.semaphore.enter(key, cancel);
		const buffer = this.ofLength(bytes);
		if (!buffer) {
			leave();
			throw new NoMemory(bytes);
		}
		return {
			buffer,
			giveBack: () => {
				this.free.push(new WeakRef(buffer));
				leave();
			},
		};
	}

	/**
	 * Those of another length are dropped: the sessions of an account have chunks of one length.
	 * @returns undefined where there is no memory for it
	 */
	private ofLength(bytes: number): Buffer | undefined {
		for (let ref = this.free.pop(); ref; ref = this.free.pop()) {
			const buffer = ref.deref();
			if (buffer?.length === bytes) return buffer;
		}
		try {
			return Buffer.allocUnsafeSlow(bytes);
		} catch {
			return undefined;
		}
	}
}
