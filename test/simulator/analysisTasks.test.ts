import { useBench } from './support';

interface Task {
	task_id: string;
	custom_id: string | null;
	status: string;
	created_at: string;
	completed_at?: string;
	video_source?: { type: string; asset_id?: string; url?: string };
	request_params: { analysis_mode: string; prompt?: string; response_format?: object };
	result?: { generation_id: string; data: string; finish_reason: string };
	error?: { code?: string; message: string };
	code?: string;
}

const bench = useBench();
let assetId: string;

beforeEach(() => {
	const media = { duration: 600 };
	assetId = bench.simulator.world.addAsset({ filename: 'lift.mp4', status: 'ready', media }).id;
});

const create = async (fields: object = {}, headers: Record<string, string> = {}) => {
	const video = { type: 'asset_id', asset_id: assetId };
	const body = { video, prompt: 'What was done wrong?', ...fields };
	return await bench.call<Task>('POST', '/analyze/tasks', body, headers);
};
const created = async (fields: object = {}) => (await create(fields)).body.task_id;
const refusal = async (fields: object) => {
	const { status, body } = await create(fields);
	return `${status} ${body.code}`;
};
const get = async (id: string) => (await bench.call<Task>('GET', `/analyze/tasks/${id}`)).body;
const cancel = async (id: string) => await bench.call<Task>('POST', `/analyze/tasks/${id}/cancel`);
const list = async (query = '') => {
	const { body } = await bench.call<{ data: Task[] }>('GET', `/analyze/tasks${query}`);
	return body.data;
};

describe('An analysis task', () => {
	it('is queued, pending, processing and ready, with its result then only', async () => {
		const { status, body } = await create({ custom_id: 'lift-07' });
		expect({ status, body }).toEqual({
			status: 202,
			body: { task_id: expect.any(String), status: 'queued' },
		});
		const seen = [];
		for (const step of [0, 1_000, 1_000, 2_000]) {
			bench.clock.advance(step);
			const task = await get(body.task_id);
			seen.push([task.status, task.result !== undefined, task.completed_at !== undefined]);
		}
		expect(seen).toEqual([
			['queued', false, false],
			['pending', false, false],
			['processing', false, false],
			['ready', true, true],
		]);
		expect(await get(body.task_id)).toMatchObject({
			custom_id: 'lift-07',
			video_source: { type: 'asset_id', asset_id: assetId, system_metadata: { duration: 600 } },
			request_params: { analysis_mode: 'general', prompt: 'What was done wrong?' },
			result: { data: expect.stringContaining('lift.mp4'), finish_reason: 'stop' },
		});
	});

	it('has the same answer as an analysis at once', async () => {
		const id = await created();
		bench.simulator.world.tasks.finish(id);
		const video = { type: 'asset_id', asset_id: assetId };
		const body = { video, prompt: 'What was done wrong?', stream: false };
		const { data } = (await bench.call<{ data: string }>('POST', '/analyze', body)).body;
		expect((await get(id)).result?.data).toBe(data);
	});

	it('shows null where it has no custom_id, and no source where it has images', async () => {
		const image = [{ name: 'a', base64_string: 'AAAA' }];
		const id = await created({ video: undefined, image, model_name: 'pegasus1.6' });
		const task = await get(id);
		expect(task).toMatchObject({
			custom_id: null,
			request_params: { image: [{ name: 'a', media_type: 'image' }] },
		});
		expect(task).not.toHaveProperty('video_source');
		expect(JSON.stringify(task)).not.toContain('AAAA');
	});

	it('takes any number of tasks of one custom_id, of 1 to 64 of its characters', async () => {
		const first = await created({ custom_id: 'a_B-9' });
		expect(await created({ custom_id: 'a_B-9' })).not.toBe(first);
		for (const custom_id of ['', 'a b', 'a'.repeat(65)]) {
			expect(await refusal({ custom_id })).toBe('400 parameter_invalid');
		}
	});

	it('is made twice with one Idempotency-Key, or once, as the switch says', async () => {
		const key = { 'Idempotency-Key': 'one' };
		const twice = async () => {
			const [first, second] = [await create({}, key), await create({}, key)];
			return new Set([first.body.task_id, second.body.task_id]).size;
		};
		expect(await twice()).toBe(2);
		bench.simulator.switches.idempotencyKey = 'honoured';
		expect(await twice()).toBe(1);
	});

	it('is ready with a warning where max_tokens cut it off', async () => {
		const spoken = ['One long sentence follows another, without an end to be seen.'];
		const media = { duration: 600 };
		assetId = bench.simulator.world.addAsset({ status: 'ready', spoken, media }).id;
		const id = await created({ max_tokens: 512, prompt: 'All of it.' });
		bench.simulator.world.tasks.finish(id);
		expect(await get(id)).toMatchObject({
			status: 'ready',
			result: { finish_reason: 'length', usage: { output_tokens: 512 } },
			error: { message: expect.stringContaining('max_tokens') },
		});
		expect(await refusal({ max_tokens: 511 })).toBe('400 parameter_invalid');
		expect(await refusal({ max_tokens: 98_305 })).toBe('400 parameter_invalid');
	});

	it('takes files of up to two hours, and of up to four with a window', async () => {
		const { world } = bench.simulator;
		const lasting = (duration: number) =>
			world.addAsset({ status: 'ready', media: { duration } }).id;
		assetId = lasting(7_200);
		expect(await refusal({})).toBe('202 undefined');
		assetId = lasting(14_000);
		expect(await refusal({})).toBe('400 video_duration_too_long');
		expect(await refusal({ start_time: 6_800 })).toBe('202 undefined');
		expect(await refusal({ start_time: 6_000 })).toBe('400 video_duration_too_long');
	});

	it('fails by its file name, or when a test says so, and can be held', async () => {
		const { world } = bench.simulator;
		assetId = world.addAsset({ filename: 'simulate-analysis-failure.mp4', status: 'ready' }).id;
		const [named, failing, held] = [await created(), await created(), await created()];
		world.tasks.fail(failing, 'no');
		world.tasks.hold(held);
		bench.clock.advance(10_000);
		expect(await get(named)).toMatchObject({
			status: 'failed',
			error: { message: 'The video could not be analyzed.' },
		});
		expect(await get(failing)).toMatchObject({ error: { message: 'no' } });
		expect(await get(held)).toMatchObject({ status: 'queued' });
		expect((await bench.call('GET', `/analyze/tasks/${assetId}`)).status).toBe(404);
	});
});

describe('The cancel of a task', () => {
	it.each(['queued', 'pending', 'processing'] as const)('ends one that is %s', async (status) => {
		const { id } = bench.simulator.world.tasks.add({ status });
		expect(await cancel(id)).toMatchObject({
			status: 200,
			body: { task_id: id, status: 'canceled' },
		});
		bench.clock.advance(10_000);
		const task = await get(id);
		expect(task).toMatchObject({
			status: 'canceled',
			completed_at: expect.any(String),
			error: { code: 'user_canceled' },
		});
		expect(task).not.toHaveProperty('result');
		expect(await cancel(id)).toMatchObject({ status: 200, body: { status: 'canceled' } });
		expect(await get(id)).toEqual(task);
	});

	it('of a finished one is refused, or answered with its status, as the switch says', async () => {
		const { tasks } = bench.simulator.world;
		const [ready, failed] = [tasks.add({ status: 'ready' }).id, tasks.add({ status: 'failed' }).id];
		expect((await cancel(ready)).status).toBe(409);
		bench.simulator.switches.cancelOfFinished = 200;
		expect(await cancel(ready)).toMatchObject({ status: 200, body: { status: 'ready' } });
		expect(await cancel(failed)).toMatchObject({ status: 200, body: { status: 'failed' } });
	});

	it('makes it canceled, or failed where there is no such status', async () => {
		const { id } = bench.simulator.world.tasks.add({ status: 'canceled' });
		expect((await list('?status=canceled')).map(({ task_id }) => task_id)).toEqual([id]);
		bench.simulator.switches.taskStatuses = 'withoutCanceled';
		expect(await get(id)).toMatchObject({ status: 'failed' });
		expect((await list('?status=failed')).map(({ task_id }) => task_id)).toEqual([id]);
		expect((await bench.call('GET', '/analyze/tasks?status=canceled')).status).toBe(400);
	});

	it('leaves a code, or none, as the switch says', async () => {
		const id = await created();
		await cancel(id);
		bench.simulator.switches.taskErrorCode = false;
		expect((await get(id)).error).toEqual({ message: expect.any(String) });
	});
});

describe('The delete of a task', () => {
	it('removes it, but not while it is processing', async () => {
		const { tasks } = bench.simulator.world;
		for (const status of ['queued', 'ready', 'failed', 'canceled'] as const) {
			const { id } = tasks.add({ status });
			expect((await bench.call('DELETE', `/analyze/tasks/${id}`)).status).toBe(204);
			expect(tasks.all.has(id)).toBe(false);
		}
		const { id } = tasks.add({ status: 'processing' });
		expect((await bench.call('DELETE', `/analyze/tasks/${id}`)).status).toBe(409);
	});
});

describe('The list of tasks', () => {
	const url = 'https://example.com/a.mp4';

	it('is newest first, in pages, and filtered by status, source and mode', async () => {
		const { tasks } = bench.simulator.world;
		const [byAsset] = [await created()];
		bench.clock.advance(1);
		const byUrl = await created({ video: { type: 'url', url } });
		bench.clock.advance(1);
		const { id: ready } = tasks.add({ status: 'ready' });
		const ids = async (query: string) => (await list(query)).map(({ task_id }) => task_id);
		expect(await ids('')).toEqual([ready, byUrl, byAsset]);
		expect(await ids('?page=2&page_limit=2')).toEqual([byAsset]);
		expect(await ids('?status=ready')).toEqual([ready]);
		expect(await ids(`?video_url=${encodeURIComponent(url)}`)).toEqual([byUrl]);
		expect(await ids(`?asset_id=${assetId}`)).toEqual([byAsset]);
		expect(await ids('?analysis_mode=time_based_metadata')).toEqual([]);
	});

	it('cuts prompts, and leaves out schemas and all definitions but the first', async () => {
		const response_format = { type: 'json_schema', json_schema: { type: 'object' } };
		const prompt = 'p'.repeat(40);
		const definitions = ['a', 'b'].map((id) => ({ id, description: id }));
		await created({ prompt, response_format });
		await created({
			prompt: undefined,
			analysis_mode: 'time_based_metadata',
			response_format: { type: 'segment_definitions', segment_definitions: definitions },
		});
		const params = (await list()).map(({ request_params }) => request_params);
		expect(params).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					prompt: 'p'.repeat(30),
					response_format: { type: 'json_schema' },
				}),
				expect.objectContaining({
					response_format: {
						type: 'segment_definitions',
						segment_definitions: [{ id: 'a', description: 'a' }],
					},
				}),
			]),
		);
	});

	it('has results, or not, as the switch says', async () => {
		bench.simulator.world.tasks.finish(await created());
		expect((await list())[0]).not.toHaveProperty('result');
		bench.simulator.switches.taskListResult = true;
		expect((await list())[0]).toHaveProperty('result.data');
	});
});
