import type { Connection } from './connection';
import { AttemptTimedOut, endedAt } from './deadline';
import type { ApiResponse } from './request';
import { readResponse, type OpenResponse } from './responseBody';

/**
 * The time limit of n8n's HTTP client is one of silence: a byte now and then, or status 101, keep a request open for ever. So
 * each request has a deadline of the same length, which also ends it.
 * @param timeout milliseconds; undefined for none
 * @param request sends with `encoding: 'stream'`, and ends when the signal fires
 * @param movedAt when the body of the request has last moved, on the clock of `performance.now`: the time begins anew then
 * @throws AttemptTimedOut at the deadline, also where the HTTP client does not react to the signal
 */
export async function exchange(
	{ credential, cancel }: Connection,
	timeout: number | undefined,
	request: (signal: AbortSignal) => Promise<unknown>,
	movedAt?: () => number | undefined,
): Promise<ApiResponse> {
	const begun = performance.now();
	const at = () => timeout && (movedAt?.() ?? begun) + timeout;
	const reason = () => new AttemptTimedOut();
	return await endedAt({ at, cancel, reason }, async (signal) =>
		readResponse((await request(signal)) as OpenResponse, String(credential.apiKey ?? '')),
	);
}
