import { UserError, type IDataObject } from 'n8n-workflow';

import { answerSchema } from '../../../../nodes/TwelveLabs/resources/analysis/jsonSchema';

const inside = (schema: object) => ({ type: 'object', properties: { a: schema } });

const refusal = (value: unknown, removes = false): UserError => {
	try {
		answerSchema(value, removes);
	} catch (error) {
		return error as UserError;
	}
	throw new Error('nothing was refused');
};

const report = {
	title: 'Report',
	type: 'object',
	properties: {
		summary: { type: 'string', pattern: '.+' },
		severity: { type: 'integer', minimum: 1, maximum: 5 },
		at: { type: 'timestamp', format: 'hh:mm:ss' },
		hazards: {
			type: 'array',
			minItems: 1,
			items: {
				type: 'object',
				properties: {
					at: { type: 'timestamp', format: 'seconds' },
					start_time: { type: 'number' },
					kind: { $ref: '#/$defs/kind' },
					note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
				},
			},
		},
	},
	required: ['summary'],
	$defs: { kind: { enum: ['fall', 'fire'] } },
};

describe('A JSON Schema', () => {
	it('is sent as it was given, as text or as an object', () => {
		expect(answerSchema(report, false)).toEqual(report);
		expect(answerSchema(JSON.stringify(report, undefined, 2), false)).toEqual(report);
		expect(answerSchema(report, true)).toEqual(report);
	});

	it('may have keywords that the node does not know, and properties that are called like keywords', () => {
		const schema = {
			type: 'object',
			properties: { maxLength: { type: 'integer' }, not: { type: 'string', examples: ['a'] } },
			newKeyword: { maxLength: 3 },
			enum: [{ minLength: 1 }],
		};
		expect(answerSchema(schema, false)).toEqual(schema);
	});

	it.each([
		['minLength', { type: 'string', minLength: 1 }],
		['maxLength', { type: 'string', maxLength: 9 }],
		['additionalProperties', { type: 'object', additionalProperties: false }],
		['uniqueItems', { type: 'array', uniqueItems: true }],
		['maxItems', { type: 'array', maxItems: 3 }],
		['minItems', { type: 'array', minItems: 2 }],
	])('is refused for %s, with its place, or goes without it', (keyword, schema) => {
		const { message, description } = refusal(inside(schema));
		expect(message).toMatch(new RegExp(`^JSON Schema: ${keyword} is .* at "properties.a"$`));
		expect(description).toMatch(
			/^Remove it, .* Remove Unsupported Keywords .* Nothing was sent for this item\.$/,
		);
		expect(answerSchema(inside(schema), true)).toEqual(inside({ type: schema.type }));
	});

	it.each<[string, object]>([
		['allOf is not supported', { allOf: [{}] }],
		['oneOf is not supported', { oneOf: [{ type: 'string' }] }],
		['not is not supported', { not: {} }],
		['type is "date"', { type: 'date' }],
		['type is "text"', { type: ['null', 'text'] }],
		['timestamp has no format', { type: 'timestamp' }],
		['format of the timestamp is "mm:ss"', { type: 'timestamp', format: 'mm:ss' }],
		['$ref is "#/$defs/none", which is not in $defs', { $ref: '#/$defs/none' }],
		['$ref is "#/definitions/a", which is not in $defs', { $ref: '#/definitions/a' }],
		['$ref is "https://example.com/a", which is not in $defs', { $ref: 'https://example.com/a' }],
	])('is refused where %s', (what, schema) => {
		const refused = refusal(inside(schema), true);
		expect(refused.message).toBe(`JSON Schema: ${what} at "properties.a"`);
		expect(refused.description).not.toContain('Remove Unsupported Keywords');
	});

	it('has timestamps at the top and in the objects of a list at the top only', () => {
		const timestamp = { type: 'timestamp', format: 'seconds' };
		const list = (items: object) => ({ type: 'array', items });
		for (const schema of [timestamp, list(inside(timestamp))]) {
			expect(answerSchema(inside(schema), false)).toEqual(inside(schema));
		}
		const elsewhere = [inside(timestamp), list(timestamp), list(inside(inside(timestamp)))];
		for (const schema of elsewhere) {
			expect(refusal(inside(schema)).message).toContain(
				'timestamp is not supported at "properties.a.',
			);
		}
		const inAlternative = { anyOf: [timestamp, { type: 'null' }] };
		expect(answerSchema(inside(inAlternative), false)).toEqual(inside(inAlternative));
		const dotted = { type: 'object', properties: { 'a.b': timestamp } };
		expect(answerSchema(dotted, false)).toEqual(dotted);
	});

	it.each([
		{ type: 'boolean' },
		{ type: 'string', format: 'time' },
		{ type: ['number', 'object'] },
	])('is refused where start_time is %j', (schema) => {
		const { message } = refusal({ properties: { start_time: schema } });
		expect(message).toContain('at "properties.start_time"');
	});

	it('names all of its mistakes at once, in their places', () => {
		const strict = (properties: object) => ({ properties, additionalProperties: false });
		const schema = strict({
			a: strict({ b: { type: 'string', maxLength: 3 } }),
			list: { items: { anyOf: [{ oneOf: [] }] } },
			$defs: {},
		});
		const { message, description } = refusal(schema);
		expect(message).toBe('JSON Schema: additionalProperties is not supported at the top');
		expect(description).toContain(
			'Also: additionalProperties is not supported at "properties.a"; maxLength is not supported at "properties.a.properties.b"; oneOf is not supported at "properties.list.items.anyOf.0".',
		);
		expect(refusal(schema, true).message).toBe(
			'JSON Schema: oneOf is not supported at "properties.list.items.anyOf.0"',
		);
		const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`p${n}`, strict({})]));
		expect(refusal({ properties: many }).description).toContain('"properties.p4"; and 4 more.');
	});

	it('leaves the object of the input item as it is', () => {
		const given: IDataObject = { type: 'object', additionalProperties: false };
		expect(answerSchema(given, true)).toEqual({ type: 'object' });
		expect(given).toHaveProperty('additionalProperties');
	});

	it.each<[unknown, string]>([
		['', 'JSON Schema is empty'],
		[undefined, 'JSON Schema is empty'],
		[{}, 'JSON Schema is empty'],
		['  {}  ', 'JSON Schema is empty'],
		['[1]', 'JSON Schema: "[1]" is not a JSON object'],
		[7, 'JSON Schema: 7 is not a JSON object'],
		['{"a": 1, "a": 2}', 'JSON Schema: "a" stands twice as a key; one of the values would be lost'],
		['{\n"a": }', 'JSON Schema is not valid JSON: line 2, column 6: "}" is unexpected'],
	])('is refused where it is %j', (value, message) => {
		expect(refusal(value).message).toBe(message);
	});
});
