import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { UserError } from 'n8n-workflow';

import { asJsonObject } from '../../nodes/shared/jsonObject';
import {
	asBoolean,
	asChoice,
	asCollection,
	asInteger,
	asLimit,
	asList,
	asNumber,
	asText,
	asTextList,
	invalid,
} from '../../nodes/shared/parameters';
import { asTimestamp } from '../../nodes/shared/timestamp';

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

test.each([9007199254740993n, '9007199254740993', '9007199254740993.0', 2 ** 53, 1e300])(
	'%p is refused as a number and as text from a number, since it is rounded',
	(value) => {
		expect(() => asNumber('Rating', value)).toThrow(/^Rating: .* is too large to be kept exactly$/);
		if (typeof value !== 'number') return;
		expect(() => asText('Code', value)).toThrow(/^Code: .* is too large to be kept exactly$/);
	},
);

test('a text may be text, a switch, a number or a time', () => {
	const values = ['a', true, 1.5, 12345678901234567890n, new Date(0)];
	expect(values.map((value) => asText('Code', value))).toEqual([
		...['a', 'true', '1.5', '12345678901234567890', '1970-01-01T00:00:00.000Z'],
	]);
	for (const value of [{}, [], NaN, Infinity, new Date(NaN), { toJSON: 'x' }, Symbol('a')]) {
		expect(() => asText('Code', value)).toThrow(/^Code: .* is not text/);
	}
	for (const value of [undefined, null]) {
		expect(() => asText('Code', value)).toThrow(/^Code: .* is empty$/);
	}
});

test('texts of a list lose what pasting adds, and empty ones are left out', () => {
	expect(asTextList('Fields', ['a', ' ', ' b\n', '', 7])).toEqual(['a', 'b', '7']);
	expect(asTextList('Fields', 'a, ,b,')).toEqual(['a', 'b']);
});

test('a limit of nothing limits nothing', () => {
	for (const value of [undefined, null, '', 0, '0']) {
		expect(asLimit('Longer Than', value)).toBeUndefined();
	}
	expect(['1.5', 7, -1].map((value) => asLimit('Longer Than', value))).toEqual([1.5, 7, -1]);
	expect(() => asLimit('Longer Than', 'x')).toThrow('Longer Than: "x" is not a number');
});

test('JSON has no negative zero, so a number is none', () => {
	for (const zero of [-0, '-0', '-0.0']) expect(Object.is(asNumber('N', zero), 0)).toBe(true);
});

test('a value that does not fit its field says that nothing was sent', () => {
	expect(invalid('N', 'x', 'is not a number')).toMatchObject({
		message: 'N: "x" is not a number',
		description: expect.stringContaining('Nothing was sent for this item'),
	});
});

test('what pasting adds around a value is not part of it', () => {
	expect(asNumber('N', '\u200b7\u00a0')).toBe(7);
	expect(asBoolean('Stream', '\ufefftrue\u2060')).toBe(true);
	expect(asList('Status', '\u200bready,\u00a0failed', ['ready', 'failed'])).toEqual([
		'ready',
		'failed',
	]);
	expect(asList('Status', [' ready\u200b'], ['ready'])).toEqual(['ready']);
	expect(asChoice('Sort By', 'created_at\u200b', ['created_at'])).toBe('created_at');
	expect(asJsonObject('Body', '\ufeff{"a":1}\u200b')).toEqual({ a: 1 });
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
	expect(() => asJsonObject('Body', '{"a":1,"a":2}')).toThrow('"a" stands twice');
	expect(asJsonObject('Body', '{"a":{"b":"a"},"b":["{","a",{"a":1}]}')).toBeTruthy();
	expect(() => asJsonObject('Body', '{"a":[12345678901234567890]}')).toThrow('is too large');
	expect(asJsonObject('Body', '{"a":null,"b":[null,"c",7]}')).toEqual({
		a: null,
		b: [null, 'c', 7],
	});
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

test('a long value is cut in the message', () => {
	expect(() => asNumber('N', 'x'.repeat(500))).toThrow(/^N: "x{59}… is not a number$/);
});

test('a collection may come from another realm, and a deep or cyclic one ends nothing', () => {
	expect(asCollection('Options', runInNewContext('({ a: 1 })'))).toEqual({ a: 1 });
	const cyclic: Record<string, unknown> = {};
	cyclic.self = cyclic;
	expect(asJsonObject('Body', cyclic)).toBe(cyclic);
	const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
	expect(Object.keys(asJsonObject('Body', deep))).toEqual(['a']);
});

const CHECKS: Record<string, (value: unknown) => unknown> = {
	asBoolean: (value) => asBoolean('Field', value),
	asNumber: (value) => asNumber('Field', value),
	asInteger: (value) => asInteger('Field', value),
	asText: (value) => asText('Field', value),
	asList: (value) => asList('Field', value, ['ready']),
	asChoice: (value) => asChoice('Field', value, ['ready']),
	asCollection: (value) => asCollection('Field', value),
	asJsonObject: (value) => asJsonObject('Field', value),
	asTimestamp: (value) => asTimestamp('Field', value, 'Europe/Berlin'),
};

test.each(Object.keys(CHECKS))(
	'%s gives a value or a message that names the field and shows at most 60 characters',
	(name) => {
		const value = fc.oneof(
			fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withMap: true }),
			fc.string({ unit: 'binary' }),
			fc.json(),
			fc.string({ unit: fc.constantFrom('9', '-', ':', 'T', 'Z', ' ', '\u200b'), minLength: 60 }),
		);
		fc.assert(
			fc.property(value, (given) => {
				let message = '';
				try {
					CHECKS[name](given);
					return;
				} catch (error) {
					expect(error).toBeInstanceOf(UserError);
					({ message } = error as UserError);
				}
				expect(message).toMatch(/^Field: /);
				// What is said about the value is shorter than 80 characters.
				expect(message.length).toBeLessThan('Field: '.length + 61 + 80);
			}),
			{ numRuns: 500 },
		);
	},
);
