import fc from 'fast-check';

import {
	asBoolean,
	asChoice,
	asCollection,
	asInteger,
	asJsonObject,
	asList,
	asNumber,
	asTimestamp,
} from '../nodes/parameters';

test('a switch takes booleans and their text, nothing else', () => {
	expect([true, 'TRUE ', false, 'false'].map((value) => asBoolean('Stream', value))).toEqual([
		true,
		true,
		false,
		false,
	]);
	for (const value of ['yes', 1, 0, '', null, undefined, {}]) {
		expect(() => asBoolean('Stream', value)).toThrow(/^Stream: .* is neither true nor false$/);
	}
});

test('a number may come as text in plain decimal notation', () => {
	expect([7, '7', ' 7 ', '-1.5', '.5', '1e3', '7.'].map((value) => asNumber('N', value))).toEqual([
		7, 7, 7, -1.5, 0.5, 1000, 7,
	]);
});

test.each(['abc', '', ' ', '0x10', 'Infinity', '1,5', NaN, Infinity, null, undefined, true, [7]])(
	'%p is not a number',
	(value) => {
		expect(() => asNumber('Season', value)).toThrow(/^Season: .* is not a number$/);
	},
);

test.each([1.5, '1.5', 1e-3])('%p is not a whole number', (value) => {
	expect(() => asInteger('Season', value)).toThrow('is not a whole number');
});

test.each([2 ** 60, -(2 ** 53), '1152921504606846976'])('%p is too large to be exact', (value) => {
	expect(() => asInteger('Season', value)).toThrow('is too large');
});

test('every integer that JavaScript holds exactly passes, as number and as text', () => {
	fc.assert(
		fc.property(fc.maxSafeInteger(), (value) => {
			expect(asInteger('N', value)).toBe(value);
			expect(asInteger('N', String(value))).toBe(value);
		}),
	);
});

test('a list may be an array, text with commas, or a JSON array', () => {
	const allowed = ['visual', 'audio'];
	for (const value of [['visual', 'audio'], 'visual, audio', '["visual","audio"]']) {
		expect(asList('Embeddings', value, allowed)).toEqual(['visual', 'audio']);
	}
	expect(asList('Embeddings', '', allowed)).toEqual([]);
});

test('a list names the entry that is no choice', () => {
	expect(() => asList('Embeddings', 'visual,smell', ['visual', 'audio'])).toThrow(
		'Embeddings: "smell" is none of visual, audio',
	);
	expect(() => asList('Embeddings', 5, ['visual'])).toThrow('is not a list');
	expect(() => asList('Embeddings', '[1', ['visual'])).toThrow('is not a list');
});

test('a JSON object may come as text, parsed, or as an empty field', () => {
	expect(asJsonObject('Body', '{"a":1}')).toEqual({ a: 1 });
	expect(asJsonObject('Body', { a: 1 })).toEqual({ a: 1 });
	expect(asJsonObject('Body', ' ')).toEqual({});
	for (const value of ['[1]', 'null', '{', '7', [1], 7, null, undefined]) {
		expect(() => asJsonObject('Body', value)).toThrow('is not a JSON object');
	}
});

test('a JSON text that would lose something on reading is refused', () => {
	expect(() => asJsonObject('Body', '{"a":{"b":1,"b":2}}')).toThrow('"b" stands twice');
	expect(asJsonObject('Body', '{"a":{"b":"a"},"b":["{","a",{"a":1}]}')).toBeTruthy();
	expect(() => asJsonObject('Body', '{"a":[12345678901234567890]}')).toThrow('is too large');
});

test('a collection is an object and nothing else', () => {
	expect(asCollection('Options', { a: 1 })).toEqual({ a: 1 });
	for (const value of [null, undefined, 'a', [1], 7, new Date(0)]) {
		expect(() => asCollection('Options', value)).toThrow('is not a set of fields');
	}
});

test('a choice is one of those there are', () => {
	expect(asChoice('Sort By', 'created_at', ['created_at'])).toBe('created_at');
	expect(() => asChoice('Sort By', 'name', ['created_at'])).toThrow(
		'Sort By: "name" is none of created_at',
	);
});

test('a time is sent in UTC with whole seconds, and read in the zone of the workflow when it names none', () => {
	expect(asTimestamp('Created After', '2026-11-24T12:00:00', 'America/New_York')).toBe(
		'2026-11-24T17:00:00Z',
	);
	expect(asTimestamp('Created After', '2026-11-24T12:00:00.250+01:00', 'UTC')).toBe(
		'2026-11-24T11:00:00Z',
	);
	expect(asTimestamp('Created After', new Date(0), 'UTC')).toBe('1970-01-01T00:00:00Z');
	for (const value of ['yesterday-ish', '10/11/2026', '7', 'show 3', 7, [1], {}, '2026-99-99']) {
		expect(() => asTimestamp('Created After', value, 'UTC')).toThrow('is not a date');
	}
});

test('a long value is cut in the message', () => {
	expect(() => asNumber('N', 'x'.repeat(500))).toThrow(/^N: "x{59}… is not a number$/);
});
