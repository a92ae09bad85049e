import type { Failure } from 'n8n-workflow';

import type { Reset } from '../rateLimiter/quotaWords';

/** The plan or the region do not allow it, or what the node points at is not there. */
const NEEDS_CONFIGURATION = [403, 404, 410];

/**
 * Why a request did not succeed, in n8n's own terms: from 2.36 on it decides by them when a trigger polls again.
 * @param status HTTP status, undefined where there was no answer
 * @returns undefined where the reason may be the request itself
 */
export function failureOf(status: number | undefined, reset?: Reset): Failure | undefined {
	if (status === 429) {
		return reset?.isLong
			? { cause: 'quota-exhausted', resetsAtEpochMs: reset.at }
			: { cause: 'rate-limited', ...(reset && { resetsAtEpochMs: reset.at }) };
	}
	if (status === 401) return { cause: 'credential-invalid' };
	if (status === undefined || status >= 500) return { cause: 'temporarily-unavailable' };
	return NEEDS_CONFIGURATION.includes(status) ? { cause: 'configuration-invalid' } : undefined;
}
