import fc from 'fast-check';
import { NodeApiError } from 'n8n-workflow';

import { errorOf } from '../../../nodes/api/errors/apiError';
import type { ApiRequest } from '../../../nodes/api/client/request';
import { ENDPOINTS, type Endpoint } from '../../../nodes/api/endpoints';
import { rateLimitOf } from '../../../nodes/api/rateLimiter/rateLimit';
import { stubConnection } from '../../stubConnection';

const MAX_MESSAGE = 2_000;

const connection = (timezone: string) => {
	const stub = stubConnection(() => ({}));
	return { ...stub, context: { ...stub.context, getTimezone: () => timezone } };
};

/** Anything, and in particular what the readers of a body or a header search for. */
const odd = fc.oneof(
	fc.jsonValue(),
	fc.string({ unit: 'binary', maxLength: 3_000 }),
	fc.constantFrom(
		...['too_many_requests', 'resource_not_exist', '-5', '1e308', '8640000000000000'],
	),
	fc.constantFrom(...['Thu, 01 Jan 1970 00:00:00 GMT', '+275760-09-13T00:00:00.001Z', 'after']),
	// Neither a text nor a number can be made of it.
	fc.constantFrom({ toString: 1, valueOf: 1 }, { toJSON: 1 }, Object.create(null)),
);

const body = fc.oneof(
	odd,
	fc.record({ code: odd, message: odd, error: odd }, { requiredKeys: [] }),
	fc.record({ error: fc.record({ code: odd, message: odd }, { requiredKeys: [] }) }),
);

const headers = fc.record(
	{
		date: odd,
		'retry-after': odd,
		'x-trace-id': odd,
		'x-ratelimit-reset': odd,
		'x-ratelimit-remaining': odd,
		'x-ratelimit-request-reset': odd,
	},
	{ requiredKeys: [] },
);

const request: fc.Arbitrary<ApiRequest> = fc.record({
	endpoint: fc.constantFrom<Endpoint>(
		ENDPOINTS.indexedAssets.create,
		ENDPOINTS.indexedAssets.delete,
		ENDPOINTS.assets.retrieve,
		ENDPOINTS.indexes.list,
	),
	ids: fc.record({ indexId: odd, assetId: odd }) as fc.Arbitrary<Record<string, string>>,
	body: fc.option(fc.record({ asset_id: odd, user_metadata: odd }), { nil: undefined }),
});

test('whatever a response holds, its error is complete, and of bounded length', () => {
	fc.assert(
		fc.property(
			fc.record({ statusCode: fc.integer({ min: 200, max: 599 }), headers, body }),
			request,
			fc.constantFrom('', 'Europe/Berlin', 'none'),
			(response, sent, timezone) => {
				const answer = response as Parameters<typeof rateLimitOf>[0] & typeof response;
				const limit = rateLimitOf(answer as never, Date.now());
				const error = errorOf(
					connection(timezone),
					sent,
					{ kind: 'rejected', response: answer as never, limit },
					{ count: 3 },
				);
				expect(error).toBeInstanceOf(NodeApiError);
				const { message, description, context } = error as NodeApiError;
				expect(message.length).toBeLessThan(MAX_MESSAGE);
				expect(description?.length).toBeLessThan(MAX_MESSAGE);
				expect(context.details).toMatchObject({
					httpStatus: response.statusCode,
					next: expect.any(String),
					attempts: 3,
				});
				expect(() => JSON.stringify(error)).not.toThrow();
			},
		),
		{ numRuns: 1_000 },
	);
});

test.each([undefined, null, 'text', 7, Object.create(null), { toString: 1 }])(
	'what was thrown in place of an error (%#) becomes one',
	(cause) => {
		const error = errorOf(
			connection(''),
			{ endpoint: ENDPOINTS.indexes.list },
			{ kind: 'indeterminate', cause },
			{ count: 1 },
		);
		expect(error).toBeInstanceOf(Error);
	},
);
