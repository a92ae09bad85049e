/** What the first refusal can cost, since all that is under way is refused with it ... */
const START = 8;
/** ... and each later one, when a pace is known and few need to be under way. */
const AFTER_PAUSE = 4;

/** More does not make TwelveLabs faster, and n8n has other things to do. */
const MOST = 32;

/** One that hangs must not hold up all others. */
const LEAST = 2;

/** Accepted requests that widen the gate by one. */
const WIDENED_AFTER = 16;

/** How many requests may be under way at the same time. */
export class Width {
	value = START;
	private accepted = 0;
	private troubledAt = -Infinity;

	accept(): void {
		if (++this.accepted < WIDENED_AFTER) return;
		this.accepted = 0;
		this.value = Math.min(this.value + 1, MOST);
	}

	pause(): void {
		this.accepted = 0;
		this.value = AFTER_PAUSE;
	}

	/** A server that has trouble gets less to do. What had left before that showed says nothing new. */
	trouble(sentAt: number, now: number): void {
		this.accepted = 0;
		if (sentAt <= this.troubledAt) return;
		this.troubledAt = now;
		this.value = Math.max(LEAST, Math.floor(this.value / 2));
	}
}
