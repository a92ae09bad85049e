import { errorOf, foreignAnswer } from '../errors/apiError';
import { isRecord } from '../body';
import type { ApiRequest, ApiResponse } from './request';
import type { Connection } from './connection';
import { OutOfTime, untilEnd } from './deadline';
import { attempt } from './attempt';
import type { Outcome } from './outcome';
import { pause } from './pause';
import { reportRateLimit } from './progress';
import type { Caller } from '../rateLimiter/rateLimiter';
import { rateLimiterFor } from '../rateLimiter/rateLimiters';
import { Retry } from './retry';
import { serverTime } from '../time';

/**
 * Sends one request to TwelveLabs: every request of this package passes here. It waits for its turn and the rate limit, and
 * is repeated where that may help and does no harm.
 * @returns an answer with a status below 300, and a JSON object in its body; or nothing, but never for what reads
 * @throws NodeApiError that says what happened and what to do next, for any other answer and for none at all;
 *   OutOfTime where the connection has an end, and it came before the first response
 */
export async function send(connection: Connection, request: ApiRequest): Promise<ApiResponse> {
	const { cancel, endsAt } = connection;
	return await untilEnd(endsAt, cancel, async (signal) => await sent(connection, request, signal));
}

async function sent(
	connection: Connection,
	request: ApiRequest,
	cancel: AbortSignal | undefined,
): Promise<ApiResponse> {
	const { account, queueKey, timeLimits } = connection;
	const caller: Caller = {
		key: queueKey,
		cancel,
		maxPauseMs: timeLimits.rateLimitMs,
		onWait: (wait) => reportRateLimit(connection, wait),
	};
	const retry = new Retry(request.endpoint.effect, timeLimits.repeatMs);
	let wasIndeterminate = false;
	const failed = (outcome: Outcome, count: number) =>
		errorOf(connection, request, outcome, { count, wasIndeterminate });
	let last: { outcome: Outcome; attempts: number } | undefined;
	// The outcome of an earlier attempt says more than that the time is over.
	const throwLast = (reason: unknown) => {
		throw last && reason instanceof OutOfTime ? failed(last.outcome, last.attempts) : reason;
	};
	for (;;) {
		// During the wait an idle rate limiter may have been dropped, and other requests use a new one.
		const limiter = rateLimiterFor(account, request.endpoint.category);
		const outcome = await limiter
			.run(caller, async () => {
				connection.onSend?.();
				const begun = performance.now();
				const made = await attempt(connection, request, retry.attempts > 1);
				// An upload of minutes may be repeated, as long as it got on.
				const idleMs = 'idleMs' in made ? made.idleMs : undefined;
				retry.spend(idleMs ?? performance.now() - begun);
				last = { outcome: made, attempts: retry.attempts };
				if (hadNoEffect(made)) connection.onUnderWay?.(false);
				return made;
			})
			.catch(throwLast);
		if (outcome.kind === 'done') return outcome.response;
		const wait = retry.after(outcome.kind);
		if (wait === undefined) {
			throw failed(outcome, retry.attempts);
		}
		wasIndeterminate ||= outcome.kind === 'indeterminate';
		await pause(wait, cancel).catch(throwLast);
	}
}

const hadNoEffect = ({ kind }: Outcome): boolean => kind !== 'done' && kind !== 'indeterminate';

/**
 * Sends a request whose answer is a JSON object.
 * @throws NodeApiError as `send`, and for an answer without one
 */
export async function read<T extends object>(
	connection: Connection,
	request: ApiRequest,
): Promise<T> {
	return (await readTimed<T>(connection, request)).body;
}

/** The body of a response, and what says how current it is. */
export interface Timed<T> {
	body: T;
	/** By the server's clock, in milliseconds since 1970; undefined where the response had no `Date`. */
	serverTime?: number;
	/** Whether a cache says that it had the response stored: it shows what was, not what is. */
	isStored: boolean;
}

/** Like `read`, with the time at the server: the only clock that can be compared with the times in its answers. */
export async function readTimed<T extends object>(
	connection: Connection,
	request: ApiRequest,
): Promise<Timed<T>> {
	const response = await send(connection, request);
	const { body, headers } = response;
	if (!isRecord(body)) throw foreignAnswer(connection, request, response);
	return {
		body: body as T,
		serverTime: serverTimeOf(response),
		isStored: Number(headers.age) > 0,
	};
}

/** @returns milliseconds since 1970 by the server's clock; undefined where the response has no `Date` */
export const serverTimeOf = ({ headers }: ApiResponse): number | undefined =>
	serverTime(headers.date);
