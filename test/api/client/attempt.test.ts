import type { IHttpRequestOptions } from 'n8n-workflow';

import { attempt } from '../../../nodes/api/client/attempt';
import type { Connection } from '../../../nodes/api/client/connection';
import type { ApiRequest } from '../../../nodes/api/client/request';
import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { stubConnection } from '../../stubConnection';

const LIST: ApiRequest = { endpoint: ENDPOINTS.indexes.list };
const CREATE: ApiRequest = { endpoint: ENDPOINTS.indexes.create, body: { index_name: 'films' } };

/** What the HTTP client throws. */
const cut = (code: string) => Object.assign(new Error(code), { isAxiosError: true, code });

const outcomeOf = async (
	response: { statusCode?: number; body?: unknown; headers?: object },
	request = LIST,
) =>
	await attempt(
		stubConnection(() => ({ body: {}, ...response })),
		request,
	);

/** Of an attempt whose request ends without a response. */
const lostBy = async (error: Error, more: Partial<Connection> = {}) =>
	await attempt(
		stubConnection(() => {
			throw error;
		}, more),
		LIST,
	);

/** What the HTTP client is asked for. */
async function optionsOf(
	request: ApiRequest,
	more: Partial<Connection> = {},
): Promise<IHttpRequestOptions> {
	const asked: IHttpRequestOptions[] = [];
	const connection = stubConnection((options) => {
		asked.push(options);
		return { body: {} };
	}, more);
	await attempt(connection, request);
	return asked[0];
}

describe('an attempt ends as', () => {
	test.each([200, 204, 299])('done, after a status of %d', async (statusCode) => {
		expect((await outcomeOf({ statusCode })).kind).toBe('done');
	});

	test.each([300, 302, 400, 401, 404, 422, 499])(
		'rejected, after a status of %d',
		async (statusCode) => {
			expect((await outcomeOf({ statusCode })).kind).toBe('rejected');
		},
	);

	test.each([408, 500, 502, 599])('indeterminate, after a status of %d', async (statusCode) => {
		expect((await outcomeOf({ statusCode })).kind).toBe('indeterminate');
	});

	test('rate limited, after a 429; rejected where waiting does not help', async () => {
		const limited = await outcomeOf({ statusCode: 429, headers: { 'retry-after': '7' } });
		expect(limited).toMatchObject({ kind: 'rateLimited', limit: { resetsInMs: 7_000 } });
		const body = { code: 'usage_limit_exceeded', message: 'used up' };
		expect((await outcomeOf({ statusCode: 429, body })).kind).toBe('rejected');
	});

	test('indeterminate, where a success is no answer, and then says why', async () => {
		expect(await outcomeOf({ body: '<html>' })).toMatchObject({
			kind: 'indeterminate',
			flaw: { kind: 'foreign' },
		});
		// What a refusal says is not compared with what was asked for.
		for (const statusCode of [300, 400]) {
			expect(await outcomeOf({ statusCode, body: '<html>' })).toMatchObject({
				kind: 'rejected',
				flaw: undefined,
			});
		}
	});

	test('not sent, where no connection came about; indeterminate, where one was cut', async () => {
		expect(await lostBy(cut('ECONNREFUSED'))).toMatchObject({ kind: 'notSent' });
		expect(await lostBy(cut('ECONNRESET'))).toMatchObject({ kind: 'indeterminate' });
	});
});

test('a certificate that is not trusted, and what is no error of the network, end every attempt', async () => {
	await expect(lostBy(cut('CERT_HAS_EXPIRED'))).rejects.toThrow();
	await expect(lostBy(new Error('no such credential'))).rejects.toThrow('no such credential');
});

test('a request that was stopped ends with the reason of the stop', async () => {
	const stop = new AbortController();
	const reason = new Error('stop');
	const connection = stubConnection(
		() => {
			stop.abort(reason);
			throw cut('ERR_CANCELED');
		},
		{ cancel: stop.signal },
	);
	await expect(attempt(connection, LIST)).rejects.toBe(reason);
});

test('TwelveLabs may have the whole of a request from when it leaves', async () => {
	const underWay: boolean[] = [];
	const connection = stubConnection(() => ({ body: {} }), {
		onUnderWay: (isUnderWay) => underWay.push(isUnderWay),
	});
	await attempt(connection, LIST);
	expect(underWay).toEqual([true]);
});

test('a read asks no cache, and sends no body', async () => {
	const options = await optionsOf({ ...LIST, query: { page: 2, status: ['ready', 'failed'] } });
	expect(options).toMatchObject({
		method: 'GET',
		url: 'http://twelvelabs.test/indexes',
		qs: { page: 2, status: ['ready', 'failed'] },
		arrayFormat: 'repeat',
		headers: { Accept: 'application/json', 'Cache-Control': 'no-cache' },
	});
	expect(options.headers).not.toHaveProperty('Content-Type');
	expect(options.body).toBeUndefined();
});

test('a body is sent as text, and says that it is JSON', async () => {
	const options = await optionsOf(CREATE);
	expect(options).toMatchObject({
		method: 'POST',
		body: '{"index_name":"films"}',
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
	});
	expect(options.headers).not.toHaveProperty('Cache-Control');
});

test('the response is left to us: as a stream, with every status, without redirects', async () => {
	expect(await optionsOf(LIST)).toMatchObject({
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
});

test('the IDs of a request stand in its path', async () => {
	const request = { endpoint: ENDPOINTS.indexes.retrieve, ids: { indexId: '69a1c5e0' } };
	expect((await optionsOf(request)).url).toBe('http://twelvelabs.test/indexes/69a1c5e0');
});

describe('the time limit of a request', () => {
	test('is that of the sender, or none', async () => {
		expect(await optionsOf(LIST)).not.toHaveProperty('timeout');
		expect(await optionsOf(LIST, { settings: { timeout: 5_000 } })).toHaveProperty(
			'timeout',
			5_000,
		);
	});

	test('is over soon after the time of the sender, and never zero', async () => {
		const now = jest.spyOn(performance, 'now').mockReturnValue(1_000_000);
		const limit = async (endsAt: number, settings = {}) =>
			(await optionsOf(LIST, { endsAt, settings })).timeout;
		expect(await limit(1_060_000.5)).toBe(65_001);
		expect(await limit(1_060_000, { timeout: 5_000 })).toBe(5_000);
		expect(await limit(940_000)).toBe(1);
		now.mockRestore();
	});
});

test('a stream of events is read as one answer, and one that ended too early is indeterminate', async () => {
	const whole = (body: unknown) => (body === 'part' ? undefined : { text: body });
	const answered = await outcomeOf({ body: 'all' }, { ...CREATE, whole });
	expect(answered).toMatchObject({ kind: 'done', response: { body: { text: 'all' } } });
	expect(await outcomeOf({ body: 'part' }, { ...CREATE, whole })).toMatchObject({
		kind: 'indeterminate',
		cause: { received: 'part' },
	});
	for (const statusCode of [300, 400]) {
		const refused = await outcomeOf({ statusCode, body: 'part' }, { ...CREATE, whole });
		expect(refused).toMatchObject({ kind: 'rejected', response: { body: 'part' } });
	}
});

describe('a response that is too large', () => {
	async function* large() {
		const piece = new Uint8Array(4 * 1024 * 1024);
		for (let n = 0; n < 26; n++) yield await Promise.resolve(piece);
	}

	test.each([200, 500])('would be so again, after a status of %d', async (statusCode) => {
		await expect(outcomeOf({ statusCode, body: large() })).rejects.toThrow('is too large');
	});

	test.each([
		[400, 'rejected'],
		[429, 'rateLimited'],
	])('changes nothing about a status of %d', async (statusCode, kind) => {
		expect(await outcomeOf({ statusCode, body: large() })).toMatchObject({ kind });
	});
});

test('a request is signed with the credential of its sender, and of no other', async () => {
	const connection = stubConnection(() => ({}), { credential: { apiKey: 'tlk_1' } });
	const signed = jest.spyOn(connection.context.helpers, 'httpRequestWithAuthentication');
	await attempt(connection, LIST);
	expect(signed).toHaveBeenCalledWith('twelveLabsApi', expect.anything(), {
		credentialsDecrypted: expect.objectContaining({
			type: 'twelveLabsApi',
			data: { apiKey: 'tlk_1' },
		}),
	});
});
