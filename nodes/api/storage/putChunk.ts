import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { text } from '../body';
import type { Connection } from '../client/connection';
import { exchange, RAW_RESPONSE } from '../client/exchange';
import type { ApiResponse } from '../client/request';
import { notReached } from '../errors/apiError';
import { isInsecure, networkErrorIn } from '../errors/networkError';
import { noAnswer, notStored, redirected } from './errors';

/** A chunk on its way to the storage. */
export interface ChunkRequest {
	/** From 1. */
	index: number;
	/** Presigned: it is all that sending the chunk needs, so it stands in no message. */
	url: string;
	headers: Readonly<Record<string, string>>;
	bytes: Buffer;
}

/** What became of it. */
export type Stored =
	| { etag: string }
	/** It may be sent again, to another address: one works once. */
	| { error: Error; isRefused: boolean };

/** Slower than any line that is of use. */
const MIN_BYTES_PER_MS = 50;

/** Long enough for the answer to what has arrived. */
const MIN_TIMEOUT_MS = 300_000;

/** How long bytes may take, in milliseconds: the HTTP client's own limit is one of the answer, and not of megabytes before it. */
export const timeFor = (bytes: number, timeout = 0): number =>
	Math.max(MIN_TIMEOUT_MS, timeout, Math.ceil(bytes / MIN_BYTES_PER_MS));

/**
 * Sends a chunk to the storage, once. That is no call of the API: the request is not signed with the API key, and is counted
 * by no rate limit.
 * @throws what would be the same for every chunk: a certificate that is not trusted, a redirect, the execution being stopped
 */
export async function putChunk(connection: Connection, request: ChunkRequest): Promise<Stored> {
	const { url, index } = request;
	// Of messages: they name the host that was asked.
	const storage: Connection = { ...connection, baseUrl: new URL(url).origin };
	let response: ApiResponse;
	try {
		response = await put(connection, request);
	} catch (cause) {
		connection.cancel?.throwIfAborted();
		const network = networkErrorIn(cause);
		if (!network) return await Promise.reject(notReached(storage, cause));
		const error = noAnswer(storage, network.code);
		return isInsecure(network.code) ? await Promise.reject(error) : { error, isRefused: false };
	}
	const { statusCode: status, headers } = response;
	if (status >= 300 && status < 400) throw redirected(storage, status);
	const etag = status < 300 ? etagIn(headers) : undefined;
	if (etag !== undefined) return { etag };
	return { error: notStored(storage, index, response), isRefused: status >= 400 && status < 500 };
}

async function put(
	connection: Connection,
	{ url, headers, bytes }: ChunkRequest,
): Promise<ApiResponse> {
	const { context, settings } = connection;
	const timeout = timeFor(bytes.length, settings.timeout);
	const options: IHttpRequestOptions = {
		...settings,
		timeout,
		method: 'PUT',
		url,
		headers: { ...headers },
		body: bytes,
		...RAW_RESPONSE,
	};
	return await exchange(
		connection,
		timeout,
		async (signal) =>
			await context.helpers.httpRequest({
				...options,
				abortSignal: signal as IHttpRequestOptions['abortSignal'],
			}),
	);
}

/** The storage sends it in quotes, which are no part of it. */
function etagIn(headers: IDataObject): string | undefined {
	const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'etag')?.[1];
	return text(text(value)?.replaceAll('"', ''));
}
