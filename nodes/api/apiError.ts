import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';

import type { Flaw } from './answer';
import { saidBy, text } from './body';
import type { ApiResponse, Connection } from './connection';
import {
	explain,
	explainFlaw,
	explainNoAnswer,
	TOO_MANY_REQUESTS,
	type Explanation,
} from './errorCatalogue';
import { failureOf } from './failure';
import { isInsecure, networkErrorIn } from './networkError';
import type { Outcome } from './outcome';
import { explainLimit, resetOf, type Reset } from './quotaWords';
import type { RateLimit } from './rateLimit';

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
export function errorOf(connection: Connection, outcome: Outcome, attempts: number): Error {
	if ('cause' in outcome) return notReached(connection, outcome.cause, attempts);
	const { response, limit, flaw } = outcome;
	return response.statusCode < 300
		? unexpected(connection, response, { attempts, flaw })
		: refused(connection, response, { limit, attempts });
}

/** The error for a 2xx that is not the answer to the request. */
export function unexpected(
	connection: Connection,
	{ statusCode: httpStatus, headers, body }: ApiResponse,
	{ attempts, flaw = { kind: 'foreign' } }: { attempts?: number; flaw?: Flaw } = {},
) {
	const unquoted = withoutKey(connection);
	const said = flaw.kind === 'reported' ? saidBy(unquoted(body)) : {};
	return apiError(connection, explainFlaw(unquoted(flaw), hostOf(connection), httpStatus), {
		about: {
			httpStatus,
			...said,
			code: said.code ?? 'unexpected_answer',
			traceId: text(unquoted(headers['x-trace-id'])),
			attempts,
		},
	});
}

/**
 * The error for a request without any answer. Anything that is no network error, such as a credential
 * that n8n cannot read or a domain that it does not allow, is passed on as it is.
 */
export function notReached(connection: Connection, error: unknown, attempts?: number): Error {
	const network = networkErrorIn(error);
	if (!network) {
		return error instanceof Error
			? error
			: new NodeOperationError(connection.context.getNode(), String(error));
	}
	const { code } = network;
	const isOfItem = connection.patience.field !== undefined;
	// A time limit, or a cut, before there was a connection: the host was not reached.
	const met = network.isConnected || isInsecure(code) ? code : undefined;
	return apiError(connection, explainNoAnswer(met, hostOf(connection), isOfItem), {
		about: { code, attempts },
	});
}

/** The error for a status of 300 or above. */
function refused(
	connection: Connection,
	{ statusCode: status, headers, body }: ApiResponse,
	{ limit, attempts }: { limit: RateLimit; attempts: number },
) {
	const unquoted = withoutKey(connection);
	const said = saidBy(unquoted(body));
	const fromTwelveLabs = said.code !== undefined || said.message !== undefined;
	const general = explain({ status, code: said.code, fromTwelveLabs });
	const isLimit = general === TOO_MANY_REQUESTS;
	const reset = isLimit ? resetOf(limit, Date.now()) : undefined;
	const explanation = isLimit
		? explainLimit(limit, reset, {
				timezone: connection.context.getTimezone(),
				field: connection.patience.field,
			})
		: general;
	return apiError(connection, explanation, {
		about: {
			httpStatus: status,
			...said,
			traceId: text(unquoted(headers['x-trace-id'])),
			...(reset && { resetsAt: new Date(reset.at).toISOString() }),
			attempts,
		},
		reset,
		// n8n looks for a status and its headers along the chain of causes.
		hints: { status, response: { status, headers: unquoted(timing(headers)) } },
	});
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
	const said = message ? `TwelveLabs says: ${message.replace(/\.?\s*$/, '.')}` : '';
	const reference = [
		attempts && `tried ${attempts} times`,
		code && `code ${code}`,
		traceId && `trace ID ${traceId}`,
	].filter(Boolean);
	return [said, next, reference.length > 0 ? `(${reference.join(', ')})` : '']
		.filter(Boolean)
		.join(' ');
}

/** What is shorter is no key, and would be found in ordinary words. */
const LEAST_KEY = 8;

/** TwelveLabs, or a gateway, may quote the API key: it must not get into an item or a record of an execution. */
function withoutKey({ credential }: Connection): <T>(value: T) => T {
	const key = String(credential.apiKey ?? '');
	return (value) => {
		if (key.length < LEAST_KEY || value === undefined) return value;
		const json = JSON.stringify(value);
		const quoted = [JSON.stringify(key).slice(1, -1), encodeURIComponent(key)];
		return JSON.parse(quoted.reduce((whole, form) => whole.replaceAll(form, '[API key]'), json));
	};
}

const timing = (headers: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(headers).filter(([name]) => TIMING_HEADERS.test(name.toLowerCase())),
	);

const hostOf = ({ baseUrl }: Connection): string => new URL(baseUrl).host;
