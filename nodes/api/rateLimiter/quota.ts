import type { RateLimit } from './rateLimit';

/** Where the response states no time, the first pause is short, since quotas per second exist, and each further one grows. */
const FIRST_PAUSE_MS = 250;
const GROWTH = 1.6;
const MAX_PAUSE_MS = 8_000;

/** The shortest of so many past pauses says how long one takes ... */
const PAST_PAUSES = 4;
/** ... so the next one grows no further than to so many times of it, or to a second. */
const MAX_OF_PAST = 2;
const MIN_GROWN_MS = 1_000;

/** Coming a moment early would be rejected, and cost a whole pause again. */
const MARGIN_MS = 15;

/** Pauses without an accepted request between them may take so many times what a caller accepts for one. */
const MAX_PAUSES = 2;

/** Longer than most responses take. A probe that takes longer hangs, and another one leaves. */
const MAX_RESPONSE_MS = 10_000;

/** Headers have whole seconds: resets closer to each other are the same one. */
const SAME_RESET_MS = 500;

/** The time in which a quota is used up, and after it until a request is accepted. */
interface Pause {
	since: number;
	until: number;
	/** What was sent before shows nothing of what comes after. */
	beganAt: number;
	/** Rejections since a request was accepted; 0 where headers say that nothing is left. */
	rejections: number;
	lastRejectedAt: number;
	/** Whether the last response stated its end. */
	isStated: boolean;
	/** When the request left that shows whether the quota has reset. */
	probeSentAt?: number;
}

/** What is left of the quota until it resets, as the headers of accepted requests say. */
interface Remaining {
	requests: number;
	until: number;
}

/**
 * One quota, as far as responses show it: open, or used up until a moment. After a pause one request leaves as a probe, and
 * the others when it was accepted.
 */
export class Quota {
	private pause?: Pause;
	private remaining?: Remaining;
	private lastLeftAt = -Infinity;
	/** How long the last pauses took that a rejection began. */
	private pastPauses: number[] = [];

	get isPaused(): boolean {
		return this.pause !== undefined;
	}

	/**
	 * When the next request may leave.
	 * @param inFlight their responses may state that more is left
	 * @param isUrgent whether a caller waits that does not accept the pause: a probe then leaves at once
	 */
	opensAt(now: number, inFlight: number, isUrgent: () => boolean): number {
		const usedUpUntil = this.usedUpUntil(now);
		if (!this.pause && usedUpUntil !== undefined) {
			const responseBy = Math.min(usedUpUntil, this.lastLeftAt + MAX_RESPONSE_MS);
			if (inFlight > 0 && responseBy > now) return responseBy;
			this.pause = {
				since: now,
				until: usedUpUntil,
				beganAt: now,
				rejections: 0,
				lastRejectedAt: now,
				isStated: true,
			};
		}
		if (!this.pause) return now;
		const { until, probeSentAt } = this.pause;
		if (probeSentAt !== undefined) return Math.max(until, probeSentAt + MAX_RESPONSE_MS);
		return now < until && !isUrgent() ? until : now;
	}

	/** A request leaves. */
	leave(now: number): void {
		if (this.remaining) this.remaining.requests--;
		if (this.pause) this.pause.probeSentAt = now;
		this.lastLeftAt = now;
	}

	/**
	 * A request was accepted.
	 * @returns when the quota has reset, and when the pause began, if a rejection began it
	 */
	accept(sentAt: number): { at: number; rejectedAt: number } | undefined {
		const { pause } = this;
		if (!pause || sentAt < pause.beganAt) return undefined;
		this.pause = undefined;
		this.remaining = undefined;
		if (pause.rejections === 0) return undefined;
		this.pastPauses = [...this.pastPauses, sentAt - pause.since].slice(-PAST_PAUSES);
		// Where no response stated the time, it was some time after the last rejection.
		const at = pause.isStated ? sentAt : (pause.lastRejectedAt + sentAt) / 2;
		return { at, rejectedAt: pause.since };
	}

	/**
	 * A request was rejected by the rate limit.
	 * @param statedMs how long to wait, where the response states it
	 * @returns whether a pause begins; a request that left before the present one can only make that longer
	 */
	reject(sentAt: number, now: number, statedMs: number | undefined): boolean {
		const stated = statedMs === undefined ? undefined : now + statedMs + MARGIN_MS;
		const { pause } = this;
		if (pause && sentAt < pause.beganAt) {
			pause.until = Math.max(pause.until, stated ?? 0);
			return false;
		}
		const rejections = pause?.rejections ?? 0;
		const backoff = now + this.backoff(rejections);
		this.pause = {
			since: pause && rejections > 0 ? pause.since : now,
			// A stated time is believed once: the same short time stated again and again would be a loop.
			until: rejections === 0 ? (stated ?? backoff) : Math.max(stated ?? 0, backoff),
			beganAt: now,
			rejections: rejections + 1,
			lastRejectedAt: now,
			isStated: stated !== undefined,
		};
		return true;
	}

	/** Milliseconds of a pause whose length no response states. */
	private backoff(rejections: number): number {
		const max = Math.max(MIN_GROWN_MS, MAX_OF_PAST * Math.min(...this.pastPauses));
		return Math.min(FIRST_PAUSE_MS * GROWTH ** rejections, max, MAX_PAUSE_MS);
	}

	/** A request ended without showing anything of the quota. Where it was the probe, the next one leaves as one. */
	lose(sentAt: number): void {
		if (this.pause?.probeSentAt === sentAt) this.pause.probeSentAt = undefined;
	}

	/**
	 * Notes what the headers of a response say is left.
	 * @param inFlight the headers may have counted these or not, so they are subtracted
	 */
	note({ remaining, resetsInMs }: RateLimit, inFlight: number, now: number): void {
		if (remaining === undefined || resetsInMs === undefined) return;
		const requests = remaining - inFlight;
		const until = now + resetsInMs;
		const isSame = this.remaining && Math.abs(until - this.remaining.until) < SAME_RESET_MS;
		this.remaining = {
			requests: isSame && this.remaining ? Math.min(this.remaining.requests, requests) : requests,
			until,
		};
	}

	/** Whether the pause is over, or short enough for a caller that accepts `maxPauseMs`. */
	isAcceptable(maxPauseMs: number, now: number): boolean {
		if (!this.pause || now >= this.pause.until) return true;
		const { until, since, rejections } = this.pause;
		const total = rejections > 0 ? until - since : 0;
		return until - now <= maxPauseMs && total <= MAX_PAUSES * maxPauseMs;
	}

	/** When a pause ends, where there is one. */
	get pausedUntil(): number | undefined {
		return this.pause?.until;
	}

	private usedUpUntil(now: number): number | undefined {
		const { remaining } = this;
		return remaining && remaining.requests < 1 && now < remaining.until
			? remaining.until
			: undefined;
	}
}
