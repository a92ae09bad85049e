import type { Connection } from './connection';
import { AttemptTimedOut, endedAt } from './deadline';
import type { ApiResponse } from './request';
import { readResponse, type OpenResponse } from './responseBody';

/**
 * How `exchange` has n8n's HTTP client make every request. The body is read here, where its size has a limit. Statuses are left
 * to us, because n8n sends anything it takes for an expired session, a 401, twice. Redirects are not followed: neither the API
 * nor the storage has any, and following one would hand the request to a host that TwelveLabs did not name.
 */
export const RAW_RESPONSE = {
	encoding: 'stream',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
} as const;

/**
 * The time limit of n8n's HTTP client is one of silence: a byte now and then, or status 101, keep a request open for ever. So
 * each request has a deadline of the same length, which also ends it.
 * @param timeout milliseconds; undefined for none
 * @param request sends with `RAW_RESPONSE`, and ends when the signal fires
 * @param movedAt when the body of the request has last moved, on the clock of `performance.now`: the time begins anew then
 * @param maxAnswerBytes see `readResponse`
 * @throws AttemptTimedOut at the deadline, also where the HTTP client does not react to the signal
 */
export async function exchange(
	{ credential, cancel }: Connection,
	timeout: number | undefined,
	request: (signal: AbortSignal) => Promise<unknown>,
	{ movedAt, maxAnswerBytes }: { movedAt?: () => number | undefined; maxAnswerBytes?: number } = {},
): Promise<ApiResponse> {
	const begun = performance.now();
	const at = () => timeout && (movedAt?.() ?? begun) + timeout;
	const reason = () => new AttemptTimedOut();
	return await endedAt({ at, cancel, reason }, async (signal) =>
		readResponse(
			(await request(signal)) as OpenResponse,
			String(credential.apiKey ?? ''),
			maxAnswerBytes,
		),
	);
}
