import { alarm } from '../client/pause';

/** Monotonic time in milliseconds, and timers that can be called off. */
export interface Clock {
	now(): number;
	/** @returns what calls the timer off */
	alarm(ms: number, ring: () => void): () => void;
}

export const systemClock: Clock = { now: () => performance.now(), alarm };

/** One timer for all waiting requests: setting it anew calls off the one before. */
export class OneTimer {
	private at?: number;
	private callOff?: () => void;

	constructor(
		private readonly clock: Clock,
		private readonly ring: () => void,
	) {}

	/** @param at when it rings; undefined for not at all */
	set(at: number | undefined): void {
		if (at === this.at) return;
		this.callOff?.();
		this.at = at;
		this.callOff =
			at === undefined
				? undefined
				: this.clock.alarm(at - this.clock.now(), () => {
						this.at = undefined;
						this.ring();
					});
	}
}
