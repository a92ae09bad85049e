import type { RateLimit } from '../rateLimit';

/** Headers have whole seconds: resets closer to each other are the same one. */
const SAME_RESET_MS = 500;

/**
 * Some tell when the next single request will be accepted, which is always near. Far away that moment has passed when the
 * answer arrives, and waiting for each would let requests go one by one; on a way as short as this it costs little.
 */
const SHORT_WAY_MS = 20;

/** What the headers of accepted requests say is left of a quota, until it resets. */
export class Remaining {
	private left = Infinity;
	private until = 0;

	/**
	 * Whether those under way are counted already is unknown, so they are taken off.
	 * @param now with what `resetsInMs` is counted from
	 */
	note(
		{ remaining, resetsInMs }: RateLimit,
		{ underWay, sentAt, now }: { underWay: number; sentAt: number; now: number },
	): void {
		if (remaining === undefined || resetsInMs === undefined) return;
		const onTheWayMs = now - sentAt;
		if (onTheWayMs > SHORT_WAY_MS && resetsInMs <= onTheWayMs) return;
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
