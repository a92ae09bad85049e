import type { RateLimit } from '../rateLimit';

/** Headers have whole seconds: resets closer to each other are the same one. */
const SAME_RESET_MS = 500;

/** What the headers of accepted requests say is left of a quota, until it resets. */
export class Remaining {
	private left = Infinity;
	private until = 0;

	/**
	 * Whether those under way are counted already is unknown, so they are taken off.
	 * @param now with what `resetsInMs` is counted from
	 */
	note({ remaining, resetsInMs }: RateLimit, underWay: number, now: number): void {
		if (remaining === undefined || resetsInMs === undefined) return;
		const left = remaining - underWay;
		const until = now + resetsInMs;
		const isSame = Math.abs(until - this.until) < SAME_RESET_MS;
		this.left = isSame ? Math.min(this.left, left) : left;
		this.until = until;
	}

	/** A request leaves. */
	take(): void {
		this.left--;
	}

	/** When there will be something left; undefined when there is now. */
	resetsAt(now: number): number | undefined {
		return this.left < 1 && now < this.until ? this.until : undefined;
	}
}
