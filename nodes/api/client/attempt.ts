import type { IHttpRequestOptions } from 'n8n-workflow';

import { allowedDomains } from './allowedDomains';
import { notReached, tooLarge } from '../errors/apiError';
import { flawOf, type Flaw } from './flaw';
import { saidBy } from '../body';
import type { ApiRequest, ApiResponse } from './request';
import { CREDENTIAL, type Connection } from './connection';
import { AttemptTimedOut } from './deadline';
import { exchange } from './exchange';
import { formBody, timeToSend, type FormBody } from './form';
import { explain, TOO_MANY_REQUESTS } from '../errors/catalogue';
import { isInsecure, networkErrorIn } from '../errors/networkError';
import { fillPath } from '../path';
import type { Outcome } from './outcome';
import { rateLimitOf } from '../rateLimiter/rateLimit';

/** The server stopped waiting for the rest of the request. */
const REQUEST_TIMEOUT = 408;

/**
 * Makes one request, once.
 * @throws what would be the same for every request: a certificate that is not trusted, a domain that n8n does not allow,
 *   the execution being stopped
 */
export async function attempt(connection: Connection, request: ApiRequest): Promise<Outcome> {
	const form = request.form && formBody(request.form);
	const options = httpRequest(connection, request, form);
	let response: ApiResponse;
	try {
		response = await exchange(
			connection,
			options.timeout,
			async (signal) => await sendSigned(connection, options, signal),
		);
	} catch (cause) {
		const unreadable = form?.unreadable();
		if (unreadable) throw notReached(connection, unreadable);
		if (cause instanceof AttemptTimedOut) return { kind: 'indeterminate', cause };
		const network = networkErrorIn(cause);
		if (!network || isInsecure(network.code)) throw notReached(connection, cause);
		connection.cancel?.throwIfAborted();
		return { kind: network.isConnected ? 'indeterminate' : 'notSent', cause };
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

/**
 * A new object for each request: signing it writes the API key into its headers.
 *
 * Statuses are left to us, because n8n sends anything it takes for an expired session, a 401, twice. Redirects are not
 * followed: the API has none, and following one would hand the key to another host.
 */
function httpRequest(
	connection: Connection,
	{ endpoint, ids = {}, query, body, form }: ApiRequest,
	sent: FormBody | undefined,
): IHttpRequestOptions {
	const { baseUrl, settings, endsAt } = connection;
	const { method, path } = endpoint;
	return {
		...settings,
		allowedDomains: allowedDomains(connection),
		...(form && { timeout: Math.max(settings.timeout ?? 0, timeToSend(form)) }),
		...(endsAt !== undefined && { timeout: timeLimit(settings.timeout, endsAt) }),
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
		body: sent?.data ?? (body && JSON.stringify(body)),
		// Read here, where its size has a limit.
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

/** So long after the end of a connection an answer is still of use. */
const LATE_ANSWER_MS = 5_000;

const timeLimit = (limit = Infinity, endsAt: number): number =>
	// Zero would be none.
	Math.max(1, Math.ceil(Math.min(limit, endsAt + LATE_ANSWER_MS - performance.now())));
