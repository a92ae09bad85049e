import { afterAttempts, aftermathOf } from '../../../nodes/api/errors/aftermath';
import type { Outcome } from '../../../nodes/api/client/outcome';
import type { RateLimit } from '../../../nodes/api/rateLimiter/rateLimit';

const MINUTE = 60_000;

const answered = (
	kind: 'rejected' | 'rateLimited' | 'indeterminate',
	statusCode: number,
	more: { limit?: RateLimit; flaw?: { kind: 'foreign' } } = {},
): Outcome => ({ kind, response: { statusCode, headers: {}, body: '' }, limit: {}, ...more });

const rateLimited = (limit: RateLimit) => answered('rateLimited', 429, { limit });

const after = (outcome: Outcome, wasUnclear = false) =>
	afterAttempts(outcome, { acceptedMs: MINUTE, wasUnclear });

test.each<[string, Outcome]>([
	['a 503', answered('indeterminate', 503)],
	['a 408', answered('indeterminate', 408)],
	['a connection that was cut', { kind: 'indeterminate', cause: new Error() }],
	['a limit that names no reset', rateLimited({})],
	['a limit per minute', rateLimited({ resetsInMs: MINUTE, quota: '60 requests per minute' })],
])('%s passes by itself', (_what, outcome) => {
	expect(after(outcome).passes).toBe(true);
});

test.each<[string, Outcome]>([
	['a host that no attempt reached', { kind: 'notSent', cause: new Error() }],
	['a limit that resets after the longest pause', rateLimited({ resetsInMs: MINUTE + 1 })],
	['a limit per day that names no reset', rateLimited({ quota: '50 requests per day' })],
	['a used-up credit', answered('rejected', 429)],
	['a 401', answered('rejected', 401)],
	['a 501', answered('indeterminate', 501)],
	['a log-in page', answered('indeterminate', 200, { flaw: { kind: 'foreign' } })],
])('%s does not pass by itself', (_what, outcome) => {
	expect(after(outcome).passes).toBe(false);
});

test('one attempt without a response leaves unclear whether there was an effect, whatever follows it', () => {
	expect(after(answered('rejected', 404)).effect).toBe('none');
	expect(after({ kind: 'notSent', cause: new Error() }).effect).toBe('none');
	expect(after(rateLimited({})).effect).toBe('none');
	expect(after(answered('indeterminate', 503)).effect).toBe('unclear');
	expect(after(answered('rejected', 404), true).effect).toBe('unclear');
});

test('what was thrown before a request left has had no effect, and stays', () => {
	expect(aftermathOf(new Error('no credential'))).toEqual({ effect: 'none', passes: false });
});
