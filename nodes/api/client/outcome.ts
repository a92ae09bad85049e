import type { Flaw } from './flaw';
import type { ApiResponse } from './request';
import type { RateLimit } from '../rateLimiter/rateLimit';

/**
 * What became of one request, as far as it decides about the next step:
 * - `done`: a status below 300, and a body that can be one of TwelveLabs'
 * - `rejected`: it had no effect, and would be rejected again
 * - `rateLimited`: it had no effect, and may be accepted later
 * - `indeterminate`: it may have had its effect, but no answer says so
 * - `notSent`: no connection was made, or it ended before the last byte of a file had left: it certainly had none
 */
export type Outcome = Answered | Unanswered;

export interface Answered {
	kind: 'done' | 'rejected' | 'rateLimited' | 'indeterminate';
	response: ApiResponse;
	limit: RateLimit;
	/** Why a 2xx is not the answer that was asked for. */
	flaw?: Flaw;
}

export interface Unanswered {
	kind: 'indeterminate' | 'notSent';
	/** What n8n threw. It holds the request, and with it the API key: never to be kept. */
	cause: unknown;
	/** How long nothing had happened when it ended, in milliseconds; undefined for all of its time. */
	idleMs?: number;
}
