import type { INodeParameters, IRun } from 'n8n-workflow';
import { TwelveLabs, type TwelvelabsApi } from 'twelvelabs-js';

import { byId, errorOf, jsonOf, type RunOptions } from './harness';
import { useWorld } from './world';

const world = useWorld();

type More = Partial<Omit<RunOptions, 'parameters'>>;

const CREATE = 'analyzeAsync-tasks.create';

const tasks = () => [...world.simulator.world.tasks.all.values()];

const asset = (fields: Parameters<typeof world.simulator.world.addAsset>[0] = {}) =>
	world.simulator.world.addAsset({
		filename: 'lift-07.mp4',
		status: 'ready',
		media: { duration: 60 },
		spoken: ['Lower the hook two metres.', 'Nobody stands below the load.'],
		...fields,
	});

const OPERATOR = { name: 'operator', description: 'Who operates it' };
const OVER_PEOPLE = { name: 'over_people', description: 'Whether it is over people' };
const WORDS = { name: 'words', description: 'What is said' };
const AT = { name: 'at', description: 'The first move' };

/** The same as rows of the editor have them, and as the API does. */
const FIELD_ROWS = [
	{ ...OPERATOR, type: 'string', enum: 'A, B' },
	{ ...OVER_PEOPLE, type: 'boolean' },
	{ ...WORDS, type: 'array', itemType: 'string' },
	{ ...AT, type: 'timestamp', format: 'hh:mm:ss' },
];
const SENT_FIELDS: TwelvelabsApi.SegmentField[] = [
	{ ...OPERATOR, type: 'string', enum: ['A', 'B'] },
	{ ...OVER_PEOPLE, type: 'boolean' },
	{ ...WORDS, type: 'array', items: { type: 'string' } },
	{ ...AT, type: 'timestamp', format: 'hh:mm:ss' },
];
const HOOK = { id: 'hook', description: 'The hook moves', fields: { fields: FIELD_ROWS } };
const CHAPTERS = { id: 'chapters', description: 'Chapters' };
const NONE = { id: 'near_miss', description: 'simulate-no-segments' };

const rows = (...definitions: object[]) =>
	({ segmentDefinitions: { definitions } }) as unknown as INodeParameters;

const run = (operation: string, parameters: INodeParameters, more: More = {}) =>
	world.run(operation, { resource: 'analysis', ...parameters }, more);

const segment = (parameters: INodeParameters, options: INodeParameters = {}, more: More = {}) =>
	run('segment', { assetId: byId(asset().id), ...parameters, options }, more);

const WAIT = { waitForCompletion: true };

/** Hints of the run. The declarative way has none. */
const hintsOf = ({ data }: IRun): string[] =>
	(data.resultData.runData.Node[0].hints ?? []).map(({ message }) => message);
const byRouting = process.env.ENGINE_RUNS_BY === 'routing';

beforeEach(() => world.simulator.world.tasks.all.clear());

describe('Segment Video', () => {
	test('starts a task for the definitions of its rows', async () => {
		const ended = await segment(rows(HOOK, NONE), {
			customId: 'lift-07',
			analysisModel: 'pegasus1.6',
			maxTokens: 'unlimited',
			minSegmentDuration: 2,
			maxSegmentDuration: 10,
			segmentTimeFormat: 'hh:mm:ss.fff',
			endTime: 30,
		});
		const [task] = tasks();
		expect(jsonOf(ended)).toEqual([{ task_id: task.id, status: 'queued' }]);
		expect(world.sent()).toEqual(['POST /analyze/tasks']);
		expect(world.simulator.requests[0].body).toEqual({
			video: { type: 'asset_id', asset_id: task.request.video?.asset_id },
			analysis_mode: 'time_based_metadata',
			response_format: {
				type: 'segment_definitions',
				segment_definitions: [
					{
						id: 'hook',
						description: 'The hook moves',
						fields: SENT_FIELDS,
					},
					NONE,
				],
				segment_time_format: 'hh:mm:ss.fff',
			},
			custom_id: 'lift-07',
			model_name: 'pegasus1.6',
			max_tokens: 'unlimited',
			min_segment_duration: 2,
			max_segment_duration: 10,
			end_time: 30,
		});
	});

	test('waits for its end, and then has one item for each segment', async () => {
		const { id } = asset();
		const ended = await run('segment', {
			assetId: byId(id),
			...rows(HOOK, CHAPTERS, NONE),
			options: WAIT,
		});
		const task_id = tasks()[0].id;
		const items = jsonOf(ended);
		expect(items[0]).toEqual({
			definition: 'hook',
			start: 0.6,
			end: 2.6,
			operator: 'A',
			over_people: true,
			words: ['Lower the hook two metres.'],
			at: '00:00:01',
			task_id,
			asset_id: id,
		});
		expect(items[1]).toMatchObject({ definition: 'hook', start: 5.8, operator: 'B' });
		const chapters = items.filter(({ definition }) => definition === 'chapters');
		expect(chapters).toEqual([
			{ definition: 'chapters', start: 0, end: 20, task_id, asset_id: id },
			{ definition: 'chapters', start: 20, end: 40, task_id, asset_id: id },
			{ definition: 'chapters', start: 40, end: 60, task_id, asset_id: id },
		]);
		expect(hintsOf(ended)).toEqual([]);
	});

	test('takes its definitions as JSON, with ranges and fields that have times of their own', async () => {
		const signs = {
			name: 'signs',
			type: 'time_array',
			description: 'Signs',
			items: {
				type: 'object',
				fields: [{ name: 'sign', type: 'string', description: 'The sign' }],
			},
		};
		const definition = {
			...NONE,
			description: 'Signs',
			fields: [signs],
			time_ranges: [{ start_time: 3, end_time: 9 }],
		};
		const ended = await segment(
			{ segmentMode: 'json', segmentDefinitionsJson: JSON.stringify([definition]) },
			{ ...WAIT, analysisModel: 'pegasus1.6' },
		);
		expect(jsonOf(ended)).toMatchObject([
			{
				definition: 'near_miss',
				start: 3,
				end: 9,
				signs: expect.arrayContaining([
					{ sign: expect.any(String), start_time: 5.8, end_time: 7.8 },
				]),
			},
		]);
	});

	test('has times on the clock of the file', async () => {
		const { id } = asset({ clockStart: 600 });
		const ended = await run('segment', { assetId: byId(id), ...rows(CHAPTERS), options: WAIT });
		expect(jsonOf(ended).map(({ start, end }) => [start, end])).toEqual([
			[600, 620],
			[620, 640],
			[640, 660],
		]);
	});

	test('says so where no segment was found', async () => {
		const ended = await segment(rows(NONE), WAIT);
		expect(jsonOf(ended)).toEqual([]);
		if (!byRouting) {
			expect(hintsOf(ended)).toEqual([
				expect.stringMatching(/^TwelveLabs found no such segment, .* Always Output Data/),
			]);
		}
	});

	test('has the warning of a task without a limit of tokens at each item', async () => {
		world.simulator.switches.unlimitedTokens = 'segmentsMissing';
		const options = { ...WAIT, analysisModel: 'pegasus1.6', maxTokens: 'unlimited' };
		const ended = await segment(rows(CHAPTERS, HOOK), options);
		world.simulator.switches.unlimitedTokens = 'whole';
		const items = jsonOf(ended);
		expect(items.map(({ definition }) => definition)).toEqual(['chapters', 'chapters', 'chapters']);
		for (const { warning } of items) expect(warning).toBe('Some segments are missing.');
		if (!byRouting) expect(hintsOf(ended)).toEqual([expect.stringContaining('warning')]);
	});

	test('names the ways out where the segments do not fit into their limit of tokens', async () => {
		const fields = Array.from({ length: 20 }, (_, n) => ({
			name: `field_${n}`,
			description: 'any',
		}));
		const many = Array.from({ length: 10 }, (_, n) => ({
			...HOOK,
			id: `d${n}`,
			fields: { fields },
		}));
		const ended = await segment(rows(...many), { ...WAIT, maxTokens: '2048' });
		const { message, description, context } = errorOf(ended);
		expect(message).toContain('The segments do not fit into max_tokens');
		expect(description).toMatch(
			/Raise Max Tokens .*98304.*unlimited.*fewer segments or fields.*shorter part/,
		);
		expect(context?.details).toMatchObject({ status: 'failed', task_id: tasks()[0].id });
	});

	test.each<[string, INodeParameters, INodeParameters, string]>([
		['no definition', rows(), {}, 'Segments: there is none'],
		['two of one ID', rows(HOOK, HOOK), {}, 'Segments: the ID "hook" stands twice'],
		[
			'text that is no JSON',
			{ segmentMode: 'json', segmentDefinitionsJson: '[{"id": 1,}]' },
			{},
			'Segments (JSON) is not valid JSON: line 1, column 11',
		],
		['too few tokens', rows(HOOK), { maxTokens: '500' }, 'Max Tokens: 500 is not between'],
		[
			'a short segment',
			rows(HOOK),
			{ minSegmentDuration: 1 },
			'Min Segment Duration (Seconds): 1 is less than 2',
		],
	])('sends nothing for %s', async (_what, parameters, options, message) => {
		const error = errorOf(await segment(parameters, options));
		expect(error.message).toContain(message);
		expect(error.message).toContain('[item 0]');
		expect(error.description).toContain('Nothing was sent for this item.');
		expect(world.sent()).toEqual([]);
	});

	test.each([
		...(['reset', 'html502', 'truncated', 'empty'] as const).flatMap((respond) =>
			(['before', 'after'] as const).map((when) => [respond, when] as const),
		),
		[{ status: 503 }, 'before'],
		[{ status: 503 }, 'after'],
		[{ status: 429, headers: { 'Retry-After': '5' } }, 'before'],
	] as const)(
		'is paid once at %j %s the effect, or says that it is unclear',
		async (respond, when) => {
			world.simulator.faults.add({ on: CREATE, respond, when });
			const ended = await segment(rows(HOOK));
			expect(tasks().length).toBeLessThanOrEqual(1);
			if (ended.data.resultData.error) {
				expect(errorOf(ended).description).toContain('custom_id n8n-');
			} else
				expect(jsonOf(ended)).toEqual([{ task_id: tasks()[0].id, status: expect.any(String) }]);
		},
	);
});

describe('Get of a segmentation', () => {
	const started = async (...definitions: object[]) => {
		await segment(rows(...definitions), WAIT);
		world.simulator.requests.length = 0;
		return byId(tasks()[0].id);
	};

	test('has one item for each segment, as Segment Video has', async () => {
		const taskId = await started(HOOK, CHAPTERS);
		const items = jsonOf(await run('get', { taskId }));
		expect(items.map(({ definition }) => definition)).toContain('hook');
		expect(items.at(-1)).toEqual({
			definition: 'chapters',
			start: 40,
			end: 60,
			task_id: taskId.value,
			asset_id: expect.any(String),
		});
		const selected = { output: 'selected', fields: 'definition, end' };
		expect(jsonOf(await run('get', { taskId, ...selected })).at(-1)).toEqual({
			definition: 'chapters',
			end: 60,
		});
	});

	test('has the whole task where segments are not split, and raw', async () => {
		const taskId = await started(CHAPTERS);
		const [task, ...others] = jsonOf(
			await run('get', { taskId, options: { splitSegments: false } }),
		);
		expect(others).toEqual([]);
		expect(task).toMatchObject({
			status: 'ready',
			data: { chapters: [{ start_time: 0, end_time: 20 }, {}, {}] },
		});
		const [raw] = jsonOf(await run('get', { taskId, output: 'raw' }));
		expect(raw).toMatchObject({ result: { data: expect.any(String) } });
	});

	test('has the status of one that is not ready', async () => {
		await segment(rows(CHAPTERS));
		const { id } = tasks()[0];
		world.simulator.world.tasks.fail(id, 'The limit of tokens was reached.');
		const ended = await run('get', { taskId: byId(id) });
		expect(jsonOf(ended)).toMatchObject([
			{ task_id: id, status: 'failed', error: 'The limit of tokens was reached.' },
		]);
		if (!byRouting) expect(hintsOf(ended)).toEqual([expect.stringContaining('fewer segments')]);
	});
});

test('the official SDK starts the same task, and reads the same segments', async () => {
	const { id } = asset();
	const { url, apiKey } = world.simulator;
	// The only way to lead it elsewhere.
	process.env.TWELVELABS_BASE_URL = url;
	const client = new TwelveLabs({ apiKey });
	delete process.env.TWELVELABS_BASE_URL;
	const { taskId = '' } = await client.analyzeAsync.tasks.create({
		video: { type: 'asset_id', assetId: id },
		customId: 'lift-07',
		analysisMode: 'time_based_metadata',
		minSegmentDuration: 2,
		maxTokens: 4_096,
		endTime: 30,
		responseFormat: {
			type: 'segment_definitions',
			segmentTimeFormat: 'hh:mm:ss',
			segmentDefinitions: [
				{
					id: 'hook',
					description: 'The hook moves',
					fields: SENT_FIELDS,
				},
				CHAPTERS,
			],
		},
	});
	const ended = await run('segment', {
		assetId: byId(id),
		...rows(HOOK, CHAPTERS),
		options: {
			...WAIT,
			customId: 'lift-07',
			minSegmentDuration: 2,
			maxTokens: '4096',
			endTime: 30,
			segmentTimeFormat: 'hh:mm:ss',
		},
	});
	const [bySdk, byNode] = tasks();
	expect(byNode.request).toEqual(bySdk.request);
	const { result } = await client.analyzeAsync.tasks.retrieve(taskId);
	const read = JSON.parse(result?.data ?? '') as Record<string, Array<Record<string, unknown>>>;
	expect(jsonOf(ended)).toEqual(
		Object.entries(read).flatMap(([definition, segments]) =>
			segments.map(({ start_time: start, end_time: end, metadata = {} }) => ({
				definition,
				start,
				end,
				...(metadata as object),
				task_id: byNode.id,
				asset_id: id,
			})),
		),
	);
});
