import fc from 'fast-check';

import { fillPath } from '../../nodes/api/path';

const TEMPLATE = '/indexes/:indexId/indexed-assets/:indexedAssetId';
const fillBoth = (indexId: unknown, indexedAssetId: unknown) =>
	fillPath(TEMPLATE, (name) => (name === 'indexId' ? indexId : indexedAssetId));
const fill = (indexId: unknown) => fillBoth(indexId, 'b');

test('fills each placeholder with the value of that name', () => {
	expect(fillBoth('69a1', 7)).toBe('/indexes/69a1/indexed-assets/7');
});

test('takes off the spaces that come with pasting', () => {
	expect(fill(' 69a1\n')).toBe('/indexes/69a1/indexed-assets/b');
});

test.each(['', '   ', undefined, null])('says which field is empty for %p', (value) => {
	expect(() => fillBoth('a', value)).toThrow('Indexed Asset is empty');
	expect(() => fill(value)).toThrow('Index is empty');
});

test.each(['.', '..', '\ud800', {}, [], ['a'], true, NaN, 1.5])(
	'refuses %p, which is no ID',
	(value) => {
		expect(() => fill(value)).toThrow('is not an ID');
	},
);

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
			const segments = url.pathname.split('/');
			expect(url.host + url.search + url.hash).toBe('api.example');
			expect(segments).toHaveLength(6);
			expect(segments.filter((_, at) => at % 2 === 0)).toEqual(['', 'indexes', 'indexed-assets']);
			expect(decodeURIComponent(segments[3])).toBe(indexId.trim());
			expect(decodeURIComponent(segments[5])).toBe(indexedAssetId.trim());
		}),
		{ numRuns: 2_000 },
	);
});
