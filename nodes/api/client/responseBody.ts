import type { IDataObject } from 'n8n-workflow';

import type { ApiResponse } from './request';
import { InterruptedResponse } from '../errors/networkError';
import { Redaction } from '../errors/redaction';
import { MEGABYTE } from '../megabytes';

/** Of a call that names no limit of its own. The embeddings of an indexed video of four hours are about 80 MB of JSON. */
const MAX_ANSWER_BYTES = 100 * MEGABYTE;

/** What refuses a request is a sentence. */
const MAX_REFUSAL_BYTES = 8 * MEGABYTE;

/** A response whose body is still on its way. */
export interface OpenResponse {
	statusCode: number;
	headers: IDataObject;
	/** A stream, as `encoding: 'stream'` asks n8n for it; else what n8n has made of the body. */
	body: unknown;
}

/**
 * Reads the body of a response, up to a limit that n8n does not have: a few kilobytes may inflate to gigabytes.
 * @param key the API key that the request was signed with: it is removed from body and headers
 * @param maxAnswerBytes of a body with a status below 300
 * @returns the response with its body parsed; without its body, and `isTooLarge`, where it is beyond the limit
 * @throws InterruptedResponse when the body ends before its end
 */
export async function readResponse(
	response: OpenResponse,
	key: string,
	maxAnswerBytes = MAX_ANSWER_BYTES,
): Promise<ApiResponse> {
	const { statusCode, body } = response;
	const redaction = redactionOf(key);
	const headers = withoutKey(response.headers, redaction);
	const max = statusCode < 300 ? maxAnswerBytes : MAX_REFUSAL_BYTES;
	const text = isStream(body) ? await textOf(body, max) : asText(body);
	if (text === undefined) return { statusCode, headers, body: '', isTooLarge: true };
	const parsed = isStream(body) || typeof body === 'string' ? parse(text) : body;
	return { statusCode, headers, body: redaction.isIn(text) ? redaction.json(parsed) : parsed };
}

/** Of the last key: most responses of a process are signed with the same. */
let last: { key: string; redaction: Redaction } | undefined;

function redactionOf(key: string): Redaction {
	if (key !== last?.key) last = { key, redaction: new Redaction(key) };
	return last.redaction;
}

/** Undefined where it is longer than `max` bytes. */
async function textOf(body: AsyncIterable<Uint8Array>, max: number): Promise<string | undefined> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of body) {
			length += chunk.length;
			// Leaving the loop ends the request.
			if (length > max) return undefined;
			chunks.push(chunk);
		}
	} catch (error) {
		throw InterruptedResponse.from(error);
	}
	return Buffer.concat(chunks).toString('utf8');
}

const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

const asText = (body: unknown): string =>
	typeof body === 'string' ? body : (JSON.stringify(body) ?? '');

/** JSON where it is some; the text itself where it is none. A byte order mark is no part of it. */
function parse(text: string): unknown {
	try {
		return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
	} catch {
		return text;
	}
}

const withoutKey = (headers: IDataObject, redaction: Redaction): IDataObject =>
	redaction.isIn(JSON.stringify(headers))
		? (redaction.json({ ...headers }) as IDataObject)
		: headers;
