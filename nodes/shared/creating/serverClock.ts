/** An HTTP `Date` has whole seconds. */
export const DATE_PRECISION_MS = 1_000;

/**
 * The clock of a server, by the `Date` of its responses. A response from a cache, and time on the way, only set it back, so
 * the response that is furthest ahead counts.
 */
export class ServerClock {
	private aheadMs: number | undefined;

	/**
	 * @param date of a response, in milliseconds since 1970
	 * @param at when it came, on the clock of `performance.now`, which no change of the local time moves
	 */
	note(date: number | undefined, at: number): void {
		if (date === undefined) return;
		this.aheadMs = Math.max(this.aheadMs ?? -Infinity, date - at);
	}

	/** The server's time at a moment of `performance.now`; undefined before its first response. */
	timeAt(at: number): number | undefined {
		return this.aheadMs === undefined ? undefined : at + this.aheadMs;
	}

	/** Whether a response with this `Date` was certainly made after a moment of `performance.now`. */
	isAfter(date: number | undefined, at: number): boolean {
		if (at === -Infinity) return true;
		return (date ?? -Infinity) >= (this.timeAt(at) ?? Infinity) + DATE_PRECISION_MS;
	}
}
