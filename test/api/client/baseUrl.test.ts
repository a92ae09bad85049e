import { runInNewContext } from 'node:vm';

import fc from 'fast-check';
import type { UserError } from 'n8n-workflow';

import {
	BASE_URL_EXPRESSION,
	baseUrlOf,
	DEFAULT_BASE_URL,
} from '../../../nodes/api/client/baseUrl';

test.each(['', '  ', '\u200b', undefined, null])(
	'a Base URL that is empty (%p) is the default',
	(value) => {
		expect(baseUrlOf(value)).toBe(DEFAULT_BASE_URL);
	},
);

test.each([
	['api.twelvelabs.io/v1.3', 'https://api.twelvelabs.io/v1.3'],
	['localhost:3000/v1.3/', 'https://localhost:3000/v1.3'],
	['localhost', 'https://localhost'],
	['gateway:8080', 'https://gateway:8080'],
	['http://127.0.0.1:9//', 'http://127.0.0.1:9'],
	['HTTPS://api.twelvelabs.io', 'HTTPS://api.twelvelabs.io'],
	[' \u202ahttps://api.twelvelabs.io/v1.3\u2060\n', 'https://api.twelvelabs.io/v1.3'],
	['https://api.twelve\u200blabs.io/v1.3', 'https://api.twelvelabs.io/v1.3'],
])('%j is read as %s', (value, address) => {
	expect(baseUrlOf(value)).toBe(address);
});

test.each([
	'tlk_0123456789abcdef',
	'0123456789ABCDEF',
	'ftp://api.twelvelabs.io',
	'https://',
	'https://u:p@host/v1.3',
	'https://host name/v1.3',
	'https://host/a b',
	'https://host?x=1',
	'https://host#x',
	{ toString: undefined },
])('%j is refused, and the message leaves it out', (value) => {
	expect(() => baseUrlOf(value)).toThrow(/^The Base URL of the credential is no web address$/);
});

test('an address that is none is explained by the one that is meant', () => {
	let error: unknown;
	try {
		baseUrlOf('ftp://host');
	} catch (thrown) {
		error = thrown;
	}
	expect((error as UserError).description).toContain(DEFAULT_BASE_URL);
});

test('a long row of slashes takes no time of its own', () => {
	expect(() => baseUrlOf(`https://host/${'/'.repeat(1_000_000)}?`)).toThrow('no web address');
	expect(baseUrlOf(`https://host${'/'.repeat(1_000_000)}`)).toBe('https://host');
});

test('the test of the credential asks at the same address', () => {
	const code = /^=\{\{(.+)\}\}$/.exec(BASE_URL_EXPRESSION)?.[1] ?? '';
	const inTest = (credential: object): unknown =>
		runInNewContext(code, { $credentials: credential });
	const part = fc.constantFrom(
		...[
			'https://',
			'http://',
			'localhost',
			'api.twelvelabs.io',
			':80',
			'/',
			'//',
			'v1.3',
			' ',
			'\u200b',
		],
	);
	const address = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
	fc.assert(
		fc.property(fc.oneof(address, fc.constant(undefined), fc.constant(null)), (baseUrl) => {
			let own: string;
			try {
				own = baseUrlOf(baseUrl);
			} catch {
				return;
			}
			expect(inTest({ baseUrl })).toBe(own);
		}),
		{ numRuns: 500 },
	);
});
