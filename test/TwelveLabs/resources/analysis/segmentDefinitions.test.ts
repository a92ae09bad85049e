import type { IDataObject, UserError } from 'n8n-workflow';

import { segmentDefinitionsOf } from '../../../../nodes/TwelveLabs/resources/analysis/segmentDefinitions';
import { checkSegmentation } from '../../../../nodes/TwelveLabs/resources/analysis/segmentRules';

const read = (parameters: IDataObject) =>
	segmentDefinitionsOf({ parameter: (name) => parameters[name] });
const rows = (...definitions: unknown[]) =>
	read({ segmentMode: 'fields', segmentDefinitions: { definitions } as IDataObject });
const json = (segmentDefinitionsJson: unknown) =>
	read({ segmentMode: 'json', segmentDefinitionsJson } as IDataObject);

const refusal = (run: () => unknown): UserError => {
	try {
		run();
	} catch (error) {
		return error as UserError;
	}
	throw new Error('nothing was refused');
};

const lift = { id: 'lift', description: 'The hook is lowered' };
const field = { name: 'operator', type: 'string', description: 'Who operates it' };
const withField = (one: object) => ({ ...lift, fields: [{ ...field, ...one }] });
const rowWithField = (one: object) => ({ ...lift, fields: { fields: [{ ...field, ...one }] } });

describe('Segments of rows', () => {
	it('are sent with their fields, each of its type', () => {
		const fields = [
			{ ...field, enum: 'A, B,,C' },
			{ ...field, name: 'signs', type: 'array', itemType: 'integer', format: 'seconds' },
			{ ...field, name: 'words', type: 'array' },
			{ ...field, name: 'at', type: 'timestamp', format: 'hh:mm:ss' },
			{ ...field, name: 'since', type: 'timestamp' },
			{ name: 'note', description: 'Anything else' },
		];
		expect(
			rows({ ...lift, fields: { fields } }, { id: ' rest ', description: 'The rest\n' }),
		).toEqual([
			{
				...lift,
				fields: [
					{ ...field, enum: ['A', 'B', 'C'] },
					{ ...field, name: 'signs', type: 'array', items: { type: 'integer' } },
					{ ...field, name: 'words', type: 'array', items: { type: 'string' } },
					{ ...field, name: 'at', type: 'timestamp', format: 'hh:mm:ss' },
					{ ...field, name: 'since', type: 'timestamp', format: 'seconds' },
					{ name: 'note', type: 'string', description: 'Anything else' },
				],
			},
			{ id: 'rest', description: 'The rest' },
		]);
	});

	it('may have a type that is not in the list, and values that hold commas', () => {
		const fields = { fields: [{ ...field, type: 'color', enum: '["red, dark", "blue"]' }] };
		expect(rows({ ...lift, fields })).toEqual([
			withField({ type: 'color', enum: ['red, dark', 'blue'] }),
		]);
	});
});

test('Segments may be lists themselves, as expressions and models give them', () => {
	const definitions = [withField({ enum: ['A', 'B'] })];
	expect(read({ segmentMode: 'fields', segmentDefinitions: definitions })).toEqual(definitions);
});

describe('Segments as JSON', () => {
	const ranged = {
		...withField({ type: 'time_array', items: { type: 'object', fields: [field] } }),
		time_ranges: [
			{ start_time: 5, end_time: 10 },
			{ start_time: 0, end_time: 5 },
		],
		media_sources: [{ name: 'crane', media_type: 'image', url: 'https://example.com/crane.png' }],
		something_new: 1,
	};

	it('are sent as they are, as text or as a list', () => {
		expect(json([ranged])).toEqual([ranged]);
		expect(json(JSON.stringify([ranged, { ...lift, id: 'b' }]))).toEqual([
			ranged,
			{ ...lift, id: 'b' },
		]);
	});

	it.each<[unknown, string]>([
		['[{"id": "a",}]', 'Segments (JSON) is not valid JSON: line 1, column 13: "}]" is unexpected'],
		['[{"id": "a", "id": "b"}]', 'Segments (JSON): "id" stands twice as a key'],
		[{ definitions: [lift] }, 'Segments (JSON): {"definitions":[{"id":"lift"'],
		['{"id": "lift"}', 'is not a list: it begins with [ and holds definitions'],
		[[lift, 7], 'Segments (JSON), segment 2: 7 is not a set of fields'],
		[[{ ...lift, id: {} }], 'Segments (JSON), segment 1, id: {} is not text'],
		[[{ ...lift, fields: {} }], 'Segments (JSON), segment 1, fields: {} is not a list'],
		[[{ ...lift, fields: [1] }], 'Segments (JSON), segment 1, field 1: 1 is not a set of fields'],
		['', 'Segments: there is none'],
	])('are refused where they are %j', (value, message) => {
		expect(refusal(() => json(value)).message).toContain(message);
	});
});

describe('Segments are refused before anything is sent', () => {
	it.each<[string, unknown[]]>([
		['there is none', []],
		[
			'21 of them, and TwelveLabs takes 20',
			Array.from({ length: 21 }, (_, n) => ({ ...lift, id: `${n}` })),
		],
		['number 2 has no ID', [lift, { ...lift, id: ' ' }]],
		['"lift" has no description', [{ id: 'lift' }]],
		['the ID "lift" stands twice', [lift, { ...lift, id: 'lift ' }]],
		['field 1 of "lift" has no name', [rowWithField({ name: '' })]],
		['field "operator" of "lift" has no description', [rowWithField({ description: '' })]],
		['field "operator" of "lift" has no type', [rowWithField({ type: '' })]],
		[
			'field "metadata" of "lift" has a name that TwelveLabs uses itself',
			[rowWithField({ name: 'metadata' })],
		],
		[
			'field "start_time" of "lift" has a name that TwelveLabs uses itself',
			[rowWithField({ name: 'start_time' })],
		],
		['"lift" has two fields "operator"', [{ ...lift, fields: { fields: [field, field] } }]],
		[
			'"lift" has 21 fields, and TwelveLabs takes 20',
			[
				{
					...lift,
					fields: { fields: Array.from({ length: 21 }, (_, n) => ({ ...field, name: `f${n}` })) },
				},
			],
		],
		[
			'field "operator" of "lift" has no list of at most 100 allowed values',
			[rowWithField({ enum: Array.from({ length: 101 }, String) })],
		],
		[
			'field "operator" of "lift" is a timestamp with the format "mm:ss"',
			[rowWithField({ type: 'timestamp', format: 'mm:ss' })],
		],
		[
			'field "operator" of "lift" is a list, whose values have the type "object"',
			[rowWithField({ type: 'array', itemType: 'object' })],
		],
		[
			'field "operator" of "lift" is a time_array without fields',
			[rowWithField({ type: 'time_array' })],
		],
	])('where %s', (what, definitions) => {
		const { message, description } = refusal(() => rows(...definitions));
		expect(message).toBe(`Segments: ${what}`);
		expect(description).toMatch(/ Nothing was sent for this item\.$/);
	});

	const range = (start_time: unknown, end_time: unknown) => ({ start_time, end_time });
	it.each<[string, object]>([
		['has a format, but is no timestamp', withField({ format: 'seconds' })],
		['has no list of at most 100 allowed values', withField({ enum: 'a' })],
		['is a list, whose values have no type', withField({ type: 'array' })],
		['is a timestamp with no format', withField({ type: 'timestamp' })],
		['has no list of at most 4 media_sources', { ...lift, media_sources: [{}, {}, {}, {}, {}] }],
		['has a media source from nowhere', { ...lift, media_sources: [{ name: 'a' }] }],
		['from two places', { ...lift, media_sources: [{ url: 'a', asset_id: 'b' }] }],
		['has time_ranges that are none', { ...lift, time_ranges: [range(0, 1)] }],
		['has time_ranges that are none', { ...lift, time_ranges: [range('0', '9')] }],
		['has time_ranges that overlap', { ...lift, time_ranges: [range(4, 9), range(0, 5)] }],
	])('where one %s', (what, definition) => {
		expect(refusal(() => json([definition])).message).toContain(what);
	});

	it.each<[string, IDataObject]>([
		['Min Segment Duration (Seconds): 1 is less than 2', { min_segment_duration: 1 }],
		['Max Segment Duration (Seconds): 1.9 is less than 2', { max_segment_duration: 1.9 }],
		['is less than Min Segment Duration', { min_segment_duration: 9, max_segment_duration: 8 }],
		['Max Tokens: 2047 is not between 2048 and 98304', { max_tokens: 2047 }],
		['Max Tokens: 98305 is not between', { max_tokens: 98_305 }],
	])('where %s', (what, body) => {
		expect(refusal(() => checkSegmentation([lift], body)).message).toContain(what);
	});

	it.each<IDataObject>([
		{ start_time: 3 },
		{ min_segment_duration: 3 },
		{ max_tokens: 'unlimited' },
	])('where %j meets time_ranges', (body) => {
		const ranged = { ...lift, time_ranges: [range(0, 5)] };
		expect(refusal(() => checkSegmentation([ranged], body)).message).toContain(
			'"lift" has time_ranges',
		);
		checkSegmentation([lift], body);
		checkSegmentation([ranged], {});
	});
});
