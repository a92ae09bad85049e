import fc from 'fast-check';

import { Redaction } from '../../../nodes/api/errors/redaction';

/** Of all that a header can hold. */
const key = fc.string({
	unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
	minLength: 8,
	maxLength: 60,
});

const base64 = (text: string) => Buffer.from(text).toString('base64');
const html = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** How a server may write a text that has the key in it. */
const WRITINGS: Record<string, (text: string) => string> = {
	'as it is': (text) => text,
	'as JSON': JSON.stringify,
	'as JSON within JSON': (text) => JSON.stringify(JSON.stringify(text)),
	'as JSON with escapes for HTML': (text) =>
		JSON.stringify(text).replace(/[<>&+/]/g, (char) =>
			char === '/' ? '\\/' : `\\u00${char.charCodeAt(0).toString(16)}`,
		),
	'percent-encoded': encodeURIComponent,
	'percent-encoded in small letters': (text) =>
		encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
	'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
	'as HTML': html,
	'in base64': base64,
	'in base64 for addresses': (text) => Buffer.from(text).toString('base64url'),
	'in hexadecimal digits': (text) => Buffer.from(text).toString('hex'),
	'in hexadecimal digits of capital letters': (text) =>
		Buffer.from(text).toString('hex').toUpperCase(),
};

describe.each(Object.entries(WRITINGS))('a key %s', (_, written) => {
	test('is found and removed wherever it stands', () => {
		fc.assert(
			fc.property(
				key,
				fc.string({ unit: 'binary-ascii' }),
				fc.string(),
				(secret, before, after) => {
					const redaction = new Redaction(secret);
					const text = written(`${before}${secret}${after}`);
					expect(redaction.isIn(text)).toBe(true);
					expect(redaction.isIn(redaction.text(text))).toBe(false);
				},
			),
		);
	});
});

test('what does not hold the key stays as it is', () => {
	fc.assert(
		fc.property(key, fc.json(), (secret, json) => {
			fc.pre(!json.includes(secret));
			const redaction = new Redaction(secret);
			if (redaction.isIn(json)) return;
			expect(redaction.text(json)).toBe(json);
			expect(redaction.json(JSON.parse(json))).toEqual(JSON.parse(json));
		}),
	);
});

test('texts and names of JSON lose the key, all else stays', () => {
	const redaction = new Redaction('tlk_secret');
	const json =
		'{"a":["x tlk_secret y",1,null,true],"tlk_secret":{"b":"tlk_secret"},"__proto__":"c"}';
	expect(redaction.json(JSON.parse(json))).toEqual(
		JSON.parse(json.replaceAll('tlk_secret', '[API key]')),
	);
});

test('JSON that is a text loses the key, too', () => {
	expect(new Redaction('tlk_secret').json('x tlk_secret y')).toBe('x [API key] y');
	expect(new Redaction('tlk_secret').json(null)).toBeNull();
});

test('JSON of any depth is read through', () => {
	const depth = 100_000;
	const json = `${'['.repeat(depth)}"tlk_secret"${']'.repeat(depth)}`;
	expect(() => new Redaction('tlk_secret').json(JSON.parse(json))).not.toThrow();
});

test('a key that is shorter than any of TwelveLabs is removed where it is a word of its own', () => {
	const redaction = new Redaction('abc');
	expect(redaction.text('abc, not abcd, but "abc"')).toBe('[API key], not abcd, but "[API key]"');
});

test('without a key nothing is removed', () => {
	expect(new Redaction('').text('any text')).toBe('any text');
	expect(new Redaction('').isIn('any text')).toBe(false);
	expect(new Redaction('').text('"a", "b"')).toBe('"a", "b"');
});
