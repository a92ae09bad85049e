import { failureOf } from '../../../nodes/api/errors/failure';

const AT = 1_764_284_400_000;

test('a limit says when it resets, and whether it is one per minute or a longer one', () => {
	expect(failureOf(429)).toEqual({ cause: 'rate-limited' });
	expect(failureOf(429, { at: AT, isLong: false })).toEqual({
		cause: 'rate-limited',
		resetsAtEpochMs: AT,
	});
	expect(failureOf(429, { at: AT, isLong: true })).toEqual({
		cause: 'quota-exhausted',
		resetsAtEpochMs: AT,
	});
});

test.each([
	[401, 'credential-invalid'],
	[403, 'configuration-invalid'],
	[404, 'configuration-invalid'],
	[410, 'configuration-invalid'],
	[500, 'temporarily-unavailable'],
	[503, 'temporarily-unavailable'],
	[undefined, 'temporarily-unavailable'],
])('status %p means %s', (status, cause) => {
	expect(failureOf(status)).toEqual({ cause });
});

test.each([200, 302, 400, 402, 409, 422, 499])('status %d may be about the request', (status) => {
	expect(failureOf(status)).toBeUndefined();
});
