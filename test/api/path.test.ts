import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { UserError } from 'n8n-workflow';

import { checkedId, fieldLabel, fillPath, placeholdersOf } from '../../nodes/api/path';

const TEMPLATE = '/indexes/{index-id}/indexed-assets/{indexed_asset_id}';
const fillBoth = (indexId: unknown, indexedAssetId: unknown) =>
	fillPath(TEMPLATE, (name) => (name === 'indexId' ? indexId : indexedAssetId));
const fill = (indexId: unknown) => fillBoth(indexId, 'b');

test('fills each placeholder with the value of that name', () => {
	expect(fillBoth('69a1', 7)).toBe('/indexes/69a1/indexed-assets/7');
});

test.each([
	' 69a1\n',
	'\u200b69a1',
	'69a1\u2060',
	'\u202a69a1\u202c',
	'69\u00ada1',
	'\ufeff69a1\u00a0',
])('takes off what comes with pasting, as in %j', (id) => {
	expect(fill(id)).toBe('/indexes/69a1/indexed-assets/b');
});

test('a verb of the API after a colon is no placeholder', () => {
	expect(fillPath('/connections:authorize', () => 'a')).toBe('/connections:authorize');
	expect(fillPath('/things/{thing-id}:stop', (name) => (name === 'thingId' ? '7' : ''))).toBe(
		'/things/7:stop',
	);
});

test.each(['', '   ', '\u200b', '\u00a0\ufeff', undefined, null])(
	'says which field is empty for %p',
	(value) => {
		expect(() => fillBoth('a', value)).toThrow('Indexed Asset is empty');
		expect(() => fill(value)).toThrow('Index is empty');
	},
);

test.each([
	...[
		'.',
		'..',
		'\ud800',
		{},
		[],
		['a'],
		true,
		NaN,
		1.5,
		5n,
		'a/b',
		'a:cancel',
		'Product Demos',
		'a?b',
	],
	...['multipart-uploads', 'Redirect-URIs', 'bulk', 'a%2fb', '69a1\u00a0c5', 'Gr\u00fc\u00dfe'],
])('refuses %p, which is no ID', (value) => {
	expect(() => fill(value)).toThrow('is not an ID');
});

test('a message says what an ID is, and where to get one', () => {
	const thrown = (value: unknown) => {
		try {
			return checkedId('indexedAssetId', value);
		} catch (error) {
			return error as UserError;
		}
	};
	expect(thrown('')).toMatchObject({
		message: 'Indexed Asset is empty',
		description: expect.stringContaining('Choose it from the list, or give its ID'),
	});
	expect(thrown('a/b')).toMatchObject({
		message: 'Indexed Asset: "a/b" is not an ID',
		description: expect.stringContaining('the value of the _id field'),
	});
	expect(thrown(' 7a ')).toBe('7a');
});

test('the label of a field is its name in words', () => {
	const names = ['indexId', 'indexedAssetId', 'taskId', 'idea', 'pageToken'];
	expect(names.map(fieldLabel)).toEqual([
		...['Index', 'Indexed Asset', 'Task', 'Idea', 'Page Token'],
	]);
});

test('a token of a page may have any form, but is no way to another endpoint', () => {
	const fillToken = (token: unknown) => fillPath('/search/{page-token}', () => token);
	expect(fillToken('a/b?c=..')).toBe('/search/a%2Fb%3Fc%3D..');
	for (const token of ['..', '.', '', 7.5, null]) expect(() => fillToken(token)).toThrow();
});

test('a placeholder is known with what stands before it', () => {
	const found = [
		{ name: 'indexId', collection: 'indexes' },
		{ name: 'indexedAssetId', collection: 'indexed-assets' },
	];
	expect(placeholdersOf(TEMPLATE)).toEqual(found);
	expect(placeholdersOf(TEMPLATE)).toEqual(found);
	expect(placeholdersOf('/assets')).toEqual([]);
});

test('names characters that show nothing, and at most 60 characters', () => {
	expect(() => fill('a\u200b/')).toThrow('Index: "a\\u200b/" is not an ID');
	expect(() => fill('/'.repeat(500))).toThrow(/^Index: "\/{59}… is not an ID$/);
});

test('no value reaches another endpoint, whatever it holds', () => {
	const anything = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('../x', 'a/b', '..%2f', '?page=1', '#x', '%2e%2e', '//evil.example', '\\..\\'),
	);
	fc.assert(
		fc.property(anything, anything, (indexId, indexedAssetId) => {
			let path: string;
			try {
				path = fillBoth(indexId, indexedAssetId);
			} catch {
				return; // refused
			}
			const url = new URL(`https://api.example/v1.3${path}`);
			expect(url.host + url.search + url.hash).toBe('api.example');
			expect(url.pathname).toMatch(/^\/v1\.3\/indexes\/[\w-]+\/indexed-assets\/[\w-]+$/);
		}),
		{ numRuns: 2_000 },
	);
});

describe('Of all paths of the API', () => {
	const { paths } = JSON.parse(
		readFileSync(join(__dirname, '../../simulator/contract.json'), 'utf8'),
	) as { paths: Record<string, object> };
	const templates = Object.keys(paths);
	const words = [...new Set(templates.flatMap((template) => template.split(/[/:]/)))];
	/** A router prefers words to placeholders, from left to right; `{` sorts behind all words. */
	const reached = (path: string) =>
		templates
			.filter((each) => expressionOf(each).test(path))
			.sort()
			.at(0);

	test.each(templates)('%s is reached by no ID but its own', (template) => {
		const id = fc.oneof(
			fc.constantFrom(...words, ...words.map((word) => `\u200b${word} `)),
			fc.string({ unit: fc.constantFrom('a', '7', '-', '_', ':', '/', '.', '%', '?', '#', ' ') }),
		);
		fc.assert(
			fc.property(fc.array(id, { minLength: 9, maxLength: 9 }), (ids) => {
				const unused = [...ids];
				let path: string;
				try {
					path = fillPath(template, () => unused.pop());
				} catch {
					return; // refused
				}
				expect(reached(path)).toBe(template);
			}),
			{ numRuns: 300 },
		);
		expect(reached(fillPath(template, () => '69a1c5e0f2b84d3c9e7a1b20'))).toBe(template);
	});
});

/** Matches the paths that a server takes for this template. */
const expressionOf = (template: string) =>
	new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`, 'i');
