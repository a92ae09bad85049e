import { type IDataObject, type INodeParameters, NodeConnectionTypes } from 'n8n-workflow';

import { CATEGORIES } from '../../simulator/quotas';
import { byId, errorOf, jsonOf, type RunOptions } from './harness';
import { useWorld } from './world';

const world = useWorld();

type More = Partial<Omit<RunOptions, 'parameters'>>;

const embedding =
	(operation: string) =>
	(parameters: INodeParameters = {}, more: More = {}) =>
		world.run(operation, { resource: 'embedding', ...parameters }, more);

/** A video of twelve seconds, so two clips. */
const video = (asset: Parameters<typeof world.simulator.world.addAsset>[0] = {}) =>
	world.simulator.world.addAsset({
		filename: 'crane.mp4',
		status: 'ready',
		media: { duration: 12 },
		...asset,
	});

const start = (parameters: INodeParameters = {}, more: More = {}) =>
	embedding('start')({ assetId: byId(video().id), ...parameters }, more);
const get = embedding('get');
const getAll = embedding('getAll');

const CREATE = 'embed-v2-tasks.create';
const LIST = 'embed-v2-tasks.list';
const RETRIEVE = 'embed-v2-tasks.retrieve';

const account = () => world.simulator.world.embeddingTasks;
const tasks = () => [...account().all.values()];
const asked = (operationId: string) =>
	world.simulator.requests.filter((request) => request.operationId === operationId);
const bodies = () => asked(CREATE).map(({ body }) => body);

beforeEach(() => account().all.clear());

const hintsOf = (run: Awaited<ReturnType<typeof start>>) =>
	(run.data.resultData.runData.Node[0].hints ?? []).map(({ message }) => message);

/** Hints are a matter of custom operations. */
const HAS_HINTS = process.env.ENGINE_RUNS_BY !== 'routing';

const WAIT = { waitForCompletion: true };
const NEW = { embeddingModel: 'marengo3.5' };
const URL = 'https://example.com/videos/crane.mp4';
const BY_URL = { mediaSource: 'url', url: URL };

describe('Start', () => {
	test('gives the ID of the task', async () => {
		const { id } = video();
		const run = await start({ assetId: byId(id) });
		expect(jsonOf(run)).toEqual([
			{ task_id: tasks()[0].id, status: 'processing', asset_id: id, model: 'marengo3.0' },
		]);
		expect(bodies()).toEqual([
			{
				model_name: 'marengo3.0',
				input_type: 'video',
				video: { media_source: { asset_id: id } },
			},
		]);
		expect(world.sent()).toEqual(['POST /embed-v2/tasks']);
	});

	test('waits for its end, and then has a vector for each clip, scope and option', async () => {
		const { id } = video();
		const options = { ...WAIT, embeddingOptions: ['visual'] };
		const run = await start({ assetId: byId(id), options });
		const vector = {
			...{ embedding: { length: 512 }, option: 'visual', asset_id: id },
			...{ task_id: tasks()[0].id, model: 'marengo3.0', dimension: 512 },
		};
		expect(jsonOf(run)).toMatchObject([
			{ ...vector, scope: 'clip', start: 0, end: 6 },
			{ ...vector, scope: 'asset', start: 0, end: 12 },
			{ ...vector, scope: 'clip', start: 6, end: 12 },
		]);
	});

	test.each([
		['marengo3.0', (cut: IDataObject) => cut],
		['marengo3.5', (temporal: IDataObject) => ({ temporal })],
	])('sends the segmentation in the shape that the model takes: %s', async (name, shaped) => {
		const options = { embeddingModel: name, segmentation: 'fixed', segmentDuration: 4 };
		const run = await start({ ...BY_URL, mediaType: 'audio', options });
		expect(jsonOf(run)).toHaveLength(1);
		expect(bodies()).toEqual([
			{
				model_name: name,
				input_type: 'audio',
				audio: {
					media_source: { url: URL },
					segmentation: shaped({ strategy: 'fixed', fixed: { duration_sec: 4 } }),
				},
			},
		]);
	});

	test('of marengo3.5 has vectors of the dimension that was asked for', async () => {
		const run = await start({ options: { ...WAIT, ...NEW, dimension: 64 } });
		expect(jsonOf(run).length).toBeGreaterThan(1);
		for (const item of jsonOf(run)) {
			expect(item).toMatchObject({ model: 'marengo3.5', dimension: 64, embedding: { length: 64 } });
		}
	});

	test('as a tool gives everything but the numbers', async () => {
		const run = await start({ options: WAIT }, { asTool: true });
		const [{ data }] = run.data.resultData.runData.Node;
		const items = data?.[NodeConnectionTypes.AiTool]?.[0] ?? [];
		expect(items.length).toBeGreaterThan(1);
		for (const { json } of items) {
			expect(json).not.toHaveProperty('embedding');
			expect(json).toMatchObject({ dimension: 512, task_id: tasks()[0].id });
		}
	});

	test('of a file that is silent says why there is no item', async () => {
		const { id } = video({ spoken: [] });
		const options = { ...WAIT, embeddingOptions: ['transcription'] };
		const run = await start({ assetId: byId(id), options });
		if (jsonOf(run).length > 0) return;
		if (HAS_HINTS) expect(hintsOf(run)).toEqual([expect.stringContaining('made no vector')]);
	});

	test('waits for the asset with Wait for Asset, and else names the way out', async () => {
		const { id } = video({ status: undefined });
		expect(
			jsonOf(await start({ assetId: byId(id), options: { waitForAsset: true } })),
		).toHaveLength(1);
		const { id: processing } = video({ status: 'processing' });
		const { description } = errorOf(await start({ assetId: byId(processing) }));
		expect(description).toContain('Turn on Wait for Asset under Options');
	});

	test('one that ends as failed is an error with the reason and the ID', async () => {
		const { id } = video({ filename: 'simulate-embedding-failure.mp4' });
		const run = await start(
			{ assetId: byId(id), options: WAIT },
			{ onError: 'continueErrorOutput' },
		);
		expect(jsonOf(run, 1)).toEqual([
			{
				error: expect.stringMatching(/^TwelveLabs could not embed the file: We could not process/),
				details: {
					task_id: tasks()[0].id,
					asset_id: id,
					status: 'failed',
					next: expect.stringContaining('start the embedding again'),
				},
			},
		]);
	});

	test('when the time is up, the error output has the ID and the way on, never a green item', async () => {
		const options = { ...WAIT, maxWaitMinutes: 0 };
		const run = await start({ options }, { onError: 'continueErrorOutput' });
		expect(jsonOf(run)).toEqual([]);
		expect(jsonOf(run, 1)).toMatchObject([
			{
				error: 'The embedding was still being processed after 0 seconds',
				details: {
					task_id: tasks()[0].id,
					next: expect.stringContaining('read its result with Get'),
				},
			},
		]);
	});

	test('the time in the queue and in a pause of the rate limit is no part of Max Wait', async () => {
		const pause = { status: 429, headers: { 'Retry-After': '8' } };
		world.simulator.faults.add({ on: CREATE, respond: pause, when: 'before' });
		const run = await start({ options: { ...WAIT, maxWaitMinutes: 0.1 } });
		expect(jsonOf(run).length).toBeGreaterThan(1);
	});

	test('fields of the model that the node does not offer are added inside the media', async () => {
		const additionalFields = '{"video":{"fused_embedding":true}}';
		await start({ options: { ...NEW, additionalFields } });
		expect(bodies()).toMatchObject([
			{ video: { media_source: { asset_id: expect.any(String) }, fused_embedding: true } },
		]);
	});

	test('a file of more than four hours is refused with the way out', async () => {
		const { id } = video({ media: { duration: 15_000 } });
		const { message, description } = errorOf(await start({ assetId: byId(id) }));
		expect(message).toBe('The file is too long to be embedded in one go');
		expect(description).toContain('Embed it in parts');
	});

	test('one bad item of three names the tasks that the others have started', async () => {
		const input = [video().id, 'f'.repeat(24), video().id].map((id) => ({ json: { id } }));
		const error = errorOf(await start({ assetId: byId('={{ $json.id }}') }, { input }));
		expect(error.description).toContain('2 of 3 items were started and are paid for');
		for (const { id } of tasks()) expect(error.description).toContain(id);
	});

	test.each<[string, INodeParameters]>([
		['Media Type: "image" is none of audio, video', { mediaType: 'image' }],
		['URL: "crane.mp4" is not a web address', { ...BY_URL, url: 'crane.mp4' }],
		[
			'Embeddings: "visual" is of videos only',
			{ mediaType: 'audio', options: { embeddingOptions: ['visual'] } },
		],
		['Dimension: 64 needs marengo3.5; marengo3.0 has 512 only', { options: { dimension: 64 } }],
		['Max Wait (Minutes): -1 is less than 0', { options: { ...WAIT, maxWaitMinutes: -1 } }],
	])('says what is wrong before anything is sent: %s', async (message, parameters) => {
		expect(errorOf(await start(parameters)).message).toBe(`${message} [item 0]`);
		expect(world.sent()).toEqual([]);
	});
});

describe('a task is started once, whatever happens to its request:', () => {
	const FAULTS = [
		...(['reset', 'html502', 'truncated', 'empty'] as const).flatMap((respond) =>
			(['before', 'after'] as const).map((when) => [respond, when] as const),
		),
		[{ status: 500 }, 'before'],
		[{ status: 503 }, 'after'],
		[{ status: 504 }, 'after'],
		[{ status: 202, body: { status: 'processing' } }, 'after'],
		[{ status: 429, headers: { 'Retry-After': '20' } }, 'before'],
	] as const;

	describe.each([
		['asset', {}],
		['URL', BY_URL],
	])('of a file by %s', (_, parameters) => {
		test.each(FAULTS)('%j, %s the effect', async (respond, when) => {
			world.simulator.faults.add({ on: CREATE, respond, when });
			const run = await start(parameters, { onError: 'continueErrorOutput' });
			expect(tasks().length).toBeLessThanOrEqual(1);
			const [{ error, details, ...item } = {}] = [...jsonOf(run), ...jsonOf(run, 1)];
			if (error === undefined) expect(item).toMatchObject({ task_id: tasks()[0].id });
			else expect(details).toMatchObject({ next: expect.stringContaining('billed twice') });
			// What was done is found.
			if (when === 'after') expect(error).toBeUndefined();
		});
	});

	test('items of the same file each start one, and find their own', async () => {
		world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset', times: 3 });
		const input = [1, 2, 3, 4].map((n) => ({ json: { n } }));
		const run = await start(BY_URL, { input });
		expect(tasks()).toHaveLength(4);
		expect(new Set(jsonOf(run).map(({ task_id }) => task_id)).size).toBe(4);
	});

	test('the task of another file that another process started meanwhile is never taken for its own', async () => {
		world.simulator.faults.add({
			on: ({ operationId }) => {
				if (operationId !== CREATE) return false;
				const request = {
					model_name: 'marengo3.0',
					input_type: 'video',
					video: { media_source: { url: 'https://example.com/other.mp4' } },
				} as const;
				account().add({ request });
				return true;
			},
			respond: 'reset',
		});
		const run = await start(BY_URL, { onError: 'continueErrorOutput' });
		const others = tasks().filter(({ request }) => request.video?.media_source.url !== URL);
		expect(others).toHaveLength(1);
		for (const item of [...jsonOf(run), ...jsonOf(run, 1)]) {
			expect(item.task_id).not.toBe(others[0].id);
		}
	});

	test.each(['otherForm', 'absent'] as const)(
		'a list that shows the file as %s is no proof that no task was started',
		async (form) => {
			world.simulator.switches.embeddedFileInList = form;
			for (const parameters of [BY_URL, {}]) {
				const before = tasks().length;
				world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset' });
				const { description } = errorOf(await start(parameters));
				expect(tasks()).toHaveLength(before + 1);
				expect(description).toContain(tasks()[before].id);
			}
			world.simulator.switches.embeddedFileInList = 'asSent';
		},
	);

	test('a list that does not name the file proves nothing: the tasks that may be its own are named', async () => {
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const _id = 'a'.repeat(24);
		const created_at = new Date(Date.now()).toISOString();
		const body = {
			data: [{ _id, status: 'processing', model_name: 'marengo3.0', created_at }],
			page_info: { page: 1, total_page: 1, total_results: 1, limit_per_page: 50 },
		};
		world.simulator.faults.add({ on: LIST, times: Infinity, respond: { status: 200, body } });
		const { description } = errorOf(await start());
		expect(description).toContain(_id);
		expect(asked(CREATE)).toHaveLength(1);
	});

	test('Retry On Fail starts none anew that has been started', async () => {
		const input = [video().id, 'f'.repeat(24)].map((id) => ({ json: { id } }));
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		errorOf(await start({ assetId: byId('={{ $json.id }}') }, { input, settings }));
		expect(tasks()).toHaveLength(1);
	});
});

test('20 items, of which eight a minute are allowed, each start one', async () => {
	const limit = { on: CATEGORIES.embedMedia, limit: 8, windowMs: 60_000 };
	const quota = world.simulator.quotas.add(limit);
	const input = Array.from({ length: 20 }, (_, n) => ({ json: { n } }));
	expect(jsonOf(await start({}, { input }))).toHaveLength(20);
	expect([quota.accepted, tasks().length]).toEqual([20, 20]);
});

describe('Get', () => {
	type Wish = Parameters<ReturnType<typeof account>['add']>[0];
	const of = (task: Wish, parameters: INodeParameters = {}, more: More = {}) =>
		get({ taskId: byId(account().add(task).id), ...parameters }, more);

	test('gives one item for each vector of a task that is ready, with its model', async () => {
		const run = await of({ status: 'ready' });
		const items = jsonOf(run);
		expect(items.length).toBeGreaterThan(3);
		expect(items[0]).toEqual({
			...{ embedding: expect.any(Array), option: expect.any(String), scope: 'clip' },
			...{ start: 0, end: 6, model: 'marengo3.0', dimension: 512 },
			...{ filename: 'video.mp4', url: 'https://example.com/video.mp4' },
			task_id: tasks()[0].id,
		});
		expect(world.sent()).toHaveLength(2);
	});

	test('of a task whose model cannot be read says so, and has its vectors', async () => {
		world.simulator.faults.add({ on: LIST, respond: { status: 400 } });
		const run = await of({ status: 'ready' });
		expect(jsonOf(run)[0]).toMatchObject({ model: null, start: 0 });
		if (HAS_HINTS) expect(hintsOf(run)).toEqual([expect.stringContaining('so model is null')]);
	});

	test.each<[string, Wish, IDataObject]>([
		[
			'The embeddings are not ready: task ID is still being processed',
			{ status: 'processing' },
			{ status: 'processing', next: expect.stringContaining('Turn on Wait for Completion') },
		],
		[
			'TwelveLabs could not embed the file: Broken.',
			{ status: 'failed', failure: 'Broken.' },
			{ status: 'failed', next: expect.stringContaining('start the embedding again') },
		],
	])('%s', async (message, task, details) => {
		const run = await of(task, {}, { onError: 'continueErrorOutput' });
		const [{ id }] = tasks();
		expect(jsonOf(run, 1)).toEqual([
			{ error: message.replace('ID', id), details: { task_id: id, ...details } },
		]);
	});

	test.each([404, 'failed'] as const)(
		'after seven days says that the vectors are gone: %s',
		async (reading) => {
			world.simulator.switches.expiredEmbeddings = reading;
			const createdAt = Date.now() - 8 * 24 * 3_600_000;
			const { description } = errorOf(await of({ status: 'ready', createdAt }));
			expect(description).toContain('TwelveLabs keeps embeddings for seven days');
			world.simulator.switches.expiredEmbeddings = 404;
		},
	);

	test('waits with Wait for Completion', async () => {
		const run = await of({}, { options: WAIT });
		expect(jsonOf(run).length).toBeGreaterThan(3);
		expect(asked(RETRIEVE).length).toBeGreaterThan(1);
	});

	test('gives the task as it came with Output Raw, whatever its status, and the fields that are named', async () => {
		const [raw] = jsonOf(await of({ status: 'ready' }, { output: 'raw' }));
		expect(raw).toMatchObject({ status: 'ready', data: expect.any(Array) });
		const [running] = jsonOf(await of({ status: 'processing' }, { output: 'raw' }));
		expect(running).toMatchObject({ status: 'processing', data: null });
		const fields = { output: 'selected', fields: 'start, model' };
		expect(jsonOf(await of({ status: 'ready' }, fields))[0]).toEqual({
			start: 0,
			model: 'marengo3.0',
		});
	});

	test.each(['simplified', 'raw'])('as a tool gives no numbers: %s', async (output) => {
		const run = await of({ status: 'ready' }, { output }, { asTool: true });
		const [{ data }] = run.data.resultData.runData.Node;
		const items = (data?.[NodeConnectionTypes.AiTool]?.[0] ?? []).map(({ json }) => json);
		expect(items.length).toBeGreaterThan(0);
		expect(JSON.stringify(items)).not.toMatch(/"embedding":/);
		const about = output === 'raw' ? items[0].data : { dimension: items[0].dimension };
		expect(about).toMatchObject({ dimension: 512 });
	});
});

describe('Get Many', () => {
	const many = async (parameters: INodeParameters = {}) =>
		jsonOf(await getAll(parameters)).map(({ task_id }) => task_id);
	const at = (n: number) => ({ createdAt: Date.now() - n * 60_000 });

	test('lists all pages, the newest first, and stops at the limit', async () => {
		const ids = Array.from({ length: 70 }, (_, n) => account().add(at(n)).id);
		expect(await many({ returnAll: true })).toEqual(ids);
		expect(await many({ limit: 60 })).toEqual(ids.slice(0, 60));
	});

	test('has model, file and reason, side by side', async () => {
		account().add({ status: 'failed', failure: 'Broken.' });
		expect(jsonOf(await getAll())).toEqual([
			{
				task_id: tasks()[0].id,
				status: 'failed',
				model_name: 'marengo3.0',
				filename: 'video.mp4',
				url: 'https://example.com/video.mp4',
				created_at: expect.any(String),
				updated_at: expect.any(String),
			},
		]);
		expect(jsonOf(await getAll({ output: 'raw' }))[0]).toHaveProperty('video_embedding');
	});

	test('filters by statuses and times', async () => {
		const ready = account().add({ status: 'ready', ...at(1) }).id;
		const failed = account().add({ status: 'failed', failure: 'x', ...at(10) }).id;
		const running = account().add({ status: 'processing', ...at(20) }).id;
		expect(await many({ filters: { status: ['processing', 'ready'] } })).toEqual([ready, running]);
		const time = (n: number) => new Date(Date.now() - n * 60_000).toISOString();
		expect(await many({ filters: { startedAfter: time(15) } })).toEqual([ready, failed]);
		expect(await many({ filters: { startedAfter: time(15), startedBefore: time(5) } })).toEqual([
			failed,
		]);
	});

	test.each<[string, INodeParameters]>([
		['Status: "done" is none of processing, ready, failed', { status: 'done' }],
		[
			'Started Before: "2026-11-01" is before Started After',
			{ startedAfter: '2026-11-02', startedBefore: '2026-11-01' },
		],
		[
			'Started After: "soon" is not a date that exists, such as 2026-11-24T12:00:00',
			{ startedAfter: 'soon' },
		],
	])('says what is wrong before anything is sent: %s', async (message, filters) => {
		expect(errorOf(await getAll({ filters })).message).toBe(`${message} [item 0]`);
		expect(world.sent()).toEqual([]);
	});
});
