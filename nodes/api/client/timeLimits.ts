import type { IDataObject } from 'n8n-workflow';

import { asNumber, invalid } from '../../shared/parameters';

/** How long a sender waits for what passes by itself. */
export interface Patience {
	/** The longest pause, in milliseconds, that a rate limit may ask for. */
	rateLimitMs: number;
	/** A request that had no answer, or none that counts, is not repeated later than this after it was first sent. */
	repeatMs: number;
	/** The field with which the user sets the first of them; undefined where there is none. */
	field?: string;
}

const SECOND_MS = 1_000;

/** A quota per minute has reset by then, however it rounds. */
export const DEFAULT_MAX_RATE_LIMIT_WAIT_S = 90;

export const MAX_RATE_LIMIT_WAIT = 'Max Rate Limit Wait (Seconds)';

/** A restart of a server or a proxy takes less; what takes longer needs a person. */
const ITEM_REPEAT_MS = 60_000;

/**
 * A poll comes again soon, and n8n itself puts it off further when TwelveLabs asks for that; what it asks for in this poll
 * must come within its time.
 */
export const POLL_PATIENCE: Patience = { rateLimitMs: 5_000, repeatMs: 10_000 };

/** Somebody looks at an empty list. */
export const EDITOR_PATIENCE: Patience = { rateLimitMs: 10_000, repeatMs: 3_000 };

/**
 * @param options what the user chose under Options
 * @throws UserError naming the field
 */
export function itemPatience({
	maxRateLimitWait = DEFAULT_MAX_RATE_LIMIT_WAIT_S,
}: IDataObject): Patience {
	const seconds = asNumber(MAX_RATE_LIMIT_WAIT, maxRateLimitWait);
	if (seconds < 0) throw invalid(MAX_RATE_LIMIT_WAIT, maxRateLimitWait, 'is less than 0');
	return {
		rateLimitMs: seconds * SECOND_MS,
		repeatMs: ITEM_REPEAT_MS,
		field: MAX_RATE_LIMIT_WAIT,
	};
}
