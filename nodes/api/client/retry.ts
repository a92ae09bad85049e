import type { Effect } from '../endpoints';
import type { Outcome } from './outcome';

/** What follows a request that did not succeed: it is sent again after a while, or its error is thrown. */
type Reaction = 'repeat' | 'throw';

/**
 * What creates is repeated only where the request certainly had no effect: the API knows no idempotency key. All else may be
 * sent twice. With `rateLimited`, the rate limiter has waited as long as it may.
 */
const REACTIONS: Readonly<
	Record<Exclude<Outcome['kind'], 'done'>, [creates: Reaction, others: Reaction]>
> = {
	notSent: ['repeat', 'repeat'],
	indeterminate: ['throw', 'repeat'],
	rateLimited: ['throw', 'throw'],
	rejected: ['throw', 'throw'],
};

/** With the waits below, 15 seconds in all: a restart of a server or a change of the network. */
const MAX_REPEATS = 4;

const FIRST_WAIT_MS = 1_000;
const GROWTH = 2;

/** The retries of one request. */
export class Retry {
	/** How often it was made, apart from pauses of the rate limit. */
	attempts = 1;
	/** Time in the queue of the rate limiter does not count. */
	private spentMs = 0;

	/**
	 * @param withinMs how long attempts and waits together may take before the last repetition begins
	 * @param maxRepeats how often it is repeated at most, each time after twice the wait
	 */
	constructor(
		private readonly effect: Effect,
		private readonly withinMs: number,
		private readonly maxRepeats = MAX_REPEATS,
	) {}

	/** An attempt took so long. */
	spend(ms: number): void {
		this.spentMs += ms;
	}

	/** @returns how long to wait before the next attempt, in milliseconds; undefined when there is none */
	after(kind: Exclude<Outcome['kind'], 'done'>, random = Math.random()): number | undefined {
		const [creates, others] = REACTIONS[kind];
		if ((this.effect === 'creates' ? creates : others) === 'throw') return undefined;
		if (this.attempts > this.maxRepeats) return undefined;
		// At least half of it, and the rest by chance: requests that were cut off together must not be repeated together.
		const wait = FIRST_WAIT_MS * GROWTH ** (this.attempts - 1) * (0.5 + random / 2);
		if (this.spentMs + wait > this.withinMs) return undefined;
		this.spentMs += wait;
		this.attempts++;
		return wait;
	}
}
