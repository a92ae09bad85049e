import type { IHttpRequestOptions } from 'n8n-workflow';

import { notReached, refused, unexpected } from './apiError';
import { CREDENTIAL, type ApiRequest, type ApiResponse, type Connection } from './connection';

/**
 * Sends one request to TwelveLabs: every request of this package passes here.
 * @returns an answer with a status below 300, and a JSON object or nothing in its body
 * @throws NodeApiError that says what happened and what to do next, for any other answer and for none at all
 */
export async function send(connection: Connection, request: ApiRequest): Promise<ApiResponse> {
	const { context, baseUrl } = connection;
	let response: ApiResponse;
	try {
		response = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			httpRequest(connection, request),
		);
	} catch (error) {
		throw notReached(context.getNode(), baseUrl, error);
	}
	if (response.statusCode >= 300) throw refused(context.getNode(), response);
	// A proxy's log-in page comes with status 200 too, and did nothing of what was asked.
	if (!isEmpty(response.body) && !isObject(response.body)) {
		throw unexpected(context.getNode(), baseUrl, response);
	}
	return response;
}

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

/**
 * Like `read`, with the time at the server: the only clock that can be compared with the times in its answers.
 * `serverTime` is in milliseconds since 1970; undefined where the answer had no `Date`.
 */
export async function readTimed<T extends object>(
	connection: Connection,
	request: ApiRequest,
): Promise<{ body: T; serverTime?: number }> {
	const response = await send(connection, request);
	const { body, headers } = response;
	if (!isObject<T>(body)) {
		throw unexpected(connection.context.getNode(), connection.baseUrl, response);
	}
	const serverTime = Date.parse(String(headers.date));
	return { body, serverTime: Number.isNaN(serverTime) ? undefined : serverTime };
}

const isEmpty = (body: unknown): boolean => body === undefined || body === null || body === '';

const isObject = <T extends object>(body: unknown): body is T =>
	typeof body === 'object' && body !== null && !Array.isArray(body);

/**
 * A new object for each request: signing it writes the API key into its headers.
 *
 * Statuses are left to us, because n8n sends anything it takes for an expired session, a 401, twice. Redirects are not
 * followed: the API has none, and following one would hand the key to another host.
 */
function httpRequest(
	{ baseUrl, settings }: Connection,
	{ method, path, query, body }: ApiRequest,
): IHttpRequestOptions {
	return {
		...settings,
		headers: { ...settings.headers, ...(body && { 'Content-Type': 'application/json' }) },
		method,
		url: `${baseUrl}${path}`,
		qs: query,
		// Repeated keys, `status=ready&status=failed`, are how the API takes a list.
		arrayFormat: 'repeat',
		// As text: the HTTP client copies objects, and leaves out keys such as "constructor" that metadata may have.
		body: body && JSON.stringify(body),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}
