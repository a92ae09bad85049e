import fc from 'fast-check';

import { quoted, shortened, shortText, trimmed, withoutInvisible } from '../../nodes/api/plainText';

const SHOWS_NOTHING = [
	...['\u200b', '\u2060', '\u202a', '\u202c', '\ufeff', '\u00ad', '\u200e', '\u200f', '\u061c'],
	...['\u2066', '\u2069', '\u180e', '\u200d', '\u3164'],
];
const WHITE_SPACE = [' ', '\t', '\r\n', '\u00a0', '\u202f', '\u3000', '\u2028', '\u0085'];

test.each([...SHOWS_NOTHING, ...WHITE_SPACE])('%j around a text is not part of it', (character) => {
	expect(trimmed(`${character} ${character}69a1 c5${character}`)).toBe('69a1 c5');
	expect(trimmed(character)).toBe('');
});

test('what a text holds inside stays, and so do characters outside the basic plane', () => {
	expect(trimmed(' a\u200bb\u{1f600} ')).toBe('a\u200bb\u{1f600}');
	expect(trimmed('\u2764\ufe0f')).toBe('\u2764\ufe0f');
});

test('a text that is trimmed is a part of the text, and needs no more trimming', () => {
	const unit = fc.constantFrom(...SHOWS_NOTHING, ...WHITE_SPACE, 'a', '\u{1f600}', '\ud800');
	fc.assert(
		fc.property(fc.string({ unit }), (text) => {
			expect(text).toContain(trimmed(text));
			expect(trimmed(trimmed(text))).toBe(trimmed(text));
			expect(trimmed(text).trim()).toBe(trimmed(text));
		}),
	);
});

test('characters that show nothing can be removed everywhere', () => {
	expect(withoutInvisible(SHOWS_NOTHING.join('a'))).toBe('a'.repeat(SHOWS_NOTHING.length - 1));
});

test('a value in a message names the characters that show nothing', () => {
	expect(quoted('69\u200ba1\ufeff')).toBe('"69\\u200ba1\\ufeff"');
});

test('any value can be shown, with at most 60 characters of it', () => {
	const cyclic: unknown[] = [];
	cyclic.push(cyclic);
	const hostile = {
		toJSON: () => {
			throw new Error('no');
		},
	};
	const odd = fc.constantFrom<unknown>(
		cyclic,
		hostile,
		5n,
		Symbol('a'),
		() => 1,
		Object.create(null),
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.anything({ withBigInt: true }),
				fc.string({ unit: 'binary', minLength: 50 }),
				odd,
			),
			(value) => {
				const text = quoted(value);
				expect(text.length).toBeLessThanOrEqual(61);
				expect(text).not.toMatch(/[\ud800-\udbff]…$/);
			},
		),
	);
});

test('a text is cut to a length, with an ellipsis, and between characters', () => {
	expect(shortened('abc', 3)).toBe('abc');
	expect(shortened('abcd', 3)).toBe('ab…');
	expect(shortened('a\u{1f600}cd', 3)).toBe('a…');
	expect(shortened('ab\u{1f600}', 3)).toBe('ab…');
});

const cyclic: unknown[] = [];
cyclic.push(cyclic);

test('any value has a short text', () => {
	const values = ['a', 7, null, undefined, { a: 1 }, () => 1, cyclic, 'x'.repeat(101)];
	expect(values.map(shortText)).toEqual([
		...['a', '7', 'null', 'undefined', '{"a":1}', '() => 1', 'object'],
		`${'x'.repeat(99)}…`,
	]);
	expect(shortText('x'.repeat(100))).toHaveLength(100);
});

test('a value is quoted as it is written', () => {
	const values = ['a', 7, 5n, { a: 1 }, null, undefined, cyclic, { toJSON: () => undefined }];
	expect(values.map(quoted)).toEqual([
		...['"a"', '7', '5', '{"a":1}', 'the value', 'the value', 'an object', 'an object'],
	]);
	expect(quoted('x'.repeat(58))).toBe(`"${'x'.repeat(58)}"`);
	expect(quoted('x'.repeat(60))).toBe(`"${'x'.repeat(59)}…`);
});
