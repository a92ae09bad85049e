import type { IHttpRequestOptions } from 'n8n-workflow';

import { allowedDomains } from './allowedDomains';
import { nothingDone } from '../errors/brokenUpload';
import { notReached, tooLarge } from '../errors/apiError';
import { flawOf, type Flaw } from './flaw';
import { saidBy } from '../body';
import type { ApiRequest, ApiResponse } from './request';
import { CREDENTIAL, type Connection } from './connection';
import { exchange, RAW_RESPONSE } from './exchange';
import { timeHeld, timeToSend } from './form';
import { FormBody } from './formBody';
import { explain } from '../errors/catalogue';
import { TOO_MANY_REQUESTS } from '../errors/statuses';
import { InterruptedResponse, isInsecure, isTimeout, networkErrorIn } from '../errors/networkError';
import { fillPath } from '../path';
import type { Outcome, Unanswered } from './outcome';
import { rateLimitOf } from '../rateLimiter/rateLimit';

/** The server stopped waiting for the rest of the request. */
const REQUEST_TIMEOUT = 408;

/**
 * Makes one request, once.
 * @param isRepeated whether an attempt before did not succeed
 * @throws what would be the same for every request: a certificate that is not trusted, a domain that n8n does not allow,
 *   the execution being stopped
 */
export async function attempt(
	connection: Connection,
	request: ApiRequest,
	isRepeated = false,
): Promise<Outcome> {
	const { form: fields, endpoint } = request;
	const onWhole = () => connection.onUnderWay?.(true);
	const form =
		fields &&
		new FormBody(fields, {
			holdsBack: isRepeated,
			onWhole,
			nothingDone: nothingDone(endpoint.category),
		});
	const options = httpRequest(connection, request, form);
	let response: ApiResponse;
	if (!form) onWhole();
	try {
		response = wholeAnswer(
			request,
			await exchange(
				connection,
				timeLimit(connection, form),
				async (signal) => await sendSigned(connection, options, signal),
				{ movedAt: () => form?.movedAt, maxAnswerBytes: endpoint.maxAnswerBytes },
			),
		);
	} catch (cause) {
		return unanswered(connection, cause, form);
	} finally {
		form?.close();
	}
	const flaw = response.statusCode < 300 ? flawOf(response.body, request) : undefined;
	const limit = rateLimitOf(response, Date.now());
	const kind = kindOf(response, flaw);
	// It would be as large the next time.
	if (response.isTooLarge && !['rejected', 'rateLimited'].includes(kind)) {
		throw tooLarge(connection, response);
	}
	return { kind, response, limit, flaw };
}

/** @throws InterruptedResponse where a stream of events ended too early */
function wholeAnswer({ whole }: ApiRequest, response: ApiResponse): ApiResponse {
	if (!whole || response.statusCode >= 300 || response.isTooLarge) return response;
	const body = whole(response.body);
	if (body === undefined) throw new InterruptedResponse('ERR_BAD_RESPONSE', response.body);
	return { ...response, body };
}

/** @throws what would be the same for every request, and what concerns the file of a form */
function unanswered(
	connection: Connection,
	cause: unknown,
	form: FormBody | undefined,
): Unanswered {
	const network = networkErrorIn(cause);
	const unreadable = form?.unreadable(isTimeout(network?.code));
	if (unreadable) throw notReached(connection, unreadable);
	if (!network || isInsecure(network.code)) throw notReached(connection, cause);
	connection.cancel?.throwIfAborted();
	if (!network.isConnected) return { kind: 'notSent', cause };
	const brokenUpload = form?.brokenOff(network.code);
	if (!form || !brokenUpload) return { kind: 'indeterminate', cause };
	return { kind: 'notSent', cause: brokenUpload, idleMs: performance.now() - form.movedAt };
}

/** Signs the request, too. */
async function sendSigned(
	{ context, credential }: Connection,
	options: IHttpRequestOptions,
	signal: AbortSignal,
): Promise<unknown> {
	// n8n takes the signal of a request from its context.
	const sender = Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as typeof context;
	return await context.helpers.httpRequestWithAuthentication.call(sender, CREDENTIAL, options, {
		credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data: credential },
	});
}

function kindOf({ statusCode, body }: ApiResponse, flaw: Flaw | undefined) {
	// Some 429 say that the credit is used up, and waiting does not help.
	if (statusCode === 429) return isTooMany(body) ? 'rateLimited' : 'rejected';
	if (statusCode >= 500 || statusCode === REQUEST_TIMEOUT) return 'indeterminate';
	if (statusCode >= 300) return 'rejected';
	return flaw ? 'indeterminate' : 'done';
}

function isTooMany(body: unknown): boolean {
	const { code } = saidBy(body);
	return explain({ status: 429, code, fromTwelveLabs: true }) === TOO_MANY_REQUESTS;
}

/** A new object for each request: signing it writes the API key into its headers. */
function httpRequest(
	connection: Connection,
	{ endpoint, ids = {}, query, body }: ApiRequest,
	form: FormBody | undefined,
): IHttpRequestOptions {
	const { baseUrl, settings } = connection;
	const { method, path } = endpoint;
	const limit = timeLimit(connection, form);
	return {
		...settings,
		allowedDomains: allowedDomains(connection),
		// Of n8n's HTTP client it is a limit of all the time before the response.
		...(limit && { timeout: form ? Math.max(limit, timeToSend(form.fields)) : limit }),
		headers: {
			Accept: 'application/json',
			// A gateway that keeps answers would show what was, not what is.
			...(method === 'GET' && { 'Cache-Control': 'no-cache' }),
			// Of a form, the HTTP client writes it with the boundary.
			...(body && { 'Content-Type': 'application/json' }),
		},
		method,
		url: `${baseUrl}${fillPath(path, (name) => ids[name])}`,
		qs: query,
		// Repeated keys, `status=ready&status=failed`, are how the API takes a list.
		arrayFormat: 'repeat',
		// As text: the HTTP client copies objects, and leaves out keys such as "constructor" that metadata may have.
		body: form?.data ?? (body && JSON.stringify(body)),
		...RAW_RESPONSE,
	};
}

/** So long after the end of a connection an answer is still of use. */
const LATE_ANSWER_MS = 5_000;

/** How long a request may wait for its response, or a form stand still, in milliseconds; undefined for ever. */
function timeLimit({ settings, endsAt }: Connection, form: FormBody | undefined) {
	const { timeout } = settings;
	const limit = timeout && form ? Math.max(timeout, timeHeld(form.fields)) : timeout;
	if (endsAt === undefined) return limit;
	const left = endsAt + LATE_ANSWER_MS - performance.now();
	// Zero would be none.
	return Math.max(1, Math.ceil(Math.min(limit ?? Infinity, left)));
}
