import type { INodeParameters } from 'n8n-workflow';

import { byId, errorOf, jsonOf, type RunOptions } from './harness';
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

const tasks = () => [...world.simulator.world.tasks.all.values()];

beforeEach(() => world.simulator.world.tasks.all.clear());

const CREATE = 'analyzeAsync-tasks.create';

describe('Start Analysis', () => {
	const start = (parameters: INodeParameters = {}, more: More = {}) =>
		analysis('start', { assetId: byId(video().id), ...PROMPT, ...parameters }, more);

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
				usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
			},
		]);
	});

	test('takes a URL', async () => {
		await start({ mediaSource: 'url', url: ' https://example.com/lift.mp4 ' });
		expect(tasks()[0].request.video).toEqual({ type: 'url', url: 'https://example.com/lift.mp4' });
	});

	test.each([
		...(['reset', 'html502', 'truncated', 'empty'] as const).flatMap((respond) =>
			(['before', 'after'] as const).map((when) => [respond, when] as const),
		),
		[{ status: 503 }, 'before'],
		[{ status: 503 }, 'after'],
		[{ status: 429, headers: { 'Retry-After': '5' } }, 'before'],
	] as const)(
		'at %j %s the effect, one task is started, or the item says that it is unclear',
		async (respond, when) => {
			world.simulator.faults.add({ on: CREATE, respond, when });
			const run = await start();
			expect(tasks().length).toBeLessThanOrEqual(1);
			if (run.data.resultData.error) {
				expect(errorOf(run).description).toContain('custom_id n8n-');
			} else expect(jsonOf(run)).toMatchObject([{ task_id: tasks()[0].id }]);
		},
	);
});

describe('Get', () => {
	test('reads a task', async () => {
		const { id } = world.simulator.world.tasks.add({ status: 'ready' });
		const run = await analysis('get', { taskId: byId(id) });
		expect(jsonOf(run)).toEqual([
			{
				task_id: id,
				status: 'ready',
				text: 'Nothing to see.',
				finish_reason: 'stop',
				created_at: expect.any(String),
				completed_at: expect.any(String),
			},
		]);
	});
});
