import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';

import { MAX_NAME, saidBy, text } from '../body';
import type { ApiRequest, ApiResponse } from '../client/request';
import type { Connection } from '../client/connection';
import { explainBrokenUpload } from './brokenUpload';
import { explain, explainFlaw, explainNoAnswer, explainTooLarge } from './catalogue';
import type { Explanation } from './explanation';
import { CONFLICT, NOT_ACCEPTED, NOT_FOUND, TOO_MANY_REQUESTS } from './statuses';
import { missingTitle, stateTitle, valueTitle, withTitle } from './target';
import { setDetails, type ApiErrorDetails } from './details';
import { factsAfter, withFacts } from './facts';
import { failureOf } from './failure';
import { BrokenUpload, isInsecure, networkErrorIn } from './networkError';
import type { Answered, Outcome, Unanswered } from '../client/outcome';
import { shortText } from '../plainText';
import { explainLimit, resetOf, type Reset } from '../rateLimiter/quotaWords';

/** The headers of a response that state when requests are accepted again: n8n's own back-off reads them. */
const TIMING_HEADERS = /^(retry-after|x-ratelimit-.+)$/;

/** What is certain of the attempts of a request. */
interface Attempts {
	/** How many there were. */
	count: number;
	/** Whether one before the last was indeterminate. */
	wasIndeterminate?: boolean;
}

/** The error for a request that did not succeed, with its facts. */
export function errorOf(
	connection: Connection,
	request: ApiRequest,
	outcome: Outcome,
	{ count, wasIndeterminate = false }: Attempts,
): Error {
	const acceptedMs = connection.timeLimits.rateLimitMs;
	return withFacts(
		'cause' in outcome
			? unanswered(connection, request, outcome, count)
			: outcome.response.statusCode < 300
				? unexpected(connection, outcome, count)
				: rejected(connection, request, outcome, count),
		factsAfter(outcome, { acceptedMs, wasIndeterminate }),
	);
}

function unanswered(
	connection: Connection,
	{ endpoint: { category } }: ApiRequest,
	{ cause }: Unanswered,
	attempts: number,
): Error {
	if (!(cause instanceof BrokenUpload)) return notReached(connection, cause, attempts);
	const host = hostOf(connection);
	return apiError(connection, explainBrokenUpload(cause, { host, category }), {
		about: { code: cause.code, attempts },
	});
}

/** The error for a 2xx whose body is no answer of TwelveLabs. */
export const foreignAnswer = (
	connection: Connection,
	request: ApiRequest,
	response: ApiResponse,
): Error =>
	errorOf(
		connection,
		request,
		{ kind: 'indeterminate', response, limit: {}, flaw: { kind: 'foreign' } },
		{ count: 1 },
	);

/** The error for a 2xx that is not the answer to the request. */
function unexpected(
	connection: Connection,
	{ response: { statusCode: httpStatus, headers, body }, flaw = { kind: 'foreign' } }: Answered,
	attempts: number,
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

/**
 * The error for one entry of a request of which TwelveLabs accepted others: nothing came of it.
 * @param said in TwelveLabs' words, why
 */
export const refusedEntry = (
	connection: Connection,
	explanation: Explanation,
	said: string | undefined,
): NodeApiError =>
	withFacts(
		apiError(connection, explanation, { about: { message: said } }),
		factsAfter(
			{ kind: 'rejected', response: { statusCode: 400, headers: {}, body: {} }, limit: {} },
			{ acceptedMs: 0, wasIndeterminate: false },
		),
	);

/** The error for a response whose body was not read to its end. It would be as large the next time. */
export function tooLarge(connection: Connection, response: ApiResponse): Error {
	const outcome: Outcome = { kind: 'indeterminate', response, limit: {} };
	return withFacts(
		apiError(connection, explainTooLarge(hostOf(connection)), {
			about: { httpStatus: response.statusCode, code: 'response_too_large' },
		}),
		{ ...factsAfter(outcome, { acceptedMs: 0, wasIndeterminate: false }), passes: false },
	);
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
			: new NodeOperationError(connection.node, shortText(error));
	}
	const { code } = network;
	const isOfItem = connection.run !== undefined;
	// A time limit, or a cut, before there was a connection: the host was not reached.
	const met = network.isConnected || isInsecure(code) ? code : undefined;
	return apiError(connection, explainNoAnswer(met, hostOf(connection), isOfItem), {
		about: { code, attempts },
	});
}

/** The error for a status of 300 or above. */
function rejected(
	connection: Connection,
	request: ApiRequest,
	{ response: { statusCode: status, headers, body }, limit }: Answered,
	attempts: number,
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
		// n8n searches the chain of causes for a status and its headers.
		hints: { status, response: { status, headers: timing(headers) } },
	});
}

function titleOf(general: Explanation, request: ApiRequest, said?: string): string | undefined {
	if (general === NOT_FOUND) return missingTitle(request, said);
	if (general === CONFLICT) return stateTitle(request, said);
	return general.message === NOT_ACCEPTED ? valueTitle(request, said) : undefined;
}

/** @param hints what the cause carries: never the original error, whose request holds the API key */
export function apiError(
	{ node }: Connection,
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
	const error = new NodeApiError(node, cause as never, {
		message,
		httpCode: about.httpStatus ? String(about.httpStatus) : undefined,
		failure: failureOf(about.httpStatus, reset),
	});
	setDetails(error, details);
	return error;
}

const timing = (headers: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(headers)
			.filter(([name]) => TIMING_HEADERS.test(name.toLowerCase()))
			.map(([name, value]) => [name, text(value, MAX_NAME)]),
	);

const hostOf = ({ baseUrl }: Connection): string => new URL(baseUrl).host;
