import type { Answered, Outcome } from '../client/outcome';
import { OneTimer, systemClock, type Clock } from './clock';
import { ConcurrencyLimit } from './concurrencyLimit';
import { FairQueue } from './fairQueue';
import { Quota } from './quota';
import { RateEstimator } from './rateEstimator';

/** Why requests wait: the quota is used up for some time, or allows one request in so many milliseconds. */
export type RateLimitWait = { pauseMs: number } | { spacingMs: number };

/** A shorter pause is over before a user could read about it. */
const MIN_REPORTED_MS = 1_500;

/** A rate slower than one a second needs an explanation. */
const SLOW_SPACING_MS = 1_000;

/** What a request needs to know of its sender. */
export interface Caller {
	/** Requests of one key leave in order, and the keys take turns: one for each execution. */
	key: string;
	/** The longest pause that it accepts. Its time in the queue does not count. */
	maxPauseMs: number;
	cancel?: AbortSignal;
	/** Called once for each pause that requests of its key wait in, and each time a rate slower than one a second is learned. */
	onWait?: (wait: RateLimitWait) => void;
}

/** A request leaves. */
interface Departure {
	sentAt: number;
}

/** A caller in the queue. */
interface Waiter extends Caller {
	/** Its request leaves now, or is rejected without having been sent. */
	proceed(turn: Departure | Answered): void;
	stop(reason: unknown): void;
}

/**
 * Lets requests that count for one quota leave: a bounded number at a time, and after a rejection no faster than the quota
 * allows. All wait for the same moment, with one timer, then one request leaves as a probe.
 *
 * A quota that stays used up for longer than a caller accepts rejects all such callers that wait at that moment. It is not
 * kept for later ones: the next one asks again, since plans change, and a stated time may be wrong.
 */
export class RateLimiter {
	private readonly queue = new FairQueue<Waiter>(() => this.admit());
	private readonly rate = new RateEstimator();
	private readonly concurrency = new ConcurrencyLimit();
	private readonly quota = new Quota();
	private readonly timer: OneTimer;
	private inFlight = 0;
	/** Keys whose callers got a report of the pause. */
	private readonly informed = new Set<string>();

	constructor(private readonly clock: Clock = systemClock) {
		this.timer = new OneTimer(clock, () => this.admit());
	}

	/** Nothing waits and nothing is in flight: the limiter can be dropped. */
	get isIdle(): boolean {
		return this.inFlight === 0 && this.queue.size === 0;
	}

	/**
	 * Makes a request when it is its turn, and again after each pause that the caller accepts.
	 * @returns the outcome; `rateLimited` only where the pause is longer than the caller accepts
	 * @throws the reason of `cancel` when it fires while waiting; what `request` throws
	 */
	async run(caller: Caller, request: () => Promise<Outcome>): Promise<Outcome> {
		for (let isRepeated = false; ; isRepeated = true) {
			const turn = await this.turn(caller, isRepeated);
			if ('kind' in turn) return turn;
			const outcome = await this.made(request, turn);
			if (outcome.kind !== 'rateLimited' || !this.accepts(caller)) return outcome;
		}
	}

	private async turn(caller: Caller, isRepeated: boolean): Promise<Departure | Answered> {
		caller.cancel?.throwIfAborted();
		const now = this.clock.now();
		if (this.isIdle && !this.quota.isPaused) this.rate.begin(now);
		return await new Promise((resolve, reject) => {
			const waiter = { ...caller, proceed: resolve, stop: reject };
			this.reportPause([caller], now);
			if (isRepeated) this.queue.putBack(caller.key, waiter);
			else this.queue.add(caller.key, waiter);
			this.admit();
		});
	}

	private async made(request: () => Promise<Outcome>, { sentAt }: Departure): Promise<Outcome> {
		let outcome: Outcome | undefined;
		try {
			outcome = await request();
			return outcome;
		} finally {
			this.inFlight--;
			try {
				this.note(outcome, sentAt);
			} finally {
				// Whatever a caller's `onWait` throws, the next request leaves.
				this.admit();
			}
		}
	}

	/** Lets leave what may leave now, and sets the timer for the rest. */
	private admit(): void {
		let next: number | undefined;
		while (this.queue.size > 0) {
			const now = this.clock.now();
			next = this.opensAt(now);
			if (next === undefined || next > now) break;
			next = undefined;
			this.quota.leave(now);
			this.rate.leave(now);
			this.inFlight++;
			this.queue.next()?.proceed({ sentAt: now });
		}
		this.timer.set(next);
	}

	/** When the next request may leave; undefined where a response must come first. */
	private opensAt(now: number): number | undefined {
		const opensAt = this.quota.opensAt(now, this.inFlight, () =>
			this.queue.some(this.isUrgent(now)),
		);
		// A probe leaves whatever is in flight: what was sent before the pause may hang.
		if (this.quota.isPaused) return opensAt;
		const placeAt = this.concurrency.opensAt(this.inFlight, now);
		return placeAt === undefined ? undefined : Math.max(opensAt, placeAt, this.rate.nextAt(now));
	}

	/** @param outcome undefined where the request threw */
	private note(outcome: Outcome | undefined, sentAt: number): void {
		const now = this.clock.now();
		if (outcome?.kind === 'rateLimited') this.rejected(outcome, sentAt, now);
		else if (outcome?.kind === 'done' || outcome?.kind === 'rejected') this.accepted(sentAt);
		else this.lost(outcome, sentAt, now);
		if (outcome && 'limit' in outcome) this.quota.note(outcome.limit, this.inFlight, now);
	}

	private accepted(sentAt: number): void {
		const reset = this.quota.accept(sentAt);
		if (reset) this.learn(reset);
		this.rate.accept();
		this.concurrency.accept(sentAt);
	}

	private learn({ at, rejectedAt }: { at: number; rejectedAt: number }): void {
		const before = this.rate.spacing;
		this.rate.reset(at, rejectedAt);
		const { spacing } = this.rate;
		if (spacing <= SLOW_SPACING_MS || spacing === before) return;
		for (const { onWait } of this.queue.heads()) onWait?.({ spacingMs: spacing });
	}

	private rejected(outcome: Answered, sentAt: number, now: number): void {
		if (this.quota.reject(sentAt, now, outcome.limit.resetsInMs)) {
			this.concurrency.pause(now);
			this.informed.clear();
		}
		for (const { proceed } of this.queue.remove(this.isUrgent(now))) proceed(outcome);
		this.reportPause(this.queue.heads(), now);
	}

	private reportPause(callers: Caller[], now: number): void {
		const pauseMs = (this.quota.pausedUntil ?? now) - now;
		if (pauseMs < MIN_REPORTED_MS) return;
		for (const caller of callers) {
			if (this.informed.has(caller.key) || !this.accepts(caller)) continue;
			this.informed.add(caller.key);
			caller.onWait?.({ pauseMs });
		}
	}

	private lost(outcome: Outcome | undefined, sentAt: number, now: number): void {
		this.quota.lose(sentAt);
		if (outcome && !isAboutItself(outcome)) this.concurrency.overload(sentAt, now);
	}

	/** Whether a caller does not accept the pause. */
	private isUrgent(now: number): (caller: Caller) => boolean {
		return ({ maxPauseMs }) => !this.quota.isAcceptable(maxPauseMs, now);
	}

	private accepts({ maxPauseMs }: Caller): boolean {
		return this.quota.isAcceptable(maxPauseMs, this.clock.now());
	}
}

/** A 500 may be about what one request asks for; an overloaded server says 502, 503 or 504, or nothing at all. */
const isAboutItself = (outcome: Outcome): boolean =>
	'response' in outcome && outcome.response.statusCode === 500;
