import { explainLimit, resetOf } from '../../../nodes/api/rateLimiter/quotaWords';
import { failureOf } from '../../../nodes/api/errors/failure';

const NOW = Date.UTC(2026, 0, 5, 12);
const HOUR = 3_600_000;

/** A limit that a response has stated at `NOW`. */
const limitOf = (resetsInMs: number | undefined, quota?: string) => ({
	quota,
	resetsInMs,
	resetsAt: resetsInMs === undefined ? undefined : NOW + resetsInMs,
});
const where = { timezone: 'Europe/Berlin', field: 'Max Rate Limit Wait (Seconds)' };

test('a quota that is used up is named, with the time in the time zone of the workflow', () => {
	const limit = limitOf(5 * HOUR, '100 requests per day');
	const { message, next } = explainLimit(limit, resetOf(limit), where);
	expect(message).toBe('TwelveLabs accepts no more requests until 5 Jan 2026, 18:00:00 CET');
	expect(next).toContain('Used up: 100 requests per day.');
	expect(next).toContain('Max Rate Limit Wait (Seconds) under Options');
});

test.each([
	[7_000, 'a quota per minute'],
	[5 * HOUR, 'a quota per hour or per day'],
])('where TwelveLabs names none, one that resets in %i ms is %s', (resetsInMs, used) => {
	const limit = limitOf(resetsInMs);
	const { next } = explainLimit(limit, resetOf(limit), where);
	expect(next).toContain(`Used up: ${used}.`);
});

test('nothing is said of a field where there is none, as in the trigger', () => {
	const limit = limitOf(7_000);
	const { next } = explainLimit(limit, resetOf(limit), { timezone: 'UTC' });
	expect(next).not.toContain('Options');
});

test('where no time is stated, the general advice is given', () => {
	expect(explainLimit({}, undefined, where).message).toBe(
		'TwelveLabs is receiving more requests than your plan allows',
	);
});

test.each([
	[401, undefined, { cause: 'credential-invalid' }],
	[403, undefined, { cause: 'configuration-invalid' }],
	[404, undefined, { cause: 'configuration-invalid' }],
	[400, undefined, undefined],
	[undefined, undefined, { cause: 'temporarily-unavailable' }],
	[503, undefined, { cause: 'temporarily-unavailable' }],
	[429, undefined, { cause: 'rate-limited' }],
	[429, 7_000, { cause: 'rate-limited', resetsAtEpochMs: NOW + 7_000 }],
	[429, 5 * HOUR, { cause: 'quota-exhausted', resetsAtEpochMs: NOW + 5 * HOUR }],
])('n8n gets the reason of a status %p that resets in %p ms', (status, resetsInMs, failure) => {
	expect(failureOf(status, resetOf(limitOf(resetsInMs)))).toEqual(failure);
});

test.each(['', 'Europe/Atlantis', '+99:99'])(
	'a workflow whose time zone is "%s" gets the time in UTC',
	(timezone) => {
		const limit = limitOf(5 * HOUR);
		const { message } = explainLimit(limit, resetOf(limit), { timezone });
		expect(message).toBe('TwelveLabs accepts no more requests until 5 Jan 2026, 17:00:00 UTC');
	},
);
