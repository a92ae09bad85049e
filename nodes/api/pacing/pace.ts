/** A little below what was accepted: at the very limit, every hiccup of the network is a refusal. */
const BELOW_LIMIT = 0.97;

/**
 * Each accepted request allows a little more, in case the limit is higher than what was learned: the less, the more
 * requests a refusal costs, which is a pause's worth of them.
 */
const SPEED_UP = 0.015;
const MOST_SPEED_UP = 0.003;

/** When so many times as long as it took to learn pass without a refusal, it was too little, and is doubled. */
const DOUBLED_AFTER = 5;

/** Of a quota that others had used before, what was left tells little: of 60 so many cost a third of the time at most. */
const LEAST_OF_PARTLY_USED = 45;

/** One bad interval, in which others took nearly all, does not undo what was learned before. */
const MOST_SLOWER = 2;

/** Of a limit per minute, with its rounding. What was accepted in an hour or a day says nothing of how fast. */
const LONGEST_INTERVAL_MS = 150_000;

/** Alarms ring late: so much may be caught up at one go. More would be a burst. */
const CATCH_UP_MS = 40;

/** By then a limit per minute has reset, and what was learned holds back for nothing. */
const FORGOTTEN_AFTER_MS = 60_000;

/**
 * How fast requests may follow each other: learned from how many were accepted from one reset of the quota to the next, and
 * unlimited until then. Evenly spaced requests are right for every way of counting: in fixed windows, in sliding ones, or
 * as a bucket that fills up.
 */
export class Pace {
	/** Milliseconds between two requests; 0 for no limit. */
	spacing = 0;
	private speedUp = 0;
	private learnedInMs = 0;
	private doubledAt = Infinity;

	private next = 0;
	private last = 0;

	private accepted = 0;
	private countedSince = 0;
	private sinceReset = false;

	/** Nothing was under way before `now`, so what comes is counted from here on. */
	begin(now: number): void {
		this.accepted = 0;
		this.countedSince = now;
		this.sinceReset = false;
		// Time in which nobody came shows nothing of what would have been accepted.
		this.doubledAt += Math.max(0, now - this.last - this.spacing);
	}

	accept(): void {
		this.accepted++;
		this.spacing /= 1 + this.speedUp;
	}

	/**
	 * The quota has reset.
	 * @param at when
	 * @param pauseMs how long nothing was accepted before
	 */
	learn(at: number, pauseMs: number): void {
		const interval = at - this.countedSince;
		const isTelling = this.accepted >= (this.sinceReset ? 1 : LEAST_OF_PARTLY_USED);
		if (isTelling && interval <= LONGEST_INTERVAL_MS) {
			this.learnedInMs = interval;
			const learned = interval / this.accepted / BELOW_LIMIT;
			this.spacing = this.spacing > 0 ? Math.min(learned, MOST_SLOWER * this.spacing) : learned;
			this.speedUp = Math.min((SPEED_UP * this.spacing) / pauseMs, MOST_SPEED_UP);
			this.next = at + this.spacing;
			this.doubledAt = at + DOUBLED_AFTER * interval;
		}
		this.begin(at);
		this.sinceReset = true;
	}

	/** When the next request may leave. */
	nextAt(now: number): number {
		if (now - this.last > FORGOTTEN_AFTER_MS) this.spacing = 0;
		if (now > this.doubledAt) {
			this.spacing /= 2;
			this.doubledAt = now + DOUBLED_AFTER * this.learnedInMs;
		}
		return this.spacing === 0 ? now : Math.max(this.next, now - CATCH_UP_MS);
	}

	/** A request leaves now. */
	left(now: number): void {
		this.next = this.nextAt(now) + this.spacing;
		this.last = now;
	}
}
