import { rateLimitOf } from '../../../nodes/api/rateLimiter/rateLimit';

const NOW = Date.UTC(2026, 0, 5, 12);
const SECOND = 1_000;
const epoch = (ms: number) => String((NOW + ms) / 1_000);

const limitIn = (headers: Record<string, string>, body: unknown = '') =>
	rateLimitOf({ headers, body }, NOW);

test.each([
	['Retry-After in seconds', { 'retry-after': '7' }],
	['Retry-After as a date', { 'retry-after': new Date(NOW + 7 * SECOND).toUTCString() }],
	['the older header', { 'x-ratelimit-reset': epoch(7 * SECOND) }],
	['the newer header in seconds since 1970', { 'x-ratelimit-request-reset': epoch(7 * SECOND) }],
	['the newer header in milliseconds', { 'x-ratelimit-request-reset': String(NOW + 7 * SECOND) }],
	['the newer header in seconds from now', { 'x-ratelimit-request-reset': '7' }],
	['the newer header as ISO text', { 'x-ratelimit-request-reset': '2026-01-05T12:00:07Z' }],
])('%s says when the limit resets', (_, headers) => {
	expect(limitIn(headers).resetsInMs).toBe(7 * SECOND);
});

test('the sentence of the body says it where no header does, and names the quota', () => {
	const message =
		'You have exceeded the rate limit (100req/1day). Please try again later after 2026-01-05T12:00:07Z.';
	const expected = { resetsInMs: 7 * SECOND, quota: '100 requests per day' };
	expect(limitIn({}, { code: 'too_many_requests', message })).toMatchObject(expected);
	expect(limitIn({}, { error: { message } })).toMatchObject(expected);
});

test.each([
	['(60req/1min)', '60 requests per minute'],
	['(50req/1day)', '50 requests per day'],
	['(5req/10s)', '5 requests per 10 seconds'],
	['(100req/3600sec)', '100 requests per hour'],
	['(9req/24hour)', '9 requests per day'],
	['(100)', undefined],
])('%s is the quota of %s', (text, quota) => {
	expect(limitIn({}, { message: `Too many ${text}.` }).quota).toBe(quota);
});

test('a moment is compared with the clock of the server where the two disagree', () => {
	const hours = 3 * 3_600 * SECOND;
	const date = new Date(NOW + hours).toUTCString();
	expect(limitIn({ date, 'x-ratelimit-reset': epoch(hours + 7 * SECOND) }).resetsInMs).toBe(
		7 * SECOND,
	);
});

test('clocks that agree within the precision of a header are not corrected by it', () => {
	const date = new Date(NOW - 1_000).toUTCString();
	expect(limitIn({ date, 'x-ratelimit-reset': epoch(7 * SECOND) }).resetsInMs).toBe(7 * SECOND);
});

test('what is past is now', () => {
	expect(limitIn({ 'x-ratelimit-reset': epoch(-7 * SECOND) }).resetsInMs).toBe(0);
});

test.each(['', '-5', 'NaN', 'soon', 'Infinity'])('"%s" states nothing', (value) => {
	expect(limitIn({ 'retry-after': value })).toEqual({});
});

test('a body of something else states nothing', () => {
	expect(limitIn({}, '<html>Too many</html>')).toEqual({});
});

test('what remains is read from either generation', () => {
	expect(limitIn({ 'x-ratelimit-remaining': '3' }).remaining).toBe(3);
	expect(limitIn({ 'x-ratelimit-request-remaining': '0' }).remaining).toBe(0);
});

test('the end of a limit is a moment, fixed when the response arrives', () => {
	expect(limitIn({ 'retry-after': '7' }).resetsAt).toBe(NOW + 7 * SECOND);
	expect(limitIn({}).resetsAt).toBeUndefined();
});

test('no end of a limit is later than a date can be', () => {
	const headers = {
		date: 'Thu, 01 Jan 1970 00:00:00 GMT',
		'x-ratelimit-reset': '8640000000000000',
	};
	expect(() => new Date(limitIn(headers).resetsAt ?? 0).toISOString()).not.toThrow();
});

test('a date without an offset is UTC, in whatever zone n8n runs, and a day that does not exist is none', () => {
	const now = Date.UTC(2026, 10, 24, 12);
	const resetsIn = (reset: string) =>
		rateLimitOf({ headers: { 'x-ratelimit-reset': reset }, body: '' }, now).resetsInMs;
	expect(resetsIn('2026-11-24T12:00:07')).toBe(7_000);
	expect(resetsIn('2026-11-31T12:00:00Z')).toBeUndefined();
	expect(resetsIn('Tue, 31 Nov 2026 12:00:00 GMT')).toBeUndefined();
});
