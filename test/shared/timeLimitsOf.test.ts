import { timeLimitsOf } from '../../nodes/shared/timeLimitsOf';

test('a rate limit is waited for as long as the user says, 90 seconds by default', () => {
	const limits = (seconds: number) => ({
		rateLimitMs: seconds * 1_000,
		repeatMs: 60_000,
		field: 'Max Rate Limit Wait',
	});
	expect(timeLimitsOf({})).toMatchObject({ ...limits(90), field: expect.any(String) });
	expect(timeLimitsOf({ maxRateLimitWait: '0.5' })).toMatchObject({ rateLimitMs: 500 });
	expect(timeLimitsOf({ maxRateLimitWait: 0 })).toMatchObject({ rateLimitMs: 0 });
});

test('a wait of less than no time is refused', () => {
	expect(() => timeLimitsOf({ maxRateLimitWait: -1 })).toThrow('-1 is less than 0');
});
