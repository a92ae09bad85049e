import { useBench } from './support';

interface Segment {
	start_time: number | string;
	end_time: number | string;
	metadata?: Record<string, unknown>;
}

interface Task {
	task_id: string;
	status: string;
	code?: string;
	result?: { data: string; finish_reason: string };
	error?: { message: string };
}

const bench = useBench();
let assetId: string;

beforeEach(() => {
	assetId = bench.simulator.world.addAsset({
		filename: 'lift.mp4',
		status: 'ready',
		media: { duration: 60 },
		spoken: ['Lower the hook two metres.', 'Nobody stands below the load.'],
	}).id;
});

const hook = { id: 'hook', description: 'The hook moves' };

const create = async (definitions: object[], fields: object = {}, format: object = {}) =>
	await bench.call<Task>('POST', '/analyze/tasks', {
		video: { type: 'asset_id', asset_id: assetId },
		analysis_mode: 'time_based_metadata',
		response_format: { type: 'segment_definitions', segment_definitions: definitions, ...format },
		...fields,
	});
const ended = async (id: string) => {
	bench.clock.advance(10_000);
	return (await bench.call<Task>('GET', `/analyze/tasks/${id}`)).body;
};
const segments = async (definitions: object[], fields: object = {}, format: object = {}) => {
	const { result } = await ended((await create(definitions, fields, format)).body.task_id);
	return JSON.parse(result?.data ?? '{}') as Record<string, Segment[]>;
};
const refusal = async (definitions: object[], fields: object = {}) => {
	const { status, body } = await create(definitions, fields);
	return `${status} ${body.code}`;
};

describe('A segmentation', () => {
	it('has the segments that fit each description, or even parts, or none', async () => {
		const found = await segments([
			hook,
			{ id: 'chapters', description: 'Chapters' },
			{ id: 'near_miss', description: 'simulate-no-segments' },
		]);
		expect(found.hook?.slice(0, 2)).toEqual([
			{ start_time: 0.6, end_time: 2.6 },
			{ start_time: 5.8, end_time: 7.8 },
		]);
		expect(found.chapters).toEqual([
			{ start_time: 0, end_time: 20 },
			{ start_time: 20, end_time: 40 },
			{ start_time: 40, end_time: 60 },
		]);
		expect(found.near_miss).toEqual([]);
		expect(Object.keys(found)).toEqual(['hook', 'chapters', 'near_miss']);
	});

	it('fills in the fields of a definition by their types', async () => {
		const fields = [
			{ name: 'operator', type: 'string', enum: ['A', 'B'] },
			{ name: 'over_people', type: 'boolean' },
			{ name: 'count', type: 'integer' },
			{ name: 'words', type: 'array', items: { type: 'string' } },
			{ name: 'at', type: 'timestamp', format: 'hh:mm:ss' },
		].map((field) => ({ ...field, description: field.name }));
		const [segment, next] = (await segments([{ ...hook, fields }])).hook ?? [];
		// So that a workflow takes each of its ways.
		expect(next?.metadata?.operator).toBe('B');
		expect(segment?.metadata).toEqual({
			operator: 'A',
			over_people: true,
			count: 1,
			words: ['Lower the hook two metres.'],
			at: '00:00:01',
		});
	});

	it('writes its boundaries in the asked format, also those inside a time_array', async () => {
		const items = {
			type: 'object',
			fields: [{ name: 'sign', type: 'string', description: 'sign' }],
		};
		const fields = [{ name: 'signals', type: 'time_array', description: 'signals', items }];
		const newer = { model_name: 'pegasus1.6' };
		const definition = { ...hook, fields };
		const format = { segment_time_format: 'hh:mm:ss.fff' };
		const [segment] = (await segments([definition], newer, format)).hook ?? [];
		expect(segment).toEqual({
			start_time: '00:00:00.600',
			end_time: '00:00:02.600',
			metadata: {
				signals: [
					{ sign: expect.any(String), start_time: '00:00:00.600', end_time: '00:00:02.600' },
				],
			},
		});
		expect(await refusal([definition])).toBe('400 parameter_invalid');
	});

	it('keeps to the given ranges, the given lengths and the window, on the clock of the file', async () => {
		const time_ranges = [
			{ start_time: 0, end_time: 5 },
			{ start_time: 5, end_time: 10 },
		];
		expect((await segments([{ ...hook, time_ranges }])).hook).toEqual(time_ranges);
		const lengths = { min_segment_duration: 4, max_segment_duration: 10 };
		const found = await segments([hook, { id: 'parts', description: 'Parts' }], lengths);
		const seconds = (each: Segment) => Number(each.end_time) - Number(each.start_time);
		expect(found.parts?.map(seconds)).toEqual([10, 10, 10, 10, 10, 10]);
		expect(found.hook?.every((each) => seconds(each) > 3.99)).toBe(true);
		assetId = bench.simulator.world.addAsset({
			status: 'ready',
			media: { duration: 60 },
			clockStart: 600,
		}).id;
		const window = { start_time: 610, end_time: 640 };
		const parts = (await segments([{ id: 'parts', description: 'Parts' }], window)).parts ?? [];
		expect([parts[0]?.start_time, parts.at(-1)?.end_time]).toEqual([610, 640]);
	});

	it('fails without any result where it does not fit into max_tokens', async () => {
		const fields = Array.from({ length: 20 }, (_, n) => ({
			name: `field_${n}`,
			type: 'string',
			description: 'any',
		}));
		const definitions = Array.from({ length: 10 }, (_, n) => ({ ...hook, id: `d${n}`, fields }));
		const task = await ended((await create(definitions, { max_tokens: 2_048 })).body.task_id);
		expect(task).toMatchObject({ status: 'failed', error: { message: expect.any(String) } });
		expect(task).not.toHaveProperty('result');
	});

	it('comes to its end without a limit, or with a warning, as the switch says', async () => {
		const definitions = [hook, { id: 'parts', description: 'Parts' }];
		const fields = { model_name: 'pegasus1.6', max_tokens: 'unlimited' };
		expect((await segments(definitions, fields)).parts).toHaveLength(3);
		bench.simulator.switches.unlimitedTokens = 'segmentsMissing';
		const task = await ended((await create(definitions, fields)).body.task_id);
		expect(task).toMatchObject({
			status: 'ready',
			result: { finish_reason: 'length' },
			error: { message: expect.stringContaining('missing') },
		});
		expect(JSON.parse(task.result?.data ?? '')).toMatchObject({ parts: [] });
	});

	const field = { name: 'a', type: 'string', description: 'a' };
	const image = { name: 'a', media_type: 'image', url: 'https://example.com/a.png' };

	it.each<[string, object[], object?]>([
		['a prompt', [hook], { prompt: 'Why?' }],
		['two definitions of one id', [hook, hook]],
		['an empty description', [{ ...hook, description: '' }]],
		[
			'another response format',
			[hook],
			{ response_format: { type: 'json_schema', json_schema: {} } },
		],
		['too small a length', [hook], { min_segment_duration: 1 }],
		['a maximum below the minimum', [hook], { min_segment_duration: 9, max_segment_duration: 8 }],
		['too few tokens', [hook], { max_tokens: 2_047 }],
		['no limit with the older model', [hook], { max_tokens: 'unlimited' }],
		['a name that is reserved', [{ ...hook, fields: [{ ...field, name: 'metadata' }] }]],
		['two fields of one name', [{ ...hook, fields: [field, field] }]],
		[
			'21 fields',
			[{ ...hook, fields: Array.from({ length: 21 }, (_, n) => ({ ...field, name: `n${n}` })) }],
		],
		['a format elsewhere', [{ ...hook, fields: [{ ...field, format: 'seconds' }] }]],
		['a timestamp without a format', [{ ...hook, fields: [{ ...field, type: 'timestamp' }] }]],
		['an array without items', [{ ...hook, fields: [{ ...field, type: 'array' }] }]],
		[
			'101 values',
			[{ ...hook, fields: [{ ...field, enum: Array.from({ length: 101 }, String) }] }],
		],
		['five images', [{ ...hook, media_sources: Array.from({ length: 5 }, () => image) }]],
		['a short range', [{ ...hook, time_ranges: [{ start_time: 0, end_time: 1 }] }]],
		['a range outside the video', [{ ...hook, time_ranges: [{ start_time: 50, end_time: 70 }] }]],
		[
			'ranges that overlap',
			[
				{
					...hook,
					time_ranges: [
						{ start_time: 0, end_time: 5 },
						{ start_time: 4, end_time: 9 },
					],
				},
			],
		],
		[
			'ranges beside a window',
			[{ ...hook, time_ranges: [{ start_time: 0, end_time: 5 }] }],
			{ start_time: 0 },
		],
		['definitions in the general mode', [hook], { analysis_mode: 'general', prompt: 'Why?' }],
		[
			'a length in the general mode',
			[],
			{
				analysis_mode: 'general',
				prompt: 'Why?',
				response_format: undefined,
				min_segment_duration: 3,
			},
		],
	])('is refused for %s', async (_reason, definitions, fields = {}) => {
		expect(await refusal(definitions, fields)).toBe('400 parameter_invalid');
	});
});
