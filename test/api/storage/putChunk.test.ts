import type { IHttpRequestOptions, NodeApiError } from 'n8n-workflow';

import { detailsOf } from '../../../nodes/api/errors/details';
import { putChunk, timeFor } from '../../../nodes/api/storage/putChunk';
import { stubConnection } from '../../stubConnection';

const URL = 'https://storage.test/bucket/chunk?signature=secret';

interface StorageResponse {
	statusCode: number;
	headers?: object;
	body?: string;
}

/** Sends a chunk to a storage that answers so, or not at all. */
async function sent(answer: StorageResponse | { code: string }, cancel?: AbortSignal) {
	const requests: IHttpRequestOptions[] = [];
	const connection = stubConnection(() => ({}), {
		settings: { proxy: { host: 'proxy.test', port: 3128 } as never },
		cancel,
	});
	Object.assign(connection.context.helpers, {
		httpRequest: async (options: IHttpRequestOptions) => {
			requests.push(options);
			if ('code' in answer)
				throw Object.assign(new Error('no response'), answer, { isAxiosError: true });
			return await Promise.resolve({ headers: {}, body: '', ...answer });
		},
	});
	const headers = { 'x-amz-meta': '1' };
	const stored = await putChunk(connection, {
		index: 7,
		url: URL,
		headers,
		bytes: Buffer.from('abc'),
	});
	return { stored, requests };
}

/** What was not stored: message, details, and whether the storage refused it. */
async function failed(answer: StorageResponse | { code: string }) {
	const { stored } = await sent(answer);
	if (!('error' in stored)) throw new Error('It was stored');
	const error = stored.error as NodeApiError;
	expect(JSON.stringify([error.message, detailsOf(error)])).not.toContain('secret');
	return { message: error.message, isRefused: stored.isRefused, ...detailsOf(error) };
}

const thrown = async (answer: StorageResponse | { code: string }) => {
	const error: unknown = await sent(answer).then(
		() => undefined,
		(caught: unknown) => caught,
	);
	return { message: (error as NodeApiError).message, ...detailsOf(error as NodeApiError) };
};

test('a chunk goes to its address with its own headers, through the proxy, and its ETag has no quotes', async () => {
	const { stored, requests } = await sent({
		statusCode: 200,
		headers: { 'x-amz-id-2': '"abc0"', ETag: '"abc1"' },
	});
	expect(stored).toEqual({ etag: 'abc1' });
	expect(requests).toEqual([
		expect.objectContaining({
			method: 'PUT',
			url: URL,
			headers: { 'x-amz-meta': '1' },
			body: Buffer.from('abc'),
			proxy: { host: 'proxy.test', port: 3128 },
			timeout: 300_000,
		}),
	]);
});

test('an answer without an ETag confirms nothing, and is no refusal', async () => {
	expect(await failed({ statusCode: 200 })).toMatchObject({
		message: 'The storage at storage.test did not confirm chunk 7',
		isRefused: false,
		httpStatus: 200,
	});
	expect(await failed({ statusCode: 299, headers: { etag: '' } })).toMatchObject({
		message: 'The storage at storage.test did not confirm chunk 7',
		isRefused: false,
	});
});

test.each([
	[400, true],
	[403, true],
	[499, true],
	[500, false],
	[503, false],
])('status %d: the chunk is refused: %p', async (statusCode, isRefused) => {
	const body = '<Error><Code>SlowDown</Code><Message>secret</Message></Error>';
	expect(await failed({ statusCode, body, headers: { etag: '"abc1"' } })).toEqual({
		message: 'The storage at storage.test did not take chunk 7',
		isRefused,
		httpStatus: statusCode,
		code: 'SlowDown',
		next: expect.stringContaining('proxy or a firewall'),
	});
});

test('an answer that is no XML has no code', async () => {
	expect((await failed({ statusCode: 500, body: 'Bad gateway' })).code).toBeUndefined();
});

test.each([300, 302, 399])('redirect %d ends the upload', async (statusCode) => {
	expect(await thrown({ statusCode, headers: { etag: '"abc1"' } })).toMatchObject({
		message: 'The storage at storage.test answered with a redirect, which is not followed',
		httpStatus: statusCode,
	});
});

test.each([
	['ECONNABORTED', 'The storage at storage.test did not answer in time', 'network'],
	['ECONNRESET', 'The connection to the storage at storage.test was cut', 'network'],
	['ENOTFOUND', 'The storage at storage.test cannot be reached', 'may connect'],
])('after %s a chunk may be sent again', async (code, message, next) => {
	expect(await failed({ code })).toEqual({
		message,
		code,
		isRefused: false,
		next: expect.stringContaining(next),
	});
});

test('a certificate that is not trusted ends the upload', async () => {
	expect(await thrown({ code: 'SELF_SIGNED_CERT_IN_CHAIN' })).toMatchObject({
		message: 'No secure connection to the storage at storage.test can be made',
		code: 'SELF_SIGNED_CERT_IN_CHAIN',
		next: 'Check that this n8n trusts its certificate.',
	});
});

test('what keeps n8n from sending anything ends the upload, in its own words', async () => {
	const connection = stubConnection(() => ({}));
	Object.assign(connection.context.helpers, {
		httpRequest: async () => await Promise.reject(new Error('This host is blocked')),
	});
	const sending = putChunk(connection, { index: 1, url: URL, headers: {}, bytes: Buffer.alloc(1) });
	await expect(sending).rejects.toThrow('This host is blocked');
});

test('an execution that was stopped stops, whatever the connection says', async () => {
	const stop = new AbortController();
	stop.abort(new Error('stopped'));
	await expect(sent({ code: 'ECONNRESET' }, stop.signal)).rejects.toThrow('stopped');
});

test('a chunk has five minutes, more where it is large or the options say so', () => {
	expect(timeFor(0)).toBe(300_000);
	expect(timeFor(15_000_000)).toBe(300_000);
	expect(timeFor(15_000_001)).toBe(300_001);
	expect(timeFor(0, 400_000)).toBe(400_000);
});
