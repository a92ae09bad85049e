import { NodeOperationError, type NodeApiError } from 'n8n-workflow';

import type { Connection } from '../../../nodes/api/client/connection';
import type { Outcome } from '../../../nodes/api/client/outcome';
import type { ApiRequest } from '../../../nodes/api/client/request';
import { ENDPOINTS } from '../../../nodes/api/endpoints';
import {
	errorOf,
	foreignAnswer,
	notReached,
	refusedEntry,
	tooLarge,
} from '../../../nodes/api/errors/apiError';
import { detailsOf } from '../../../nodes/api/errors/details';
import { factsOf } from '../../../nodes/api/errors/facts';
import { BrokenUpload } from '../../../nodes/api/errors/networkError';
import { stubConnection } from '../../stubConnection';

const ASSET = '6720ccccccccccccccccccff';
const GET: ApiRequest = { endpoint: ENDPOINTS.assets.retrieve, ids: { assetId: ASSET } };

const connection = (more: Partial<Connection> = {}) => stubConnection(() => ({}), more);

/** What a user sees of an error, and its facts. */
const shown = (thrown: Error) => {
	const error = thrown as NodeApiError;
	const { httpCode, message, description } = error;
	return { message, description, httpCode, ...factsOf(error), details: detailsOf(error) };
};

const errorAfter = (
	outcome: Outcome,
	{
		request = GET,
		count = 1,
		...more
	}: Partial<Connection> & {
		request?: ApiRequest;
		count?: number;
	} = {},
) => errorOf(connection(more), request, outcome, { count });

const answered = (
	statusCode: number,
	more: { body?: unknown; headers?: object; limit?: object; flaw?: object } = {},
) => {
	const { body = '', headers = {}, limit = {}, flaw } = more;
	const kind = statusCode < 300 || statusCode >= 500 ? 'indeterminate' : 'rejected';
	return { kind, response: { statusCode, headers, body }, limit, flaw } as Outcome;
};

const said = (code: string, message: string) => ({ body: { code, message } });

describe('the error of a refusal', () => {
	test('names what is not there, in the words of TwelveLabs as well', () => {
		const message = `Resource with id ${ASSET} does not exist`;
		const headers = { 'X-Other': '1', 'x-trace-id': 't1' };
		const outcome = answered(404, { ...said('resource_not_exist', message), headers });
		expect(shown(errorAfter(outcome, { count: 2 }))).toMatchObject({
			message: `Asset ${ASSET} does not exist, or is in another account`,
			description: expect.stringContaining(`TwelveLabs says: ${message}.`),
			httpCode: '404',
			isGone: true,
			details: {
				httpStatus: 404,
				code: 'resource_not_exist',
				message,
				traceId: 't1',
				attempts: 2,
				next: expect.stringContaining('Check the IDs'),
			},
		});
	});

	test('says how often it was made only where that was more than once', () => {
		expect(shown(errorAfter(answered(404))).details).not.toHaveProperty('attempts');
	});

	test('names what is in another state, and a value that is not accepted', () => {
		const remove = { endpoint: ENDPOINTS.assets.delete, ids: { assetId: ASSET } };
		expect(errorAfter(answered(409), { request: remove }).message).toBe(
			`TwelveLabs cannot do this in the current state of Asset ${ASSET}`,
		);
		const list = { endpoint: ENDPOINTS.assets.list, query: { sort_option: 'up' } };
		const odd = answered(400, said('parameter_invalid', 'sort_option has to be asc or desc'));
		expect(errorAfter(odd, { request: list }).message).toBe(
			'TwelveLabs did not accept Sort Order: up',
		);
	});

	test('names nothing where the status has words of its own', () => {
		const message = 'asset_id needs another plan';
		expect(errorAfter(answered(403, said('x', message))).message).toBe(
			'TwelveLabs does not allow this call for your account',
		);
	});

	test.each([
		['', 'There is no TwelveLabs API at the Base URL'],
		['<html>', 'There is no TwelveLabs API at the Base URL'],
		[{ code: 'x' }, `Asset ${ASSET} does not exist, or is in another account`],
		[{ message: 'no' }, `Asset ${ASSET} does not exist, or is in another account`],
	])('with 404 knows whether TwelveLabs said it: %j', (body, message) => {
		expect(errorAfter(answered(404, { body })).message).toBe(message);
	});

	test('tells n8n when requests are accepted again, and nothing else of the response', () => {
		const at = Date.UTC(2026, 10, 27, 12, 0, 30);
		const headers = { 'Retry-After': '30', 'x-ratelimit-reset': '9', 'set-cookie': 'secret' };
		const limit = { resetsInMs: 30_000, resetsAt: at };
		const error = errorAfter(answered(429, { headers, limit })) as NodeApiError;
		expect(shown(error)).toMatchObject({
			message: 'TwelveLabs accepts no more requests until 27 Nov 2026, 12:00:30 UTC',
			details: { httpStatus: 429, resetsAt: '2026-11-27T12:00:30.000Z' },
		});
		expect(error.cause).toMatchObject({ message: '429', status: 429 });
		expect((error.cause as unknown as { response: object }).response).toEqual({
			status: 429,
			headers: { 'Retry-After': '30', 'x-ratelimit-reset': '9' },
		});
		expect(error).toMatchObject({ failure: { cause: 'rate-limited', resetsAtEpochMs: at } });
	});

	test('has no reset where waiting does not help', () => {
		const limit = { resetsInMs: 30_000, resetsAt: 1 };
		const error = errorAfter(answered(429, { ...said('usage_limit_exceeded', 'no'), limit }));
		expect(shown(error).details).not.toHaveProperty('resetsAt');
		expect(error.cause).toMatchObject({ message: '429 usage_limit_exceeded' });
	});
});

test('a choice between addresses is refused like a redirect', () => {
	expect(errorAfter(answered(300)).message).toBe('The Base URL leads to another address');
});

test('a reset is said by the clock of the workflow', () => {
	const limit = { resetsInMs: 30_000, resetsAt: Date.UTC(2026, 10, 27, 12, 0, 30) };
	const { context } = connection();
	const inBerlin = { ...context, getTimezone: () => 'Europe/Berlin' } as Connection['context'];
	expect(errorAfter(answered(429, { limit }), { context: inBerlin }).message).toContain('13:00:30');
});

test('a refusal after an attempt that may have had its effect leaves that unclear', () => {
	const outcome = answered(404);
	const after = { count: 2, wasIndeterminate: true };
	expect(shown(errorOf(connection(), GET, outcome, after)).effect).toBe('unclear');
	expect(shown(errorOf(connection(), GET, outcome, { count: 2 })).effect).toBe('none');
});

describe('the error of an answer that is none', () => {
	test('is about what answered in place of TwelveLabs', () => {
		const headers = { 'x-trace-id': 't1' };
		const body = { code: 'x', message: 'Welcome' };
		const response = { statusCode: 200, headers, body };
		for (const error of [
			errorAfter(answered(200, { body, headers, flaw: { kind: 'foreign' } })),
			errorAfter(answered(299, { body, headers })),
			foreignAnswer(connection(), GET, response),
		]) {
			expect(shown(error)).toMatchObject({
				message: 'The answer from twelvelabs.test does not come from TwelveLabs',
				effect: 'unclear',
			});
			expect(shown(error).details).toEqual({
				httpStatus: expect.any(Number),
				code: 'unexpected_answer',
				traceId: 't1',
				next: expect.stringContaining('Check the Base URL'),
			});
		}
		expect(shown(foreignAnswer(connection(), GET, response)).passes).toBe(false);
	});

	test('is in TwelveLabs’ words, where it reports what went wrong', () => {
		const flaw = { kind: 'reported' };
		const error = errorAfter(answered(200, { ...said('x', 'Not now'), flaw }));
		expect(shown(error)).toMatchObject({
			message: 'TwelveLabs answered 200, but did not confirm the request',
			details: { code: 'x', message: 'Not now' },
		});
		const nameless = errorAfter(answered(200, { body: { message: 'Not now' }, flaw }));
		expect(shown(nameless).details).toMatchObject({ code: 'unexpected_answer' });
	});

	test('names what it is about, where that is something else', () => {
		const flaw = { kind: 'other', asked: 'a1', got: 'b2' };
		expect(errorAfter(answered(200, { flaw })).message).toBe(
			'TwelveLabs answered about b2 in place of a1',
		);
	});

	test('is never larger than a number: what is too large is not read', () => {
		const error = tooLarge(connection(), { statusCode: 200, headers: {}, body: '' });
		expect(shown(error)).toMatchObject({
			message: 'The response from twelvelabs.test is too large',
			effect: 'unclear',
			passes: false,
			mayStillRun: true,
			details: { httpStatus: 200, code: 'response_too_large' },
		});
	});
});

describe('the error of a request without an answer', () => {
	const network = (code: string, more: object = {}) =>
		Object.assign(new Error(code), { isAxiosError: true, code, ...more });

	test.each([
		[network('ECONNRESET'), 'The connection to TwelveLabs at twelvelabs.test was cut'],
		[network('ETIMEDOUT'), 'TwelveLabs at twelvelabs.test did not answer in time'],
		[network('ECONNREFUSED'), 'TwelveLabs at twelvelabs.test cannot be reached'],
		// Before there was a connection, it is no answer that was late, and nothing was cut.
		[
			network('ETIMEDOUT', { syscall: 'connect' }),
			'TwelveLabs at twelvelabs.test cannot be reached',
		],
		[
			network('CERT_HAS_EXPIRED', { syscall: 'connect' }),
			'No secure connection to TwelveLabs at twelvelabs.test can be made',
		],
	])('says how far it came: %p', (cause, message) => {
		const error = errorAfter({ kind: 'notSent', cause }, { count: 3 });
		expect(shown(error)).toMatchObject({ message, details: { code: cause.code, attempts: 3 } });
		expect(error.cause).toMatchObject({ message: cause.code });
	});

	test('has other advice for an item than for a poll or a list', () => {
		const cause = network('ETIMEDOUT');
		const advice = (more: Partial<Connection>) =>
			detailsOf(notReached(connection(more), cause) as NodeApiError).next;
		expect(advice({ run: {} })).toContain('Request Options');
		expect(advice({})).not.toContain('Request Options');
	});

	test('is passed on as it is where n8n did not send the request', () => {
		const error = new Error('no credential');
		expect(notReached(connection(), error)).toBe(error);
		const text = notReached(connection(), 'no credential');
		expect(text).toBeInstanceOf(NodeOperationError);
		expect(text.message).toBe('no credential');
	});

	test('says how far a file came that was cut', () => {
		const file = { name: 'talk.mp4', bytes: 2 * 1024 * 1024, sent: 1024 * 1024 };
		const cause = new BrokenUpload('ECONNRESET', file);
		const search = { endpoint: ENDPOINTS.search.create };
		const error = errorAfter({ kind: 'notSent', cause }, { request: search, count: 2 });
		expect(shown(error)).toMatchObject({
			message: 'The search with talk.mp4 was cut after 1 of 2 MB',
			details: {
				code: 'ECONNRESET',
				attempts: 2,
				next: expect.stringMatching(/^Nothing was searched\..*twelvelabs\.test/),
			},
		});
	});
});

test('an entry that TwelveLabs refused, while it accepted others, had no effect', () => {
	const explanation = { message: 'It is too long', next: 'Shorten it.' };
	const error = refusedEntry(connection(), explanation, 'too long');
	expect(shown(error)).toMatchObject({
		message: 'It is too long',
		description: 'TwelveLabs says: too long. Shorten it.',
		effect: 'none',
		isRejection: true,
		concernsAccount: false,
		details: { message: 'too long', next: 'Shorten it.' },
	});
});
