import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';

import type { Flaw } from '../client/answer';
import { MAX_NAME, saidBy, shown, text } from '../body';
import type { ApiRequest, ApiResponse } from '../client/request';
import type { Connection } from '../client/connection';
import {
	CONFLICT,
	explain,
	explainFlaw,
	explainNoAnswer,
	explainTooLarge,
	NOT_ACCEPTED,
	NOT_FOUND,
	TOO_MANY_REQUESTS,
	type Explanation,
} from './catalogue';
import { missingTitle, stateTitle, valueTitle, withTitle } from './target';
import { failureOf } from './failure';
import { isInsecure, networkErrorIn } from './networkError';
import type { Outcome } from '../client/outcome';
import { explainLimit, resetOf, type Reset } from '../rateLimiter/quotaWords';
import type { RateLimit } from '../rateLimiter/rateLimit';

/** What an item carries about an unsuccessful request, beside the message, on the error output. */
interface ApiErrorDetails {
	/** Status of the response, absent where there was none. `status` is TwelveLabs' own, of an asset or an indexed asset. */
	httpStatus?: number;
	/** TwelveLabs' code, such as `parameter_invalid`, or the network's, such as `ECONNREFUSED`. */
	code?: string;
	/** TwelveLabs' own words. */
	message?: string;
	/** What to do next. */
	next: string;
	/** Names the request to TwelveLabs' support. */
	traceId?: string;
	/** When a used-up quota resets, as ISO text, such as a Wait node takes it. */
	resetsAt?: string;
	/** How often the request was made, where that was more than once. */
	attempts?: number;
}

/** Of an answer's headers, those that say when to come back; whoever handles the error may need them. */
const TIMING_HEADERS = /^(retry-after|x-ratelimit-.+)$/;

/**
 * The error for a request that did not succeed.
 * @param attempts how often it was made
 */
export function errorOf(
	connection: Connection,
	request: ApiRequest,
	outcome: Outcome,
	attempts: number,
): Error {
	if ('cause' in outcome) return notReached(connection, outcome.cause, attempts);
	const { response, limit, flaw } = outcome;
	return response.statusCode < 300
		? unexpected(connection, response, { attempts, flaw })
		: refused(connection, request, response, { limit, attempts });
}

/** The error for a 2xx that is not the answer to the request. */
export function unexpected(
	connection: Connection,
	{ statusCode: httpStatus, headers, body }: ApiResponse,
	{ attempts, flaw = { kind: 'foreign' } }: { attempts?: number; flaw?: Flaw } = {},
) {
	const said = flaw.kind === 'reported' ? saidBy(body) : {};
	return apiError(connection, explainFlaw(flaw, hostOf(connection), httpStatus), {
		about: {
			httpStatus,
			...said,
			code: said.code ?? 'unexpected_answer',
			traceId: text(headers['x-trace-id'], MAX_NAME),
			attempts,
		},
	});
}

/** The error for a response whose body was not read to its end. Whether the request had its effect is open. */
export const tooLarge = (connection: Connection, { statusCode: httpStatus }: ApiResponse) =>
	apiError(connection, explainTooLarge(hostOf(connection)), {
		about: { httpStatus, code: 'response_too_large' },
	});

/**
 * The error for a request without any answer. Anything that is no network error, such as a credential
 * that n8n cannot read or a domain that it does not allow, is passed on as it is.
 */
export function notReached(connection: Connection, error: unknown, attempts?: number): Error {
	const network = networkErrorIn(error);
	if (!network) {
		return error instanceof Error
			? error
			: new NodeOperationError(connection.context.getNode(), shown(error));
	}
	const { code } = network;
	const isOfItem = connection.timeLimits.field !== undefined;
	// A time limit, or a cut, before there was a connection: the host was not reached.
	const met = network.isConnected || isInsecure(code) ? code : undefined;
	return apiError(connection, explainNoAnswer(met, hostOf(connection), isOfItem), {
		about: { code, attempts },
	});
}

/** The error for a status of 300 or above. */
function refused(
	connection: Connection,
	request: ApiRequest,
	{ statusCode: status, headers, body }: ApiResponse,
	{ limit, attempts }: { limit: RateLimit; attempts: number },
) {
	const said = saidBy(body);
	const fromTwelveLabs = said.code !== undefined || said.message !== undefined;
	const general = explain({ status, code: said.code, fromTwelveLabs });
	const isLimit = general === TOO_MANY_REQUESTS;
	const reset = isLimit ? resetOf(limit) : undefined;
	const explanation = isLimit
		? explainLimit(limit, reset, {
				timezone: connection.context.getTimezone(),
				field: connection.timeLimits.field,
			})
		: withTitle(general, titleOf(general, request, said.message));
	return apiError(connection, explanation, {
		about: {
			httpStatus: status,
			...said,
			traceId: text(headers['x-trace-id'], MAX_NAME),
			...(reset && { resetsAt: new Date(reset.at).toISOString() }),
			attempts,
		},
		reset,
		// n8n looks for a status and its headers along the chain of causes.
		hints: { status, response: { status, headers: timing(headers) } },
	});
}

function titleOf(general: Explanation, request: ApiRequest, said?: string): string | undefined {
	if (general === NOT_FOUND) return missingTitle(request, said);
	if (general === CONFLICT) return stateTitle(request, said);
	return general.message === NOT_ACCEPTED ? valueTitle(request, said) : undefined;
}

/** Puts advice that only the operation can give in the place of the general one. */
export function advise(error: NodeApiError, next: string): NodeApiError {
	const details = { ...detailsOf(error), next };
	error.context.details = details;
	error.description = describe(details);
	return error;
}

export const detailsOf = ({ context }: NodeApiError) => (context.details ?? {}) as ApiErrorDetails;

/** @param hints what the cause carries: never the original error, whose request holds the API key */
function apiError(
	{ context }: Connection,
	{ message, next }: Explanation,
	{
		about: { attempts = 1, ...about },
		reset,
		hints = {},
	}: { about: Omit<ApiErrorDetails, 'next'>; reset?: Reset; hints?: IDataObject },
): NodeApiError {
	const details: ApiErrorDetails = { ...about, ...(attempts > 1 && { attempts }), next };
	const summary = [about.httpStatus, about.code].filter(Boolean).join(' ');
	const cause = Object.assign(new Error(summary), hints);
	// n8n declares a JSON object here and keeps an Error as the cause.
	const error = new NodeApiError(context.getNode(), cause as never, {
		message,
		description: describe(details),
		httpCode: about.httpStatus ? String(about.httpStatus) : undefined,
		failure: failureOf(about.httpStatus, reset),
	});
	error.context.details = details;
	return error;
}

/** TwelveLabs' words first, since they are the most precise, then the way on. */
function describe({ code, message, next, traceId, attempts }: ApiErrorDetails): string {
	const said = message ? `TwelveLabs says: ${asSentence(message)}` : '';
	const reference = [
		attempts && `tried ${attempts} times`,
		code && `code ${code}`,
		traceId && `trace ID ${traceId}`,
	].filter(Boolean);
	return [said, next, reference.length > 0 ? `(${reference.join(', ')})` : '']
		.filter(Boolean)
		.join(' ');
}

/** Ends in one full stop. */
function asSentence(message: string): string {
	const words = message.trimEnd();
	return words.endsWith('.') ? words : `${words}.`;
}

const timing = (headers: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(headers)
			.filter(([name]) => TIMING_HEADERS.test(name.toLowerCase()))
			.map(([name, value]) => [name, text(value, MAX_NAME)]),
	);

const hostOf = ({ baseUrl }: Connection): string => new URL(baseUrl).host;
