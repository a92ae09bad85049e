import { runInNewContext } from 'node:vm';
import { tryToParseDateTime } from 'n8n-workflow';

import { asTimestamp } from '../../nodes/shared/timestamp';

const FIELD = 'Created After';
const berlin = (value: unknown) => asTimestamp(FIELD, value, 'Europe/Berlin');
/** A DateTime as n8n's expressions give it. */
const dateTime = (text: string) => tryToParseDateTime(text, 'America/New_York');

test.each([
	['2026-11-24T12:00:00', '2026-11-24T11:00:00Z'],
	['2026-07-24T12:00:00', '2026-07-24T10:00:00Z'],
	['2026-11-24 12:00', '2026-11-24T11:00:00Z'],
	['2026-11-24', '2026-11-23T23:00:00Z'],
	['2026-11-24T12:00:00.250+05:30', '2026-11-24T06:30:00Z'],
	['2026-11-24 12:00:00 +0530', '2026-11-24T06:30:00Z'],
	['2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z'],
	['Tue, 24 Nov 2026 12:00:00 GMT', '2026-11-24T12:00:00Z'],
	[' \u200b2026-11-24T12:00:00\u00a0', '2026-11-24T11:00:00Z'],
])('%j is read in the zone of the workflow when it names none, and sent as %s', (text, sent) => {
	expect(berlin(text)).toBe(sent);
});

test('times of expressions are moments already', () => {
	expect(berlin(new Date(0))).toBe('1970-01-01T00:00:00Z');
	expect(berlin(runInNewContext('new Date(0)'))).toBe('1970-01-01T00:00:00Z');
	expect(berlin(dateTime('2026-11-24T12:00:00'))).toBe('2026-11-24T17:00:00Z');
	expect(berlin(dateTime('2026-11-24T12:00:00').setLocale('ar-EG'))).toBe('2026-11-24T17:00:00Z');
});

test.each<unknown>([
	...[
		'2026-02-30',
		'2026-02-30T12:00:00',
		'2026-02-29 12:00',
		'2026-13-01',
		'2026-04-31T00:00:00Z',
	],
	...['2026-11-24T25:00:00', '2026-99-99', 'Mon, 24 Nov 2026 12:00:00 GMT'],
	...['Tue, 31 Nov 2026 12:00:00 GMT', '2026-11-24 noon', '2026-11-24T12:00:00 Berlin'],
	...['yesterday-ish', '10/11/2026', 'Nov 24, 2026', '7', 'show 3', '', ' '],
	...[null, undefined, { toISO: 1, toMillis: 2 }, { toMillis: () => 0 }],
	...[7, [1], {}, true, new Date(NaN), { toISO: () => '2026', toString: () => '2026-01-01' }],
	...['9999-12-31T23:59:59-12:00', new Date(8.64e15)],
])('%p is refused, rather than made another day or read in the zone of the server', (value) => {
	expect(() => berlin(value)).toThrow(/^Created After: .*is not a date/);
});

test.each(['', 'Mars/Olympus', undefined as unknown as string])(
	'where the workflow has the zone %p, which there is not, UTC stands for it',
	(zone) => {
		expect(asTimestamp(FIELD, '2026-11-24T12:00:00', zone)).toBe('2026-11-24T12:00:00Z');
	},
);
