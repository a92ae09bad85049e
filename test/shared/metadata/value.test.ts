import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { metadataFromRows, userMetadata } from '../../../nodes/shared/metadata/userMetadata';
import { filterQuery } from '../../../nodes/TwelveLabs/resources/indexedAsset/filters';

/** What becomes of a value: what is sent, or the message. */
const outcome = (send: () => unknown): unknown => {
	try {
		return { sent: send() };
	} catch (error) {
		return { refused: (error as Error).message };
	}
};

const asRow = (value: unknown, type: string, key = 'season') =>
	outcome(() => metadataFromRows({ fields: [{ key, type, value }] }));

const asJson = (userMetadataJson: unknown) => {
	const parameters: Record<string, unknown> = { metadataMode: 'json', userMetadataJson };
	const item = { parameter: (name: string) => parameters[name] };
	return outcome(() => userMetadata(item, { allowNull: false }));
};

const asFilter = (value: unknown, type: string) =>
	outcome(() => {
		const userMetadata = { fields: [{ key: 'season', type, value }] };
		return { season: filterQuery({ userMetadata } as IDataObject, 'UTC').season };
	});

const TYPES = { string: 'string', number: 'float', boolean: 'boolean', object: 'string' };
const typeOf = (value: unknown) => TYPES[typeof value as keyof typeof TYPES];

test('a value is judged alike in a row, in JSON, in an object from an expression and in a filter', () => {
	const value = fc.oneof(
		fc.string({ minLength: 1 }),
		fc.boolean(),
		fc.double(),
		fc.integer(),
		fc.constantFrom(2 ** 53, 9007199254740992, 2 ** 60, 1e300, NaN, Infinity),
		fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
	);
	fc.assert(
		fc.property(value, (given) => {
			const row = asRow(given, typeOf(given));
			expect(asFilter(given, typeOf(given))).toEqual(row);
			const refusal = { refused: expect.stringMatching(/is too large|is not a number/) as unknown };
			const isRefused = row !== null && typeof row === 'object' && 'refused' in row;
			// Reading a JSON object names the field as a whole.
			expect(asJson({ season: given })).toEqual(isRefused ? refusal : row);
			if (typeof given !== 'number' || Number.isFinite(given)) {
				expect(asJson(JSON.stringify({ season: given }))).toEqual(isRefused ? refusal : row);
			}
		}),
		{ numRuns: 500 },
	);
});

test('a whole number that would be rounded is refused as Float too', () => {
	for (const value of ['9007199254740993', 9007199254740992n, 2 ** 53, '1e16']) {
		expect(asRow(value, 'float')).toEqual({
			refused: expect.stringMatching(/^User Metadata "season": .* is too large/),
		});
		expect(asFilter(value, 'float')).toEqual(asRow(value, 'float'));
	}
	expect(asJson('{"season":9007199254740993}')).toEqual({
		refused: expect.stringContaining('is too large'),
	});
});

test('a time is stored as its text, also in an object from an expression', () => {
	const sent = { sent: { season: '1970-01-01T00:00:00.000Z' } };
	expect(asRow(new Date(0), 'string')).toEqual(sent);
	expect(asJson({ season: new Date(0) })).toEqual(sent);
});

test.each([{ a: 1 }, ['a'], Object('key'), Symbol('key')])(
	'a key such as %p is refused, which would go out as [object Object] or the like',
	(key) => {
		expect(asRow('x', 'string', key as string)).toEqual({
			refused: expect.stringMatching(/^User Metadata row 1, key: .* is not text/),
		});
	},
);

test('keys that read the same stand twice, in rows and in JSON', () => {
	const twice = { refused: expect.stringMatching(/^User Metadata: the key "Caf.*" stands twice$/) };
	const fields = ['Caf\u00e9', '\u200bCafe\u0301 '].map((key) => ({ key, value: 'x' }));
	expect(outcome(() => metadataFromRows({ fields }))).toEqual(twice);
	expect(asJson('{"Caf\u00e9":1,"Cafe\u0301":2}')).toEqual(twice);
	expect(asJson({ 'Caf\u00e9 a': 1, 'Caf\u00e9\u00a0a': 2 })).toEqual(twice);
});

test('a key that shows nothing is none', () => {
	const none = { refused: expect.stringMatching(/no key|empty key/) };
	expect(asRow('x', 'string', '\u200b\u00a0')).toEqual(none);
	expect(asJson('{"\u2060":1}')).toEqual(none);
});

test('a long key is cut in the message', () => {
	const key = 'k'.repeat(500);
	expect(asRow({}, 'string', key)).toEqual({
		refused: expect.stringMatching(/^User Metadata "k{59}…: \{\} is not text/),
	});
});
