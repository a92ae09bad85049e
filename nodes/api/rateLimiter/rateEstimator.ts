import { agree, rateOf, type Interval } from './interval';

/** A little below what was accepted: at the very limit, every hiccup of the network is a rejection. */
const BELOW_LIMIT = 0.97;

/** So many accepted requests between two resets teach a rate at once; by chance alone so many in a row are rare. */
const STRONG_EVIDENCE = 45;

/** Fewer teach only when several intervals in a row agree: at first so many ... */
const MIN_AGREEING = 2;
/** ... and twice as many each time that a learned rate did not hold, up to here. */
const MAX_AGREEING = 32;

/** A rate that held for so many intervals is right. One that is rejected sooner was learned from something else than a quota. */
const HOLDS_FOR = 2;

/** What an early rejection may correct: the time of a reset that no response states is certain to a few tenths only. */
const MIN_CORRECTED = 0.7;

/** Where a quota resets request by request, one reset after the other shows nothing yet: an interval holds at least so much. */
const MIN_ACCEPTED = 5;
const MIN_PROOF_MS = 1_000;

/** The quota may be larger than what was learned. After so many intervals without a rejection the rate rises by a step ... */
const RAISED_AFTER = 4;
/** ... and then in each further interval, by twice as much each time. */
const FIRST_RAISE = 0.01;
const MAX_RAISE = 1;

/** Of a limit per minute, with its rounding. What was accepted in an hour or a day says nothing of how fast. */
const MAX_INTERVAL_MS = 150_000;

/** Timers ring late: so much may be caught up at one go. More would be a burst. */
const CATCH_UP_MS = 40;

/** By then a limit per minute has reset, and what was learned holds back for nothing. */
const FORGOTTEN_AFTER_MS = 60_000;

/** A learned rate, and what shows that it is right. Rates are requests per millisecond. */
interface Learned {
	/** That requests leave at. */
	rate: number;
	/** That was accepted over a whole interval, or was learned: an early rejection does not slow far below it. */
	proven: number;
	/** Accepted requests that make one interval. */
	perInterval: number;
	isWhole: boolean;
	/** Accepted requests since it was learned or last rejected. */
	accepted: number;
}

/**
 * How fast requests may follow each other: learned from how many were accepted from one reset of a quota to the next, and
 * unlimited until then. Evenly spaced requests are right for every way of counting: fixed windows, sliding ones, buckets.
 *
 * A rejection teaches something only if a quota made it. Rejections by chance, or by a limit that others use up, would make
 * each interval look slower than the one before, and the rate fall for ever. So a learned rate must prove itself: where it is
 * rejected before it has held, it is dropped, requests leave as fast as the concurrency allows, and more evidence is needed
 * for the next one.
 */
export class RateEstimator {
	private learned?: Learned;
	/** Intervals that agree so far. */
	private evidence: Interval[] = [];
	private minAgreeing = MIN_AGREEING;

	private next = 0;
	private last = 0;

	private accepted = 0;
	private countedSince = 0;
	private sinceReset = false;

	/** Milliseconds between two requests; 0 for no limit. */
	get spacing(): number {
		return this.learned ? 1 / this.learned.rate : 0;
	}

	/** Nothing was in flight before `now`, so what comes is counted from here on. */
	begin(now: number): void {
		this.accepted = 0;
		this.countedSince = now;
		this.sinceReset = false;
	}

	accept(): void {
		this.accepted++;
		const { learned } = this;
		if (!learned) return;
		learned.accepted++;
		const steps = learned.accepted / learned.perInterval - RAISED_AFTER;
		if (steps < 0 || !Number.isInteger(steps)) return;
		learned.proven = learned.rate;
		learned.rate *= 1 + Math.min(FIRST_RAISE * 2 ** steps, MAX_RAISE);
	}

	/**
	 * The quota has reset after a rejection.
	 * @param at when
	 * @param rejectedAt when the pause before began
	 */
	reset(at: number, rejectedAt: number): void {
		this.next = at + this.spacing;
		const interval: Interval = {
			accepted: this.accepted,
			ms: at - this.countedSince,
			activeMs: rejectedAt - this.countedSince,
			isWhole: this.sinceReset,
		};
		const isJudged = this.learned?.isWhole === true;
		if (interval.isWhole && interval.accepted < MIN_ACCEPTED && !isJudged) return;
		this.begin(at);
		this.sinceReset = true;
		if (interval.ms > MAX_INTERVAL_MS) return;
		this.learn(interval);
		this.next = at + this.spacing;
	}

	private learn(interval: Interval): void {
		const { learned } = this;
		if (learned?.isWhole) {
			this.judge(learned, rateOf([interval]));
			return;
		}
		// Each interval must agree with those before it, the first one with nothing.
		if (!interval.isWhole && interval.accepted < STRONG_EVIDENCE) return;
		const agrees = this.evidence.every((other) => agree(rateOf([other]), rateOf([interval])));
		this.evidence = agrees ? [...this.evidence, interval] : [interval];
		const isStrong = this.minAgreeing === MIN_AGREEING && interval.accepted >= STRONG_EVIDENCE;
		if (!isStrong && this.evidence.length < this.minAgreeing) return;
		const rate = BELOW_LIMIT * rateOf(this.evidence);
		this.learned = {
			rate,
			proven: rate,
			perInterval: Math.max(interval.accepted, Math.ceil(rate * MIN_PROOF_MS)),
			isWhole: interval.isWhole,
			accepted: 0,
		};
		this.evidence = [];
	}

	/** A learned rate was rejected: it held until now, is a little too fast, or was none. */
	private judge(learned: Learned, rate: number): void {
		const corrected = BELOW_LIMIT * rate;
		if (learned.accepted >= HOLDS_FOR * learned.perInterval) {
			this.minAgreeing = MIN_AGREEING;
			this.learned = { ...learned, rate: BELOW_LIMIT * learned.proven, accepted: 0 };
		} else if (corrected >= MIN_CORRECTED * learned.proven) {
			this.learned = { ...learned, rate: corrected, accepted: 0 };
		} else {
			this.minAgreeing = Math.min(2 * this.minAgreeing, MAX_AGREEING);
			this.learned = undefined;
		}
	}

	/** When the next request may leave. */
	nextAt(now: number): number {
		if (now - this.last > FORGOTTEN_AFTER_MS) this.learned = undefined;
		return this.learned ? Math.max(this.next, now - CATCH_UP_MS) : now;
	}

	/** A request leaves now. */
	leave(now: number): void {
		this.next = this.nextAt(now) + this.spacing;
		this.last = now;
	}
}
