/** Where nothing tells how long to wait, the first pause is short, since quotas per second exist ... */
const FIRST_UNTOLD_MS = 250;
/** ... but as long as some requests take at the pace that was learned ... */
const FIRST_UNTOLD_REQUESTS = 4;
/** ... and each further one grows. */
const GROWTH = 1.6;
const LONGEST_UNTOLD_MS = 15_000;

/** Coming a moment early would be refused, and cost a whole pause again. */
const MARGIN_MS = 15;

/** Pauses without an accepted request between them may take so many times what a visitor accepts for one. */
const MOST_PATIENCES = 2;

/**
 * The time in which a quota is used up. It ends for everybody together, and then one request goes first, to see whether
 * the quota has really reset.
 */
export class QuotaPause {
	/** After a pause, until a request is accepted, only one may be under way. */
	probing = false;
	until = 0;
	private beganAt = -Infinity;

	/** Refusals in a row. */
	private refusals = 0;
	private refusedSince = 0;
	private lastRefusedAt = 0;
	private isTold = false;

	/**
	 * @param toldMs how long to wait, where the answer says it
	 * @param spacing between two requests at the pace that was learned, in milliseconds
	 * @returns whether a pause begins; a request that left before the present one can only make that longer
	 */
	refuse(sentAt: number, now: number, toldMs: number | undefined, spacing: number): boolean {
		const told = toldMs === undefined ? undefined : now + toldMs + MARGIN_MS;
		if (sentAt <= this.beganAt) {
			this.until = Math.max(this.until, told ?? 0);
			return false;
		}
		if (this.refusals === 0) this.refusedSince = now;
		const first = Math.max(FIRST_UNTOLD_MS, FIRST_UNTOLD_REQUESTS * spacing);
		const untold = now + Math.min(first * GROWTH ** this.refusals, LONGEST_UNTOLD_MS);
		// What is told is believed once; being told the same short time for ever would be a loop.
		this.stop(this.refusals === 0 ? (told ?? untold) : Math.max(told ?? 0, untold), now);
		this.refusals++;
		this.lastRefusedAt = now;
		this.isTold = told !== undefined;
		return true;
	}

	/** Nothing is left until then, as headers say. */
	stop(until: number, now: number): void {
		this.until = until;
		this.beganAt = now;
		this.probing = true;
	}

	/**
	 * A request was accepted.
	 * @returns when the quota has reset, and how long it had been used up, if this ended a pause that a refusal began
	 */
	accept(sentAt: number): { at: number; pauseMs: number } | undefined {
		if (!this.probing || sentAt <= this.beganAt) return undefined;
		const { refusals, refusedSince, lastRefusedAt, isTold } = this;
		this.until = 0;
		this.probing = false;
		this.refusals = 0;
		if (refusals === 0) return undefined;
		// Where nothing told the time, it was some time after the last refusal.
		const at = isTold ? sentAt : (lastRefusedAt + sentAt) / 2;
		return { at, pauseMs: isTold ? sentAt - refusedSince : FIRST_UNTOLD_MS };
	}

	/** Whether it is over, or short enough for somebody who accepts pauses of `patienceMs`. */
	isAcceptable(patienceMs: number, now: number): boolean {
		if (now >= this.until) return true;
		const total = this.refusals > 0 ? this.until - this.refusedSince : 0;
		return this.until - now <= patienceMs && total <= MOST_PATIENCES * patienceMs;
	}
}
