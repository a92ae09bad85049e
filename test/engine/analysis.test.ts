import type { INodeParameters } from 'n8n-workflow';

import { CATEGORIES } from '../../simulator/quotas';
import { byId, errorOf, itemsOf, jsonOf, type RunOptions } from './harness';
import { useWorld } from './world';

const world = useWorld();

type More = Partial<Omit<RunOptions, 'parameters'>>;

const analysis = (operation: string, parameters: INodeParameters, more: More = {}) =>
	world.run(operation, { resource: 'analysis', ...parameters }, more);

/** A video of a minute in which little happens. */
const video = (asset: Parameters<typeof world.simulator.world.addAsset>[0] = {}) =>
	world.simulator.world.addAsset({
		filename: 'lift-07.mp4',
		status: 'ready',
		media: { duration: 60 },
		spoken: ['Lower the hook.', 'Stop there.'],
		...asset,
	});

const PROMPT = { prompt: 'What about the hook?' };

const CREATE = 'analyzeAsync-tasks.create';
const ANALYZE = 'root.analyze';

const account = () => world.simulator.world.tasks;
const tasks = () => [...account().all.values()];
const asked = (operationId: string) =>
	world.simulator.requests.filter((request) => request.operationId === operationId);

beforeEach(() => account().all.clear());

const withVideo =
	(operation: string) =>
	(parameters: INodeParameters = {}, more: More = {}) =>
		analysis(operation, { assetId: byId(video().id), ...PROMPT, ...parameters }, more);
const start = withVideo('start');
const analyze = withVideo('analyze');

const USAGE = { input_tokens: expect.any(Number), output_tokens: expect.any(Number) };

const hintsOf = (run: Awaited<ReturnType<typeof start>>) =>
	run.data.resultData.runData.Node[0].hints ?? [];

/** Hints are a matter of custom operations. */
const HAS_HINTS = process.env.ENGINE_RUNS_BY !== 'routing';

describe('Analyze Video', () => {
	test('gives the answer as text, and asks for no stream', async () => {
		const { id } = video();
		const run = await analyze({ assetId: byId(id) });
		expect(jsonOf(run)).toEqual([
			{
				asset_id: id,
				text: expect.stringContaining('Lower the hook.'),
				finish_reason: 'stop',
				usage: USAGE,
			},
		]);
		expect(world.simulator.requests.map(({ body }) => body)).toEqual([
			{ video: { type: 'asset_id', asset_id: id }, ...PROMPT, stream: false },
		]);
	});

	test('gives JSON parsed, by the schema', async () => {
		const jsonSchema = {
			type: 'object',
			properties: { hazards: { type: 'array', items: { type: 'string' } } },
			required: ['hazards'],
		};
		const run = await analyze({ answerAs: 'json', jsonSchema: JSON.stringify(jsonSchema) });
		expect(jsonOf(run)[0].data).toMatchObject({
			hazards: ['Lower the hook.', 'Stop there.', expect.any(String)],
		});
		expect(jsonOf(run)[0]).not.toHaveProperty('text');
	});

	test('sends what is chosen under Options, and leaves out what was left empty', async () => {
		const options = {
			...{ analysisModel: ' pegasus1.6 ', temperature: 0.5, maxTokens: '600' },
			...{ startTime: '5', endTime: 30, additionalFields: '{"stream": true}' },
		};
		await analyze({ options });
		await analyze({ options: { analysisModel: '', maxTokens: '', startTime: 0, endTime: 0 } });
		const [all, none] = world.simulator.requests.map(({ body }) => body);
		expect(all).toMatchObject({
			...{ model_name: 'pegasus1.6', temperature: 0.5, max_tokens: 600 },
			...{ start_time: 5, end_time: 30, stream: false },
		});
		expect(Object.keys(Object(none))).toEqual(['video', 'prompt', 'stream']);
	});

	const lines = (...events: object[]) => events.map((event) => JSON.stringify(event)).join('\n');
	const START = { event_type: 'stream_start', metadata: { generation_id: 'gen_1' } };
	const WORDS = ['The hook ', 'is low. '.repeat(2), 'é'];
	const TEXTS = WORDS.map((text) => ({ event_type: 'text_generation', text }));
	const END = {
		event_type: 'stream_end',
		finish_reason: 'stop',
		metadata: { generation_id: 'gen_1', usage: { input_tokens: 7, output_tokens: 3 } },
	};
	const WHOLE = {
		text: WORDS.join(''),
		finish_reason: 'stop',
		usage: { input_tokens: 7, output_tokens: 3 },
	};

	test.each([
		['lines of events', lines(START, ...TEXTS, END), WHOLE],
		['lines of events with an empty one', `${lines(START, ...TEXTS, END)}\n\n`, WHOLE],
		['lines of Windows', lines(START, ...TEXTS, END).replaceAll('\n', '\r\n'), WHOLE],
		['a single line', lines(END), { ...WHOLE, text: '' }],
		['one JSON text', JSON.stringify({ data: 'Low.', finish_reason: 'stop' }), { text: 'Low.' }],
		[
			'one JSON text without an ID, with a warning',
			JSON.stringify({ data: 'Low.', finish_reason: 'length', error: { message: 'cut' } }),
			{ text: 'Low.', truncated: true, warning: 'cut' },
		],
		[
			'events with a warning',
			lines(START, ...TEXTS, { ...END, finish_reason: 'length', error: { message: 'cut' } }),
			{ ...WHOLE, finish_reason: 'length', truncated: true, warning: 'cut' },
		],
	])('has the whole answer, whatever the server sends: %s', async (_what, body, expected) => {
		world.simulator.faults.add({ on: ANALYZE, respond: { status: 200, body } });
		expect(jsonOf(await analyze())).toMatchObject([expected]);
	});

	test.each([
		['before its end', lines(START, ...TEXTS)],
		['in the middle of a line', `${lines(START, ...TEXTS)}\n${lines(END).slice(0, 20)}`],
		['after its first line', lines(START)],
	])('a stream that is cut %s is no answer, and nothing is sent again', async (_where, body) => {
		world.simulator.faults.add({ on: ANALYZE, respond: { status: 200, body } });
		const error = errorOf(await analyze());
		expect(error.message).toMatch(/^The connection to TwelveLabs at .* was cut$/);
		expect(error.description).toContain('Use Start Analysis');
		expect(asked(ANALYZE)).toHaveLength(1);
	});

	test('a stream that is cut keeps what came before in the details of the error', async () => {
		const body = lines(START, ...TEXTS);
		world.simulator.faults.add({ on: ANALYZE, respond: { status: 200, body } });
		const run = await analyze({}, { onError: 'continueErrorOutput' });
		expect(jsonOf(run)).toEqual([]);
		expect(jsonOf(run, 1)).toMatchObject([{ details: { text: WHOLE.text } }]);
	});

	test.each([
		[{ summary: 'Low.' }, { data: { summary: 'Low.' } }],
		['null', { text: 'null' }],
	])('loses no answer that was paid: %j', async (data, expected) => {
		world.simulator.faults.add({ on: ANALYZE, respond: { status: 200, body: { data } } });
		expect(jsonOf(await analyze({ answerAs: 'json' }))).toEqual([
			expect.objectContaining(expected),
		]);
	});

	test('keeps the text of an answer that was cut off, says so, and hints at what to do', async () => {
		const run = await analyze({ options: { maxTokens: 3 } });
		expect(jsonOf(run)).toEqual([
			expect.objectContaining({
				text: expect.stringMatching(/^.{12}$/),
				finish_reason: 'length',
				truncated: true,
				warning: expect.stringContaining('max_tokens'),
			}),
		]);
		const hints = hintsOf(run).map(({ message }) => message);
		if (HAS_HINTS) expect(hints).toEqual([expect.stringContaining('Raise Max Tokens')]);
	});

	test('keeps the text of JSON that was cut off', async () => {
		const run = await analyze({ answerAs: 'json', options: { maxTokens: 3 } });
		expect(jsonOf(run)[0]).toMatchObject({ text: '{"summary":"', truncated: true });
		expect(jsonOf(run)[0]).not.toHaveProperty('data');
	});

	test.each([
		...(['reset', 'html502', 'truncated', 'empty'] as const).flatMap((respond) =>
			(['before', 'after'] as const).map((when) => [respond, when] as const),
		),
		[{ status: 500 }, 'before'],
		[{ status: 503 }, 'after'],
		[{ status: 504 }, 'after'],
		[{ status: 200, body: '<html>Sign in</html>' }, 'before'],
		[{ status: 200, body: {} }, 'after'],
	] as const)(
		'with an answer %j, %s the effect, it is reported as unclear, and never sent again',
		async (respond, when) => {
			world.simulator.faults.add({ on: ANALYZE, respond, when, times: Infinity });
			const error = errorOf(await analyze());
			expect(error.description).toContain('may have analyzed the video all the same');
			expect(error.description).toContain('Use Start Analysis');
			expect(asked(ANALYZE)).toHaveLength(1);
		},
	);

	test('after a 429 it is sent again, since nothing was analyzed', async () => {
		const respond = { status: 429, headers: { 'Retry-After': '20' } };
		world.simulator.faults.add({ on: ANALYZE, respond });
		expect(jsonOf(await analyze())).toHaveLength(1);
		expect(asked(ANALYZE)).toHaveLength(2);
	});

	test('a video of more than an hour is refused with the way out', async () => {
		const { id } = video({ media: { duration: 3_700 } });
		const error = errorOf(await analyze({ assetId: byId(id) }));
		expect(error.message).toBe('The video is too long to be analyzed in one go');
		expect(error.description).toContain('Use Start Analysis');
	});
});

describe('what is wrong with an item is said before anything is sent:', () => {
	test.each<[string, INodeParameters, string]>([
		['analyze', { prompt: '={{ " " }}' }, 'Prompt is empty'],
		['analyze', { options: { maxTokens: 'many' } }, 'Max Tokens: "many" is not a number'],
		['analyze', { options: { maxTokens: 0 } }, 'Max Tokens: 0 is less than 1'],
		[
			'analyze',
			{ options: { maxTokens: 'unlimited' } },
			'Max Tokens: "unlimited" is for segments only; give a number',
		],
		[
			'start',
			{ options: { maxTokens: 'unlimited' } },
			'Max Tokens: "unlimited" is for segments only; give a number',
		],
		['analyze', { options: { temperature: 2 } }, 'Temperature: 2 is not between 0 and 1'],
		[
			'start',
			{ options: { startTime: 20, endTime: 20.5 } },
			'End Time (Seconds): 20.5 is not at least 1 second after Start Time (Seconds)',
		],
		['start', { options: { startTime: -1 } }, 'Start Time (Seconds): -1 is less than 0'],
		[
			'start',
			{ options: { customId: 'lift 07' } },
			'Custom ID: "lift 07" is not 1 to 64 letters, digits, _ and -',
		],
		['start', { videoSource: 'url', url: 'lift.mp4' }, 'URL: "lift.mp4" is not a web address'],
		[
			'start',
			{ options: { additionalFields: '{"video":{"url":"https://example.com/other.mp4"}}' } },
			'Additional Fields (JSON): "video.url" is set by the node already',
		],
		[
			'start',
			{ options: { waitForCompletion: true, maxWaitMinutes: -1 } },
			'Max Wait (Minutes): -1 is less than 0',
		],
	])('%s %j', async (operation, parameters, message) => {
		const run = await withVideo(operation)(parameters);
		expect(errorOf(run).message).toBe(`${message} [item 0]`);
		expect(world.sent()).toEqual([]);
	});
});

describe('the asset', () => {
	test.each(['analyze', 'start'])('of %s is waited for with Wait for Asset', async (operation) => {
		const { id } = video({ status: undefined });
		const options = { waitForAsset: true };
		const run = await withVideo(operation)({ assetId: byId(id), options });
		expect(jsonOf(run)).toHaveLength(1);
	});

	test.each(['analyze', 'start'])('of %s is not ready: the way out', async (operation) => {
		const { id } = video({ status: 'processing' });
		const error = errorOf(await withVideo(operation)({ assetId: byId(id) }));
		expect(error.description).toContain('Turn on Wait for Asset under Options');
		expect(error.message).not.toContain('unclear');
	});

	test('that TwelveLabs could not process is never analyzed', async () => {
		const { id } = video({ status: 'failed', failure: 'The file is broken.' });
		const run = await start({ assetId: byId(id), options: { waitForAsset: true } });
		expect(errorOf(run).message).toBe(
			'TwelveLabs could not process the asset: The file is broken.',
		);
		expect(errorOf(run).description).toContain('analyze the new asset');
		expect(tasks()).toEqual([]);
	});

	test.each(['analyze', 'start'])(
		'of %s that is the ID of an indexed asset: the message names the difference',
		async (operation) => {
			const { id: indexId } = world.simulator.world.addIndex();
			const { id } = world.simulator.world.addIndexedAsset({ indexId, status: 'ready' });
			const error = errorOf(await withVideo(operation)({ assetId: byId(id) }));
			expect(error.message).toBe(`Asset ${id} does not exist, or is in another account`);
			expect(error.description).toContain('an indexed asset has an ID of its own');
		},
	);
});

describe('Start Analysis', () => {
	test('gives the ID of the task, and sets a custom ID of its own', async () => {
		const run = await start();
		const [task] = tasks();
		expect(jsonOf(run)).toEqual([{ task_id: task.id, status: 'queued' }]);
		expect(task.customId).toMatch(/^n8n-[\w-]{36}$/);
		expect(world.sent()).toEqual(['POST /analyze/tasks']);
	});

	test('waits for its end, and then has its answer', async () => {
		const { id } = video();
		const options = { waitForCompletion: true, customId: 'lift-07' };
		const run = await start({ assetId: byId(id), options });
		expect(jsonOf(run)).toEqual([
			{
				task_id: tasks()[0].id,
				status: 'ready',
				custom_id: 'lift-07',
				asset_id: id,
				text: expect.stringContaining('Lower the hook.'),
				finish_reason: 'stop',
				usage: USAGE,
			},
		]);
	});

	test('waits for JSON, and hints at an answer that was cut off', async () => {
		const options = { waitForCompletion: true };
		const json = jsonOf(await start({ answerAs: 'json', options }))[0];
		expect(json.data).toEqual({ summary: 'Lower the hook.', topics: expect.any(Array) });
		// The answer repeats it.
		const prompt = 'What about the hook? '.repeat(200);
		const run = await start({ prompt, options: { ...options, maxTokens: 512 } });
		expect(jsonOf(run)[0]).toMatchObject({ truncated: true, warning: expect.any(String) });
		if (HAS_HINTS) expect(hintsOf(run)).toHaveLength(1);
	});

	test('reads JSON where the task does not show what it was asked for', async () => {
		const body = { task_id: '', status: 'ready', result: { data: '{"summary":"Low."}' } };
		world.simulator.faults.add({
			on: ({ operationId }) => {
				body.task_id = tasks()[0]?.id ?? '';
				return operationId === 'analyzeAsync-tasks.retrieve';
			},
			respond: { status: 200, body },
		});
		const run = await start({ answerAs: 'json', options: { waitForCompletion: true } });
		expect(jsonOf(run)[0].data).toEqual({ summary: 'Low.' });
	});

	test('takes a URL', async () => {
		await start({ videoSource: 'url', url: ' https://example.com/lift.mp4 ' });
		expect(tasks()[0].request.video).toEqual({ type: 'url', url: 'https://example.com/lift.mp4' });
	});

	test.each([['TwelveLabs could not analyze the video: ', 'simulate-analysis-failure.mp4']])(
		'one that ends as failed is an error with the reason and the ID',
		async (message, filename) => {
			const { id } = video({ filename });
			const run = await start(
				{ assetId: byId(id), options: { waitForCompletion: true } },
				{ onError: 'continueErrorOutput' },
			);
			expect(jsonOf(run, 1)).toEqual([
				{
					error: expect.stringContaining(message),
					details: {
						task_id: tasks()[0].id,
						asset_id: id,
						status: 'failed',
						next: expect.any(String),
					},
				},
			]);
		},
	);

	test.each([
		['withCanceled', 'canceled', 'The analysis was canceled: The task was canceled.'],
		['withoutCanceled', 'failed', 'TwelveLabs could not analyze the video: The task was canceled.'],
	] as const)('one that is canceled meanwhile has ended: %s', async (reading, status, message) => {
		world.simulator.switches.taskStatuses = reading;
		world.simulator.faults.add({
			on: ({ operationId }) => {
				if (operationId === 'analyzeAsync-tasks.retrieve') account().cancel(tasks()[0].id);
				return false;
			},
			respond: 'reset',
		});
		const run = await start(
			{ options: { waitForCompletion: true } },
			{ onError: 'continueErrorOutput' },
		);
		world.simulator.switches.taskStatuses = 'withCanceled';
		expect(jsonOf(run, 1)).toMatchObject([
			{ error: message, details: { status, code: 'user_canceled', task_id: tasks()[0].id } },
		]);
	});

	test('when the time is up, the error output has the ID and the way on, never a green item', async () => {
		const options = { waitForCompletion: true, maxWaitMinutes: 0 };
		const run = await start({ options }, { onError: 'continueErrorOutput' });
		expect(jsonOf(run)).toEqual([]);
		expect(jsonOf(run, 1)).toMatchObject([
			{
				error: 'The analysis was still queued after 0 seconds',
				details: {
					task_id: tasks()[0].id,
					status: 'queued',
					next: expect.stringContaining('Do not start it again'),
				},
			},
		]);
	});

	test('a schema that TwelveLabs refuses is named', async () => {
		const body = {
			code: 'parameter_invalid',
			message: 'response_format.json_schema: x is not supported.',
		};
		world.simulator.faults.add({ on: CREATE, respond: { status: 422, body } });
		const error = errorOf(await start({ answerAs: 'json' }));
		expect(error.message).toBe('TwelveLabs did not accept the JSON Schema');
		expect(error.description).toContain('x is not supported');
	});

	test('one bad item of four names the tasks that the others have started', async () => {
		const input = [video().id, video().id, 'f'.repeat(24), video().id].map((id) => ({
			json: { id },
		}));
		const error = errorOf(await start({ assetId: byId('={{ $json.id }}') }, { input }));
		expect(error.description).toContain('3 of 4 items were started and are paid for');
		for (const { id } of tasks()) expect(error.description).toContain(id);
	});
});

describe('a task is started once, whatever happens to its request:', () => {
	const FAULTS = [
		...(['reset', 'html502', 'truncated', 'empty'] as const).flatMap((respond) =>
			(['before', 'after'] as const).map((when) => [respond, when] as const),
		),
		[{ status: 500 }, 'before'],
		[{ status: 500 }, 'after'],
		[{ status: 503 }, 'before'],
		[{ status: 503 }, 'after'],
		[{ status: 504 }, 'after'],
		[{ status: 429, headers: { 'Retry-After': '20' } }, 'before'],
	] as const;

	describe.each([[{}], [{ customId: 'lift-07' }]])('with the options %j', (options) => {
		test.each(FAULTS)('%j, %s the effect', async (respond, when) => {
			world.simulator.faults.add({ on: CREATE, respond, when });
			const run = await start({ options }, { onError: 'continueErrorOutput' });
			expect(tasks().length).toBeLessThanOrEqual(1);
			const [{ error, details, ...item } = {}] = [...jsonOf(run), ...jsonOf(run, 1)];
			if (error === undefined) expect(item).toMatchObject({ task_id: tasks()[0].id });
			else {
				expect(details).toMatchObject({
					custom_id: expect.any(String),
					next: expect.stringMatching(/may have been started all the same|Do not start it again/),
				});
			}
			// What was done is found.
			if (when === 'after') expect(error).toBeUndefined();
		});
	});

	test('an answer without an ID is none: the task is found by its custom ID', async () => {
		const respond = { status: 202, body: { status: 'queued' } };
		world.simulator.faults.add({ on: CREATE, when: 'after', respond });
		expect(jsonOf(await start())).toEqual([{ task_id: tasks()[0].id, status: 'queued' }]);
		expect(asked(CREATE)).toHaveLength(1);
	});

	test('items with the same custom ID each start one, and find their own', async () => {
		world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset', times: 3 });
		const input = [1, 2, 3, 4].map((n) => ({ json: { n } }));
		const run = await start({ options: { customId: 'lift-07' } }, { input });
		expect(tasks()).toHaveLength(4);
		expect(new Set(jsonOf(run).map(({ task_id }) => task_id)).size).toBe(4);
	});

	test('a task of the same custom ID that was started minutes ago is no proof', async () => {
		const earlier = account().add({ customId: 'lift-07', createdAt: Date.now() - 60_000 });
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const error = errorOf(await start({ options: { customId: 'lift-07' } }));
		expect(error.description).toContain(earlier.id);
		expect(asked(CREATE)).toHaveLength(1);
	});

	test('a list that does not show custom IDs is no proof', async () => {
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const created_at = new Date(Date.now()).toISOString();
		const body = {
			data: [{ task_id: 'a'.repeat(24), status: 'queued', created_at }],
			page_info: { page: 1, total_page: 1, total_results: 1, limit_per_page: 50 },
		};
		world.simulator.faults.add({
			on: 'analyzeAsync-tasks.list',
			times: Infinity,
			respond: { status: 200, body },
		});
		errorOf(await start());
		expect(asked(CREATE)).toHaveLength(1);
	});
});

describe('60 analyses at once, of which eight a minute are allowed,', () => {
	const input = Array.from({ length: 60 }, (_, n) => ({ json: { n } }));
	const limit = { on: CATEGORIES.analyze, limit: 8, windowMs: 60_000 };

	test.each(['analyze', 'start'])('all succeed: %s', async (operation) => {
		const quota = world.simulator.quotas.add(limit);
		const run = await withVideo(operation)({}, { input });
		expect(jsonOf(run)).toHaveLength(60);
		expect(quota.accepted).toBe(60);
		if (operation === 'start') expect(tasks()).toHaveLength(60);
	});

	test('or say until when the quota is used up', async () => {
		const day = { ...limit, windowMs: 86_400_000, report: 'retryAfter' };
		const quota = world.simulator.quotas.add(day as never);
		const run = await analyze({}, { input, onError: 'continueErrorOutput' });
		expect(jsonOf(run)).toHaveLength(8);
		expect(quota.accepted).toBe(8);
		expect(jsonOf(run, 1)).toHaveLength(52);
		for (const { details } of jsonOf(run, 1)) {
			expect(details).toMatchObject({ httpStatus: 429, resetsAt: expect.any(String) });
		}
	});
});

describe('Get', () => {
	const get = async (task: Parameters<ReturnType<typeof account>['add']>[0], parameters = {}) => {
		const { id } = account().add(task);
		const run = await analysis('get', { taskId: byId(id), ...parameters });
		return { id, json: jsonOf(run)[0] };
	};

	test('reads a task with its answer', async () => {
		const { id, json } = await get({ status: 'ready' });
		expect(json).toEqual({
			task_id: id,
			status: 'ready',
			text: 'Nothing to see.',
			finish_reason: 'stop',
			created_at: expect.any(String),
			completed_at: expect.any(String),
		});
	});

	test('names the video of a task by its URL', async () => {
		const url = 'https://example.com/lift.mp4';
		const request = { video: { type: 'url' as const, url }, prompt: 'What?' };
		const { json } = await get({ status: 'ready', request });
		expect(json).toMatchObject({ video_url: url });
		expect(json).not.toHaveProperty('asset_id');
	});

	test('reads JSON by what the task was asked for', async () => {
		const generated = { data: '{"a":1}', finish_reason: 'stop' as const };
		const request = {
			prompt: 'What?',
			response_format: { type: 'json_schema' as const, json_schema: { type: 'object' } },
		};
		const usage = { input_tokens: 1, output_tokens: 1 };
		const { json } = await get({ status: 'ready', request, generated: { ...generated, usage } });
		expect(json.data).toEqual({ a: 1 });
	});

	test('hints at an answer that was cut off', async () => {
		const usage = { input_tokens: 1, output_tokens: 1 };
		const generated = { data: 'The hook', finish_reason: 'length' as const, usage };
		const { id } = account().add({ status: 'ready', generated });
		const run = await analysis('get', { taskId: byId(id) });
		expect(jsonOf(run)[0]).toMatchObject({ text: 'The hook', truncated: true });
		if (HAS_HINTS) expect(hintsOf(run)).toHaveLength(1);
	});

	test('of what failed has the reason, of what is ready with an error a warning', async () => {
		expect((await get({ status: 'failed', failure: 'Broken.' })).json).toMatchObject({
			status: 'failed',
			error: 'Broken.',
		});
		const usage = { input_tokens: 1, output_tokens: 1 };
		const generated = { data: 'Cu', finish_reason: 'length' as const, warning: 'Cut.', usage };
		const { json } = await get({ status: 'ready', generated });
		expect(json).toMatchObject({ text: 'Cu', truncated: true, warning: 'Cut.' });
		expect(json).not.toHaveProperty('error');
	});

	test('gives everything with Output Raw', async () => {
		const { json } = await get({ status: 'ready' }, { output: 'raw' });
		expect(json).toMatchObject({ custom_id: null, result: { generation_id: expect.any(String) } });
	});
});

describe('Get Many', () => {
	const many = async (parameters: INodeParameters = {}) =>
		jsonOf(await analysis('getAll', parameters)).map(({ task_id }) => task_id);

	test('lists all pages, the newest first, and stops at the limit', async () => {
		const ids = Array.from(
			{ length: 70 },
			(_, n) => account().add({ createdAt: Date.now() - n * 1_000 }).id,
		);
		expect(await many({ returnAll: true })).toEqual(ids);
		expect(await many({ limit: 60 })).toEqual(ids.slice(0, 60));
	});

	test.each([false, true])('has answers where the list shows them: %s', async (reading) => {
		world.simulator.switches.taskListResult = reading;
		account().add({ status: 'ready' });
		const [task] = jsonOf(await analysis('getAll', {}));
		expect(task.text).toBe(reading ? 'Nothing to see.' : undefined);
		world.simulator.switches.taskListResult = false;
	});

	test('filters by status, asset, address and mode', async () => {
		const at = (n: number) => ({ createdAt: Date.now() - n * 1_000 });
		const { id: asset } = video();
		const ready = account().add({ status: 'ready', ...at(1) }).id;
		const failed = account().add({ status: 'failed', failure: 'x', ...at(2) }).id;
		const ofAsset = account().add({
			...at(3),
			status: 'queued',
			request: { video: { type: 'asset_id', asset_id: asset }, prompt: 'a' },
		}).id;
		const ofUrl = account().add({
			...at(4),
			status: 'queued',
			request: {
				video: { type: 'url', url: 'https://example.com/a.mp4' },
				analysis_mode: 'time_based_metadata',
			},
		}).id;
		const filtered = async (filters: INodeParameters) => await many({ filters });
		expect(await filtered({})).toEqual([ready, failed, ofAsset, ofUrl]);
		expect(await filtered({ status: ['failed'] })).toEqual([failed]);
		expect(await filtered({ status: ['failed', 'ready'] })).toEqual([ready, failed]);
		expect(await filtered({ status: ['ready', 'queued'] })).toEqual([ready, ofAsset, ofUrl]);
		const statuses = asked('analyzeAsync-tasks.list').map(({ query }) => query.status);
		// A task that goes on meanwhile is met again, and not missed.
		expect(statuses.slice(-2)).toEqual(['queued', 'ready']);
		expect(await filtered({ assetId: asset })).toEqual([ofAsset]);
		expect(await filtered({ videoUrl: 'https://example.com/a.mp4' })).toEqual([ofUrl]);
		expect(await filtered({ analysisMode: 'time_based_metadata' })).toEqual([ofUrl]);
	});
});

describe('Cancel', () => {
	const cancel = (id: string) => analysis('cancel', { taskId: byId(id) });

	test('ends a task, also where the first response is lost', async () => {
		for (const faults of [0, 1]) {
			const { id } = account().add({ status: 'processing' });
			world.simulator.faults.add({
				on: 'analyzeAsync-tasks.cancel',
				when: 'after',
				respond: 'reset',
				times: faults,
			});
			expect(jsonOf(await cancel(id))).toEqual([{ task_id: id, status: 'canceled' }]);
		}
	});

	test.each([409, 200] as const)(
		'of what has ended gives its status, whether TwelveLabs answers %i',
		async (reading) => {
			world.simulator.switches.cancelOfFinished = reading;
			const { id } = account().add({ status: 'ready' });
			expect(jsonOf(await cancel(id))).toEqual([{ task_id: id, status: 'ready' }]);
			world.simulator.switches.cancelOfFinished = 409;
		},
	);

	test('that is refused while the task runs is an error', async () => {
		const { id } = account().add({ status: 'processing' });
		world.simulator.faults.add({ on: 'analyzeAsync-tasks.cancel', respond: { status: 409 } });
		expect(errorOf(await cancel(id)).description).toContain('canceled with its batch');
	});
});

describe('Delete', () => {
	const remove = (id: string) => analysis('delete', { taskId: byId(id) });

	test('deletes a task', async () => {
		const { id } = account().add({ status: 'ready' });
		expect(jsonOf(await remove(id))).toEqual([{ task_id: id, deleted: true }]);
		expect(tasks()).toEqual([]);
	});

	test('of a task that is being processed says what to do', async () => {
		const { id } = account().add({ status: 'processing' });
		const error = errorOf(await remove(id));
		expect(error.description).toContain('Cancel it first');
	});

	test('of what is not there names the task', async () => {
		const id = 'f'.repeat(24);
		expect(errorOf(await remove(id)).message).toBe(
			`Task ${id} does not exist, or is in another account`,
		);
	});
});

describe('the list of analysis tasks', () => {
	const search = async (filter?: string, paginationToken?: string) =>
		await world.engine.searchList('searchAnalysisTasks', world.credential, {
			filter,
			paginationToken,
		});

	test('shows what was asked and the custom ID, unless the node has set it', async () => {
		const request = { prompt: 'Who speaks?' };
		const at = (n: number) => ({ createdAt: Date.UTC(2026, 10, 25 - n, 12) });
		account().add({ ...at(0), customId: 'lift-07', status: 'ready', request });
		account().add({ ...at(1), customId: 'n8n-1', status: 'processing', request });
		account().add({ ...at(2), request: { analysis_mode: 'time_based_metadata' } });
		const { results } = await search();
		expect(results.map(({ name }) => name.replace(/ · 2026.*$/, ''))).toEqual([
			'lift-07 · Who speaks?',
			'Who speaks? (processing)',
			expect.stringContaining('Segments'),
		]);
	});

	test('is searched by words and by ID, and pages', async () => {
		const { id } = account().add({ customId: 'lift-07' });
		for (let n = 0; n < 60; n++) account().add();
		expect((await search('lift 07')).results).toMatchObject([{ value: id }]);
		expect((await search(id)).results).toMatchObject([{ value: id }]);
		const { paginationToken } = await search();
		expect((await search(undefined, String(paginationToken))).results).toHaveLength(11);
	});
});

test('a model gets a short answer, and what to do next', async () => {
	const run = await analyze({ options: { maxTokens: 3 } }, { asTool: true });
	expect(run.data.resultData.error).toBeUndefined();
	const error = errorOf(await analyze({ assetId: byId('f'.repeat(24)) }, { asTool: true }));
	expect(error.message).toContain('an indexed asset has an ID of its own');
});

test('each item is paired with its input item', async () => {
	const input = [{ json: { n: 1 } }, { json: { n: 2 } }];
	const run = await analyze({ prompt: '={{ "Hook " + $json.n }}' }, { input });
	expect(itemsOf(run).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(jsonOf(run).map(({ text }) => String(text).includes('Hook 2'))).toEqual([false, true]);
});

describe('Get with Wait for Completion', () => {
	const get = (id: string, output = 'simplified') =>
		analysis('get', { taskId: byId(id), output, options: { waitForCompletion: true } });

	test('waits for the end of a task, and has its answer in the form that is wanted', async () => {
		const { id } = world.simulator.world.tasks.add();
		expect(jsonOf(await get(id))).toMatchObject([{ status: 'ready', text: 'Nothing to see.' }]);
		const { id: other } = world.simulator.world.tasks.add();
		expect(jsonOf(await get(other, 'raw'))).toMatchObject([
			{ status: 'ready', result: { data: 'Nothing to see.' } },
		]);
	});

	test('reads a task that is ready once', async () => {
		const { id } = world.simulator.world.tasks.add({ status: 'ready' });
		await get(id);
		expect(world.sent()).toEqual([`GET /analyze/tasks/${id}`]);
	});

	test('is no green item where the analysis came to nothing', async () => {
		const failed = world.simulator.world.tasks.add({ status: 'failed', failure: 'No picture.' });
		expect(errorOf(await get(failed.id)).message).toMatch(/could not analyze.*No picture/);
		const canceled = world.simulator.world.tasks.add({ status: 'canceled' });
		expect(errorOf(await get(canceled.id)).message).toMatch(/^The analysis was canceled/);
	});

	test('says of an ID that no task has what it says without waiting', async () => {
		const missing = '69a1c7d4f2b84d3c9e7a1b31';
		const waiting = errorOf(await get(missing));
		const { message } = errorOf(await analysis('get', { taskId: byId(missing) }));
		expect(waiting.message).toBe(message);
	});
});
