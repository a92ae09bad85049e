/** What the first refusal can cost, since all that is under way is refused with it ... */
const START = 8;
/** ... and each later one, when a pace is known and few need to be under way. */
const AFTER_PAUSE = 4;

/** More does not make TwelveLabs faster, and n8n has other things to do. */
const MOST = 32;

/** Accepted requests that widen the gate by one. */
const WIDENED_AFTER = 16;

/** How many requests may be under way at the same time. */
export class Width {
	value = START;
	private accepted = 0;

	accept(): void {
		if (++this.accepted < WIDENED_AFTER) return;
		this.accepted = 0;
		this.value = Math.min(this.value + 1, MOST);
	}

	pause(): void {
		this.accepted = 0;
		this.value = AFTER_PAUSE;
	}

	/** A server that has trouble gets less to do. */
	trouble(): void {
		this.accepted = 0;
		this.value = Math.max(1, Math.floor(this.value / 2));
	}
}
