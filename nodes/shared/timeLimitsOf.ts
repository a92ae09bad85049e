import type { IDataObject } from 'n8n-workflow';

import {
	DEFAULT_MAX_RATE_LIMIT_WAIT_S,
	MAX_RATE_LIMIT_WAIT,
	type TimeLimits,
} from '../api/client/timeLimits';
import { asNumber, invalid } from './parameters';

/** A restart of a server or a proxy takes less; what takes longer needs a person. */
const REPEAT_MS = 60_000;

const SECOND_MS = 1_000;

/**
 * How long what the user runs waits.
 * @param options what the user chose under Options
 * @throws UserError naming the field
 */
export function timeLimitsOf({
	maxRateLimitWait = DEFAULT_MAX_RATE_LIMIT_WAIT_S,
}: IDataObject): TimeLimits {
	const seconds = asNumber(MAX_RATE_LIMIT_WAIT, maxRateLimitWait);
	if (seconds < 0) throw invalid(MAX_RATE_LIMIT_WAIT, maxRateLimitWait, 'is less than 0');
	return {
		rateLimitMs: seconds * SECOND_MS,
		repeatMs: REPEAT_MS,
		field: MAX_RATE_LIMIT_WAIT,
	};
}
