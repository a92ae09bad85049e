import type { IDataObject } from 'n8n-workflow';

import { metadataFromRows, userMetadata } from '../../../nodes/shared/metadata/userMetadata';

const row = (type: string, value: unknown, key = 'season') => ({ key, type, value });
const rows = (...fields: unknown[]) => metadataFromRows({ fields });

const json = (userMetadataJson: unknown, allowNull = false) => {
	const parameters: IDataObject = {
		metadataMode: 'json',
		userMetadataJson: userMetadataJson as string,
	};
	return userMetadata({ parameter: (name) => parameters[name] }, { allowNull });
};

test('every value goes out with the JSON type that the user chose', () => {
	const metadata = rows(
		row('integer', 7, 'season'),
		row('integer', '7', 'episode'),
		row('string', '7', 'label'),
		row('string', 7, 'code'),
		row('float', '1.5', 'rating'),
		row('boolean', true, 'live'),
		row('boolean', 'false', 'draft'),
	);
	expect(metadata).toEqual({
		season: 7,
		episode: 7,
		label: '7',
		code: '7',
		rating: 1.5,
		live: true,
		draft: false,
	});
});

test.each([
	['integer', 'abc', 'is not a number'],
	['integer', 1.5, 'is not a whole number'],
	['integer', NaN, 'is not a number'],
	['integer', 2 ** 60, 'is too large'],
	['float', Infinity, 'is not a number'],
	['boolean', 'perhaps', 'is neither true nor false'],
	['string', { nested: true }, 'is not text'],
	['string', NaN, 'is not text'],
	['date', '2026', 'is not a type of metadata'],
])('refuses the %s %p and names the field', (type, value, why) => {
	expect(() => rows(row(type, value))).toThrow('User Metadata "season": ');
	expect(() => rows(row(type, value))).toThrow(why);
});

test('each type has a field of its own, and 0 and false are values', () => {
	const own = { value: '', numberValue: '', booleanValue: '' };
	expect(
		rows(
			{ ...own, key: 'season', type: 'integer', numberValue: 0 },
			{ ...own, key: 'rating', type: 'float', numberValue: 1.5 },
			{ ...own, key: 'live', type: 'boolean', booleanValue: false },
			{ ...own, key: 'label', type: 'string', value: '7' },
		),
	).toEqual({ season: 0, rating: 1.5, live: false, label: '7' });
});

test('a field of another type is not read', () => {
	const row = { key: 'season', type: 'string', value: '7', numberValue: 8, booleanValue: true };
	expect(rows(row)).toEqual({ season: '7' });
	expect(rows({ ...row, type: 'integer' })).toEqual({ season: 8 });
	expect(rows({ ...row, type: 'boolean' })).toEqual({ season: true });
});

test.each(['string', 'integer', 'float', 'boolean', undefined])(
	'a row of type %s that was added and never filled has no value, and none is sent',
	(type) => {
		const untouched = { key: 'season', type, value: '', numberValue: '', booleanValue: '' };
		for (const row of [untouched, { key: 'season', type }, { key: 'season', type, value: null }]) {
			expect(() => rows(row)).toThrow(/^User Metadata "season" has no value$/);
		}
	},
);

test('a row of type Remove removes its field in an update, whatever its value, and nowhere else', () => {
	const row = { key: 'season', type: 'remove', value: '7' };
	expect(metadataFromRows({ fields: [row] }, { allowNull: true })).toEqual({ season: null });
	const parameters: IDataObject = { metadataMode: 'fields', userMetadata: { fields: [row] } };
	const item = { parameter: (name: string) => parameters[name] };
	expect(userMetadata(item, { allowNull: true })).toEqual({ season: null });
	expect(() => userMetadata(item, { allowNull: false })).toThrow('is not a type of metadata');
});

test('a time from an expression is stored as its text', () => {
	expect(rows(row('string', new Date(0)))).toEqual({ season: '1970-01-01T00:00:00.000Z' });
});

test('refuses a row without a key, as an added and never filled one is', () => {
	expect(() => rows(row('string', 'a'), {})).toThrow('User Metadata: row 2 has no key');
	expect(() => rows(row('string', 'a', '  '))).toThrow('row 1 has no key');
});

test('refuses a key that stands twice: one of the values would be lost', () => {
	expect(() => rows(row('string', 'a'), row('integer', 1, ' season '))).toThrow(
		'the key "season" stands twice',
	);
});

test('a key that JavaScript treats specially is a field like any other', () => {
	expect(JSON.stringify(rows(row('string', 'x', '__proto__')))).toBe('{"__proto__":"x"}');
});

test('a number is a key like any other', () => {
	expect(rows(row('string', 'x', 2024 as never))).toEqual({ '2024': 'x' });
});

test.each([null, undefined, 'abc', ['a'], { fields: 'abc' }, { fields: ['abc'] }])(
	'refuses %j in place of the fields, instead of sending no metadata',
	(value) => {
		expect(() => metadataFromRows(value)).toThrow(/^User Metadata/);
	},
);

test('refuses a way of giving metadata that there is not', () => {
	for (const mode of ['JSON', null]) {
		expect(() => userMetadata({ parameter: () => mode }, { allowNull: false })).toThrow(
			'Specify Metadata',
		);
	}
});

test('no rows are no metadata', () => {
	expect(rows()).toEqual({});
	expect(metadataFromRows({})).toEqual({});
});

test('a JSON object keeps its types', () => {
	expect(json('{"season":7,"label":"7","live":true,"rating":1.5}')).toEqual({
		season: 7,
		label: '7',
		live: true,
		rating: 1.5,
	});
});

test.each([
	['{"a":{"b":1}}', 'is not text, a number or a boolean'],
	['{"a":[1]}', 'is not text, a number or a boolean'],
	['{"a":1152921504606846976}', 'is too large'],
	['{"a":null}', 'cannot be null'],
	['{"":1}', 'a field has an empty key'],
	['{"a":1,"a":2}', '"a" stands twice'],
	['{"a":1, "b\\"":2, "b\\u0022":3}', 'stands twice'],
	['{"a":1', 'is not a JSON object'],
	['[]', 'is not a JSON object'],
])('refuses the JSON %s', (text, why) => {
	expect(() => json(text)).toThrow(why);
});

test('in an update null removes a field', () => {
	expect(json('{"a":null,"b":1}', true)).toEqual({ a: null, b: 1 });
});
