/** What a first 429 can cost, since all requests in flight are rejected with it. */
const START = 8;

/** More requests in flight make TwelveLabs no faster, and take time of n8n. */
const MAX = 32;

/** One request that hangs must not delay all others. */
const MIN = 2;

/** Accepted requests that raise the limit by one. */
const RAISED_AFTER = 16;

/**
 * A quota may have room for a single request at a time. So after a pause no more are in flight at first than so many times
 * what was accepted after the pause before it ...
 */
const RESUMED_OF_LAST = 2;
/** ... and no more than so many; each accepted request allows one more. */
const MAX_RESUMED = 4;

/**
 * Requests that leave together cost n8n a third less processor time than the same requests one by one (docs/bench.md). So where
 * all places are in use, the next requests leave when half of them are free ...
 */
const FREE_SHARE = 0.5;
/** ... or when one has been free for so long: the others may be held by requests that hang. */
const MAX_FREE_MS = 25;
/** So long after a pause the quota is what requests wait for, and a group would use it up at once. */
const QUOTA_NEAR_MS = 60_000;

/** How many requests may be in flight: additive increase, multiplicative decrease (AIMD). */
export class ConcurrencyLimit {
	private limit = START;
	private resumedWith = MAX;
	private acceptedSincePause = 0;
	private accepted = 0;
	private loweredAt = -Infinity;
	private pausedAt = -Infinity;
	/** Whether requests wait because all places were in use. */
	private isFull = false;
	/** Since when a place has been free all the same. */
	private freeSince?: number;

	get value(): number {
		return Math.min(this.limit, this.resumedWith + this.acceptedSincePause);
	}

	/** When the next request may leave; undefined where a response must come first. */
	opensAt(inFlight: number, now: number): number | undefined {
		if (inFlight >= this.value) {
			this.isFull = true;
			this.freeSince = undefined;
			return undefined;
		}
		if (!this.isFull || now - this.pausedAt < QUOTA_NEAR_MS) return now;
		this.freeSince ??= now;
		const together = this.freeSince + MAX_FREE_MS;
		if (inFlight > this.value * FREE_SHARE && now < together) return together;
		this.isFull = false;
		return now;
	}

	accept(sentAt: number): void {
		if (sentAt > this.pausedAt) this.acceptedSincePause++;
		if (++this.accepted < RAISED_AFTER) return;
		this.accepted = 0;
		this.limit = Math.min(this.limit + 1, MAX);
	}

	/** A quota is used up: what is in flight then is rejected with it. */
	pause(now: number): void {
		this.pausedAt = now;
		this.accepted = 0;
		this.limit = Math.min(this.limit, START);
		if (this.acceptedSincePause > 0) {
			this.resumedWith = Math.min(RESUMED_OF_LAST * this.acceptedSincePause, MAX_RESUMED);
		}
		this.acceptedSincePause = 0;
	}

	/**
	 * The server has more load than it can process.
	 * @param sentAt what was sent before the last decrease is no reason for another one
	 */
	overload(sentAt: number, now: number): void {
		this.accepted = 0;
		if (sentAt <= this.loweredAt) return;
		this.loweredAt = now;
		this.limit = Math.max(MIN, Math.floor(this.limit / 2));
	}
}
