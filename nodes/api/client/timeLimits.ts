/** How long a sender waits for what passes by itself. */
export interface TimeLimits {
	/** The longest pause, in milliseconds, that a rate limit may ask for. */
	rateLimitMs: number;
	/** A request that had no response, or none that counts, is not repeated later than this after it was first sent. */
	repeatMs: number;
	/** The field with which the user sets the first of them; undefined where there is none. */
	field?: string;
}

/** A quota per minute has reset by then, however it rounds. */
export const DEFAULT_MAX_RATE_LIMIT_WAIT_S = 90;

export const MAX_RATE_LIMIT_WAIT = 'Max Rate Limit Wait (Seconds)';

/**
 * A poll comes again soon, and n8n itself puts it off further when TwelveLabs asks for that; what it asks for in this poll
 * must come within its time.
 */
export const POLL_LIMITS: TimeLimits = { rateLimitMs: 5_000, repeatMs: 10_000 };

/** A user waits before an empty list. */
export const EDITOR_LIMITS: TimeLimits = { rateLimitMs: 10_000, repeatMs: 3_000 };
