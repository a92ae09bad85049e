import fc from 'fast-check';

import { serverTime, usableZone, writtenTime } from '../../nodes/api/time';

const at = (text: string) => {
	const time = serverTime(text);
	return time === undefined ? undefined : new Date(time).toISOString();
};

test.each([
	['2026-11-24T12:00:00Z', '2026-11-24T12:00:00.000Z'],
	['2026-11-24T12:00:00.25Z', '2026-11-24T12:00:00.250Z'],
	['2026-11-24T12:00:00.123456789Z', '2026-11-24T12:00:00.123Z'],
	['2026-11-24t12:00:00z', '2026-11-24T12:00:00.000Z'],
	['2026-11-24T12:00:00+01:00', '2026-11-24T11:00:00.000Z'],
	['2026-11-24 12:00:00 +0530', '2026-11-24T06:30:00.000Z'],
	['2026-11-24T12:00-08', '2026-11-24T20:00:00.000Z'],
	['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
	['Tue, 24 Nov 2026 12:00:00 GMT', '2026-11-24T12:00:00.000Z'],
	['24 Nov 2026 12:00 +0100', '2026-11-24T11:00:00.000Z'],
	['Tue, 24 Nov 2026 12:00:00 EST', '2026-11-24T17:00:00.000Z'],
	['2026-12-31T23:59:59Z', '2026-12-31T23:59:59.000Z'],
	['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
	['2026-11-24T12:00:00+23:59', '2026-11-23T12:01:00.000Z'],
	['2000-02-29', '2000-02-29T00:00:00.000Z'],
	['0099-03-01', '0099-03-01T00:00:00.000Z'],
	[' 2026-11-24 ', '2026-11-24T00:00:00.000Z'],
	['1 Jan 2026 00:00 Z', '2026-01-01T00:00:00.000Z'],
	['SUN,1 NOV 2026 12:00:00 pdt', '2026-11-01T19:00:00.000Z'],
])('%s is %s', (text, iso) => {
	expect(at(text)).toBe(iso);
});

test.each(['2026-11-24T12:00:00', '2026-11-24 12:00', '2026-11-24T12:00:00.000'])(
	'%s names no offset and is UTC, in whatever zone this process runs',
	(text) => {
		// The zone of the tests is not UTC, so that a time read in it shows.
		expect(new Date(2026, 0, 1).getTimezoneOffset()).not.toBe(0);
		expect(at(text)).toBe('2026-11-24T12:00:00.000Z');
	},
);

test.each([
	...['2026-02-30T00:00:00Z', '2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31'],
	...['2026-11-24T24:00:00Z', '2026-11-24T12:60:00Z', '2026-11-24T12:00:60Z', '2026-11-00'],
	...['2026-11-24T12:00:00+24:00', '2026-11-24T12:00:00+01:60', '2026-11-24T12:00:00 CET'],
	...[
		'Mon, 24 Nov 2026 12:00:00 GMT',
		'Tue, 31 Nov 2026 12:00:00 GMT',
		'Tue, 24 Foo 2026 12:00:00 GMT',
	],
	...[
		'2026-11-24 and more',
		'2026-11-24T',
		'11/24/2026',
		'Nov 24 2026',
		'7',
		'-5',
		'show 3',
		'',
		' ',
	],
	...['24 Nov 2026 12:00:00 ABC', '24 Nov 2026 12:00:00 A', 'Foo, 24 Nov 2026 12:00:00 GMT'],
	...['0 Nov 2026 12:00 GMT', '24 Nov 2026 24:00 GMT', '24 Nov 2026 12:00 +2400'],
	...['2026', '2026-11', '20261124', 'Tue Nov 24 2026 12:00:00 GMT+0100'],
])('%j is no time', (text) => {
	expect(serverTime(text)).toBeUndefined();
});

test.each([7, null, undefined, {}, [], true, new Date(0)])(
	'%p is no text and so no time',
	(value) => {
		expect(serverTime(value)).toBeUndefined();
	},
);

test('every moment is read as what it was written as', () => {
	const moment = fc.date({
		min: new Date('0001-01-01T00:00:00Z'),
		max: new Date('9999-12-31T23:59:59Z'),
		noInvalidDate: true,
	});
	fc.assert(
		fc.property(moment, (date) => {
			const whole = Math.floor(date.getTime() / 1_000) * 1_000;
			expect(serverTime(date.toISOString())).toBe(date.getTime());
			expect(serverTime(date.toUTCString())).toBe(whole);
		}),
	);
});

test('what is read is a day that exists, or nothing', () => {
	const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 9999 }), two, two, (year, month, day) => {
			const text = `${String(year).padStart(4, '0')}-${month}-${day}`;
			const time = writtenTime(text);
			if (time) expect(new Date(`${time.local}Z`).toISOString().slice(0, 10)).toBe(text);
		}),
		{ numRuns: 1_000 },
	);
});

test('a text keeps the time as it names it, with its offset', () => {
	const offsets = ['', 'z', '+01', '+0130', '+01:30', '-08', ' +0530'];
	expect(offsets.map((offset) => writtenTime(`2026-11-24T12:00:00${offset}`)?.offset)).toEqual([
		...['', 'Z', '+01:00', '+01:30', '+01:30', '-08:00', '+05:30'],
	]);
	const locals = [
		'2026-11-24',
		'2026-11-24 12:05',
		'2026-11-24T12:05:06,7',
		'1 Feb 2026 03:04 GMT',
	];
	expect(locals.map((text) => writtenTime(text)?.local)).toEqual([
		...['2026-11-24T00:00:00.000', '2026-11-24T12:05:00.000', '2026-11-24T12:05:06.700'],
		'2026-02-01T03:04:00.000',
	]);
});

test('a time is read anew where it is another text', () => {
	const texts = ['2026-11-24T12:00:00Z', '2026-11-25T12:00:00Z', 'no time', '2026-11-24T12:00:00Z'];
	expect(texts.map(at)).toEqual([
		...['2026-11-24T12:00:00.000Z', '2026-11-25T12:00:00.000Z', undefined],
		'2026-11-24T12:00:00.000Z',
	]);
});

test('every day of a year is of its weekday and month', () => {
	for (let day = 0; day < 366; day++) {
		const date = new Date(Date.UTC(2024, 0, 1 + day));
		expect(serverTime(date.toUTCString())).toBe(date.getTime());
		const other = date.toUTCString().replace(/^.../, (name) => (name === 'Sun' ? 'Mon' : 'Sun'));
		expect(serverTime(other)).toBeUndefined();
	}
});

test('UTC stands for a time zone that there is not', () => {
	expect(['Europe/Berlin', 'UTC', '', 'Mars/Olympus'].map(usableZone)).toEqual([
		...['Europe/Berlin', 'UTC', 'UTC', 'UTC'],
	]);
});
