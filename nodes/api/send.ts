import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { notJson, notReached, refused } from './apiError';
import { CREDENTIAL, type ApiRequest, type Connection } from './connection';

/** An answer with a status below 300. `body` is parsed JSON, text where it was no JSON, or '' where there was none. */
export interface ApiResponse {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

/**
 * Sends one request to TwelveLabs: every request of this package passes here.
 * @throws NodeApiError that says what happened and what to do next, for any other status and for no answer at all
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
	return response;
}

/**
 * Sends a request whose answer is a JSON object.
 * @throws NodeApiError as `send`, and for an answer that is something else, as from a proxy's log-in page
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
		throw notJson(connection.context.getNode(), connection.baseUrl, response);
	}
	const serverTime = Date.parse(String(headers.date));
	return { body, serverTime: Number.isNaN(serverTime) ? undefined : serverTime };
}

const isObject = <T extends object>(body: unknown): body is T =>
	typeof body === 'object' && body !== null && !Array.isArray(body);

/**
 * A new object for each request: signing it writes the API key into its headers.
 * Statuses are left to us, because n8n sends anything it takes for an expired session, a 401, twice.
 * Redirects are not followed: the API has none, and following one would hand the key to another host.
 */
function httpRequest(
	{ baseUrl, settings }: Connection,
	{ method, path, query, body }: ApiRequest,
): IHttpRequestOptions {
	return {
		...settings,
		headers: { ...settings.headers },
		method,
		url: `${baseUrl}${path}`,
		qs: query,
		// Repeated keys, `status=ready&status=failed`, are how the API takes a list.
		arrayFormat: 'repeat',
		body,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}
