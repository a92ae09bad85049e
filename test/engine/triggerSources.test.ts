import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { manualClock } from '../../simulator/clock';
import { DEFAULT_SWITCHES } from '../../simulator/switches';
import { byId } from './harness';
import { WatchingWorkflow, type TriggerWish } from './watchingWorkflow';
import { useWorld } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const clock = manualClock(Date.now());
const world = useWorld({ clock });
const account = () => world.simulator.world;

const triggerOn = (...[parameters, workflow]: TriggerWish) =>
	new WatchingWorkflow(world, parameters, workflow);

/** A trigger that has seen what is there. */
async function watching(source: string, parameters: INodeParameters = {}) {
	const trigger = triggerOn({ source, ...parameters });
	expect(await trigger.poll()).toBeNull();
	clock.advance(10 * MINUTE);
	expect(await trigger.poll()).toBeNull();
	world.simulator.requests.length = 0;
	return trigger;
}

/** The state that n8n has of a trigger. */
const stateOf = (trigger: WatchingWorkflow) => {
	const { 'node:Trigger': own } = trigger.staticData as Record<string, IDataObject>;
	return (own.completionWatch as { state: IDataObject }).state;
};

const idsOf = (events: IDataObject[] | null) => events?.map(({ _id, task_id }) => _id ?? task_id);

afterEach(() => {
	account().assets.clear();
	account().tasks.all.clear();
	account().embeddingTasks.all.clear();
	Object.assign(world.simulator.switches, DEFAULT_SWITCHES);
});

describe('a workflow that was saved before there was a choice', () => {
	test('watches indexed assets, and goes on from the state that it has', async () => {
		const index = account().addIndex();
		const add = () => account().addIndexedAsset({ indexId: index.id, status: 'indexing' });
		const [before, running] = [add(), add()];
		account().finish(before.id);
		const state = {
			v: 1,
			scope: index.id,
			rev: 3,
			cursor: clock.now(),
			total: -1,
			awaited: [running.id],
			emitted: { [before.id]: before.createdAt },
		};
		const saved = { node: 't', name: 'Trigger', state };
		const staticData = {
			'node:Trigger': { completionWatch: saved },
			global: { 'completionWatch:t': saved },
		};
		const trigger = triggerOn({ indexId: byId(index.id) }, { staticData });
		account().finish(running.id);
		expect(idsOf(await trigger.poll('init'))).toEqual([running.id]);
		expect(stateOf(trigger).scope).toBe(index.id);
	});
});

test('another source begins anew, and emits nothing old', async () => {
	const asset = account().addAsset({ status: 'ready' });
	const index = account().addIndex();
	const first = triggerOn({ indexId: byId(index.id) });
	await first.poll();
	const { staticData } = first;
	const trigger = triggerOn({ source: 'asset', indexId: byId(index.id) }, { staticData });
	expect(await trigger.poll('update')).toBeNull();
	expect(await trigger.poll('update')).toBeNull();
	expect(stateOf(trigger)).toMatchObject({
		scope: 'source:asset:1',
		emitted: { [asset.id]: asset.createdAt },
	});
});

test('a source that does not exist is refused, naming the field', async () => {
	await expect(triggerOn({ source: 'video' }).poll()).rejects.toThrow(/^Watch\b/);
});

describe('assets', () => {
	const add = (wish: Parameters<ReturnType<typeof account>['addAsset']>[0] = {}) =>
		account().addAsset({ status: 'processing', ...wish });

	test('one that becomes ready is emitted once, with the fields of Asset: Get', async () => {
		const trigger = await watching('asset');
		const asset = add({ filename: 'keynote.mp4', hls: true, thumbnail: true });
		expect(await trigger.poll()).toBeNull();
		account().finish(asset.id);
		expect(await trigger.poll()).toEqual([
			{
				event: 'ready',
				deduplicationKey: `${asset.id}:ready`,
				_id: asset.id,
				filename: 'keynote.mp4',
				file_type: 'video/mp4',
				duration: asset.media.duration,
				size: asset.media.size,
				created_at: new Date(asset.createdAt).toISOString(),
				hls_url: expect.stringContaining(asset.id),
				thumbnail_url: expect.stringContaining(asset.id),
			},
		]);
		expect(await trigger.poll()).toBeNull();
	});

	test('one that failed says why', async () => {
		const trigger = await watching('asset');
		const asset = add();
		account().fail(asset.id, 'video_file_broken');
		const [event] = (await trigger.poll()) ?? [];
		expect(event).toMatchObject({ event: 'failed', reason: 'video_file_broken' });
		expect(event).not.toHaveProperty('error');
	});

	test('one that is not simplified has all that TwelveLabs lists', async () => {
		const trigger = await watching('asset', { simplify: false });
		account().finish(add({ userMetadata: { season: 7 } }).id);
		expect(await trigger.poll()).toEqual([
			expect.objectContaining({
				event: 'ready',
				status: 'ready',
				method: 'url',
				user_metadata: { season: 7 },
				technical_metadata: expect.any(Object),
			}),
		]);
	});

	test.each([
		[{ events: ['failed'] }, []],
		[{ events: ['canceled', 'ready'] }, ['keynote.mp4', 'logo.png']],
		[{ options: { filename: 'KEY' } }, ['keynote.mp4']],
		[{ options: { durationLte: 100 } }, ['logo.png']],
		[
			{ options: { userMetadata: { fields: [{ key: 'season', type: 'integer', value: 7 }] } } },
			['logo.png'],
		],
		// What stays in the field from another source has no meaning here.
		[{ options: { fullDetails: true } }, ['keynote.mp4', 'logo.png']],
	])('of which %j leaves out some', async (parameters, expected) => {
		const trigger = await watching('asset', parameters as INodeParameters);
		account().finish(add({ filename: 'keynote.mp4', media: { duration: 200 } }).id);
		clock.advance(1_000);
		account().finish(add({ filename: 'logo.png', userMetadata: { season: 7 } }).id);
		const events = await trigger.poll();
		expect(events?.map(({ filename }) => filename) ?? []).toEqual(expected);
		expect(await trigger.poll()).toBeNull();
	});

	test('that finished before activation are not emitted, and what runs since yesterday is', async () => {
		account().addAsset({ status: 'ready', createdAt: clock.now() - 2 * HOUR });
		const old = add({ createdAt: clock.now() - 30 * HOUR });
		const trigger = await watching('asset');
		account().finish(old.id);
		expect(idsOf(await trigger.poll())).toEqual([old.id]);
	});

	test('one that is listed hours after its creation is emitted by the next poll', async () => {
		for (let n = 0; n < 60; n++) account().addAsset({ status: 'ready' });
		const trigger = await watching('asset');
		const late = account().addAsset({ status: 'ready', createdAt: clock.now() - 20 * HOUR });
		expect(idsOf(await trigger.poll())).toEqual([late.id]);
		expect(await trigger.poll()).toBeNull();
	});

	test('one is emitted a quarter of an hour later where a deletion hides that it is there', async () => {
		const [first] = Array.from({ length: 60 }, () => account().addAsset({ status: 'ready' }));
		const trigger = await watching('asset');
		account().remove(first.id);
		const late = account().addAsset({ status: 'ready', createdAt: clock.now() - 20 * HOUR });
		expect(await trigger.poll()).toBeNull();
		clock.advance(15 * MINUTE);
		expect(idsOf(await trigger.poll())).toEqual([late.id]);
	});

	test('of 120 that run, those behind the first page cost one request for each 50', async () => {
		const running = Array.from({ length: 120 }, () => add());
		const trigger = await watching('asset');
		clock.advance(HOUR);
		await trigger.poll();
		world.simulator.requests.length = 0;
		expect(await trigger.poll()).toBeNull();
		expect(world.sent()).toEqual(Array(3).fill('GET /assets'));
		for (const { id } of running) account().finish(id);
		expect(await trigger.poll()).toHaveLength(120);
	});

	test('one that was deleted is looked for by its ID, and given up after two polls', async () => {
		const running = Array.from({ length: 60 }, () => add());
		const trigger = await watching('asset');
		account().remove(running[0].id);
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
		expect(world.sent()).toContain(`GET /assets/${running[0].id}`);
		expect(stateOf(trigger).awaited).toHaveLength(59);
	});

	test('a quiet poll is one request, and every quarter of an hour there is one sweep', async () => {
		for (let n = 0; n < 30; n++) account().addAsset({ status: 'ready' });
		const trigger = await watching('asset');
		for (let n = 0; n < 45; n++) {
			expect(await trigger.poll()).toBeNull();
			clock.advance(MINUTE);
		}
		expect(world.sent().length).toBeLessThanOrEqual(45 + 3);
	});

	test('Fetch Test Event shows the newest ready one, and one that failed behind hundreds', async () => {
		const failing = add();
		account().fail(failing.id, 'video_file_broken');
		for (let n = 0; n < 120; n++) {
			clock.advance(1_000);
			add({ status: 'ready' });
		}
		clock.advance(1_000);
		const newest = add({ status: 'ready' });
		const shown = async (parameters: INodeParameters) =>
			idsOf(await triggerOn({ source: 'asset', ...parameters }).fetchTestEvent());
		expect(await shown({})).toEqual([newest.id]);
		expect(await shown({ events: ['failed'] })).toEqual([failing.id]);
	});

	test('Fetch Test Event says what to do where there is none', async () => {
		const trigger = triggerOn({ source: 'asset' });
		await expect(trigger.pollByHand()).rejects.toThrow(
			'There is no finished asset yet: upload one, then fetch again',
		);
		account().addAsset({ status: 'ready' });
		const picky = triggerOn({ source: 'asset', options: { filename: 'no such name' } });
		await expect(picky.pollByHand()).rejects.toThrow('No finished asset fits Trigger On');
	});

	test('activation is refused on a bad key', async () => {
		const credential = { ...world.credential, apiKey: 'tlk_wrong' };
		await expect(triggerOn({ source: 'asset' }, { credential }).activate()).rejects.toThrow(
			'TwelveLabs did not accept the API key',
		);
	});
});

describe('analysis tasks', () => {
	const add = (wish: Parameters<ReturnType<typeof account>['tasks']['add']>[0] = {}) =>
		account().tasks.add({ status: 'processing', ...wish });
	const request = { prompt: 'What is to be seen?', video: { type: 'asset_id', asset_id: 'a' } };
	const ALL = { events: ['ready', 'failed', 'canceled'] };

	test.each([false, true])(
		'one that becomes ready is emitted once, with its answer, whether or not lists have that (%j)',
		async (taskListResult) => {
			world.simulator.switches.taskListResult = taskListResult;
			const trigger = await watching('analysisTask');
			const task = add({ customId: 'tour', request: request as never });
			expect(await trigger.poll()).toBeNull();
			clock.advance(MINUTE);
			account().tasks.finish(task.id);
			expect(await trigger.poll()).toEqual([
				{
					event: 'ready',
					deduplicationKey: `${task.id}:ready`,
					task_id: task.id,
					custom_id: 'tour',
					asset_id: 'a',
					text: 'Nothing to see.',
					finish_reason: 'stop',
					created_at: new Date(task.createdAt).toISOString(),
					completed_at: new Date(clock.now()).toISOString(),
				},
			]);
			expect(await trigger.poll()).toBeNull();
		},
	);

	test('JSON is an object, and one that is not simplified has its parameters in full', async () => {
		const prompt = 'List all that is said in the video, with its times and its speakers.';
		const usage = { input_tokens: 0, output_tokens: 4 };
		const generated = { data: '{"a":1}', finish_reason: 'stop', usage } as never;
		const wish = { generated, request: { prompt, response_format: { type: 'json_schema' } } };
		const [simple, raw] = [
			await watching('analysisTask'),
			await watching('analysisTask', { simplify: false }),
		];
		account().tasks.finish(add(wish as never).id);
		expect(await simple.poll()).toEqual([expect.objectContaining({ data: { a: 1 } })]);
		expect(await raw.poll()).toEqual([
			expect.objectContaining({
				status: 'ready',
				result: expect.objectContaining({ data: '{"a":1}' }),
				request_params: expect.objectContaining({ prompt }),
			}),
		]);
	});

	test.each([
		[{}, ['ready', 'failed']],
		[{ events: ['canceled'] }, ['canceled']],
		[ALL, ['ready', 'failed', 'canceled']],
	])('of which %j leaves out some', async (parameters, expected) => {
		const trigger = await watching('analysisTask', parameters);
		const [ready, failed, canceled] = [add(), add(), add()];
		account().tasks.finish(ready.id);
		clock.advance(1_000);
		account().tasks.fail(failed.id, 'too dark');
		clock.advance(1_000);
		account().tasks.cancel(canceled.id);
		const events = (await trigger.poll()) ?? [];
		expect(events.map(({ event }) => event)).toEqual(expected);
		for (const { event, reason } of events) {
			const reasons: IDataObject = { failed: 'too dark', canceled: 'The task was canceled.' };
			expect(reason).toBe(reasons[String(event)]);
		}
		expect(await trigger.poll()).toBeNull();
	});

	test('that finished before activation are not emitted; those that run are, in whatever status', async () => {
		account().tasks.finish(add().id);
		const statuses = ['queued', 'pending', 'processing'] as const;
		const createdAt = clock.now() - 48 * HOUR;
		const running = statuses.map((status) => add({ status, createdAt }).id);
		const trigger = await watching('analysisTask');
		for (const id of running) account().tasks.finish(id);
		expect((await trigger.poll())?.length).toBe(3);
	});

	test('one whose answer cannot be read now is emitted by a later poll', async () => {
		const trigger = await watching('analysisTask');
		const [one, two] = [add(), add()];
		for (const { id } of [one, two]) account().tasks.finish(id);
		world.simulator.faults.add({
			on: ({ path }) => path.endsWith(two.id),
			times: Infinity,
			respond: { status: 503 },
		});
		expect(idsOf(await trigger.poll())).toEqual([one.id]);
		world.simulator.faults.clear();
		expect(idsOf(await trigger.poll())).toEqual([two.id]);
	});

	test('one whose answer a replica does not have yet is emitted with it by a later poll', async () => {
		const trigger = await watching('analysisTask');
		const task = add();
		account().tasks.finish(task.id);
		world.simulator.faults.add({
			on: ({ path }) => path.endsWith(task.id),
			times: 1,
			respond: { status: 200, body: { task_id: task.id, status: 'processing' } },
		});
		expect(await trigger.poll()).toBeNull();
		expect(stateOf(trigger)).toMatchObject({ awaited: [task.id] });
		expect(await trigger.poll()).toEqual([expect.objectContaining({ text: 'Nothing to see.' })]);
	});

	test('one that runs and is not among the newest is asked for by itself, many in their lists', async () => {
		const old = add();
		clock.advance(HOUR);
		for (let n = 0; n < 50; n++) account().tasks.finish(add().id);
		const trigger = await watching('analysisTask');
		expect(await trigger.poll()).toBeNull();
		expect(world.sent()).toEqual(['GET /analyze/tasks', `GET /analyze/tasks/${old.id}`]);
		for (let n = 0; n < 60; n++) add();
		await trigger.poll();
		clock.advance(HOUR);
		await trigger.poll();
		world.simulator.requests.length = 0;
		expect(await trigger.poll()).toBeNull();
		expect(world.sent()).toEqual(Array(5).fill('GET /analyze/tasks'));
	});

	test('a quiet poll is one request, at 100,000 tasks too, and the state stays small', async () => {
		for (let n = 0; n < 100_000; n++) {
			add({ status: 'ready', createdAt: clock.now() - n * 10_000 });
		}
		const trigger = await watching('analysisTask');
		expect(await trigger.poll()).toBeNull();
		expect(world.sent()).toHaveLength(1);
		expect(JSON.stringify(stateOf(trigger)).length).toBeLessThan(2_000);
	});

	test('Fetch Test Event shows the newest ready one with its answer, else one with another end', async () => {
		const [failed, canceled] = [add(), add()];
		const shown = async () => await triggerOn({ source: 'analysisTask', ...ALL }).fetchTestEvent();
		await expect(triggerOn({ source: 'analysisTask' }).pollByHand()).rejects.toThrow(
			'There is no finished analysis task yet',
		);
		account().tasks.cancel(canceled.id);
		expect(await shown()).toEqual([expect.objectContaining({ event: 'canceled' })]);
		await expect(triggerOn({ source: 'analysisTask' }).pollByHand()).rejects.toThrow(
			'No finished analysis task fits Trigger On',
		);
		account().tasks.fail(failed.id, 'too dark');
		expect(await shown()).toEqual([expect.objectContaining({ event: 'failed' })]);
		account().tasks.finish(add().id);
		expect(await shown()).toEqual([
			expect.objectContaining({ event: 'ready', text: 'Nothing to see.' }),
		]);
	});

	test('in a queue that is too long to be read whole, its first ones are found among what ended', async () => {
		const queue = Array.from({ length: 1_500 }, (_, n) =>
			add({ status: 'queued', createdAt: clock.now() + n * 1_000 }),
		);
		clock.advance(HOUR);
		const trigger = await watching('analysisTask');
		const [failed, ...ready] = queue.slice(0, 20);
		account().tasks.fail(failed.id, 'too dark');
		for (const { id } of ready) account().tasks.finish(id);
		expect(await trigger.poll()).toHaveLength(20);
		const lists = world.sent().filter((request) => request === 'GET /analyze/tasks');
		expect(lists.length).toBeLessThanOrEqual(1 + 20 + 4);
	});

	test('one that took longer than those that were started after it is found in a long queue, too', async () => {
		const [slow, ...queue] = Array.from({ length: 1_500 }, (_, n) =>
			add({ status: 'queued', createdAt: clock.now() + n * 1_000 }),
		);
		clock.advance(HOUR);
		const trigger = await watching('analysisTask');
		for (const { id } of queue.slice(0, 60)) account().tasks.finish(id);
		expect(await trigger.poll()).toHaveLength(60);
		account().tasks.finish(slow.id);
		expect(await trigger.poll()).toEqual([expect.objectContaining({ task_id: slow.id })]);
	});

	test('Fetch Test Event works where TwelveLabs has no status canceled', async () => {
		world.simulator.switches.taskStatuses = 'withoutCanceled';
		account().tasks.cancel(add().id);
		const trigger = triggerOn({ source: 'analysisTask', events: ['canceled'] });
		await expect(trigger.pollByHand()).rejects.toThrow('No finished analysis task fits Trigger On');
	});
});

describe('embedding tasks', () => {
	const tasks = () => account().embeddingTasks;
	const add = (wish: Parameters<ReturnType<typeof tasks>['add']>[0] = {}) =>
		tasks().add({ status: 'processing', ...wish });

	test('one that becomes ready is emitted once, by its ID and without its vectors', async () => {
		const trigger = await watching('embeddingTask');
		const task = add();
		expect(await trigger.poll()).toBeNull();
		clock.advance(MINUTE);
		tasks().finish(task.id);
		world.simulator.requests.length = 0;
		expect(await trigger.poll()).toEqual([
			{
				event: 'ready',
				deduplicationKey: `${task.id}:ready`,
				task_id: task.id,
				model_name: 'marengo3.0',
				filename: 'video.mp4',
				url: 'https://example.com/video.mp4',
				created_at: new Date(task.createdAt).toISOString(),
				updated_at: new Date(clock.now()).toISOString(),
			},
		]);
		expect(world.sent()).toEqual(['GET /embed-v2/tasks']);
		expect(await trigger.poll()).toBeNull();
	});

	test('one that only its own request shows has no vectors either, and may be not simplified', async () => {
		const old = add();
		clock.advance(HOUR);
		for (let n = 0; n < 60; n++) tasks().finish(add().id);
		const trigger = await watching('embeddingTask', { simplify: false });
		tasks().finish(old.id);
		const [event] = (await trigger.poll()) ?? [];
		expect(event).toMatchObject({ event: 'ready', status: 'ready', _id: old.id });
		expect(event).not.toHaveProperty('data');
		const lists = Array(4).fill('GET /embed-v2/tasks');
		expect(world.sent()).toEqual([...lists, `GET /embed-v2/tasks/${old.id}`]);
	});

	test.each([
		[{}, ['ready', 'failed']],
		[{ events: ['failed', 'canceled'] }, ['failed']],
		[{ events: ['ready'] }, ['ready']],
	])('of which %j leaves out some; one that failed says why', async (parameters, expected) => {
		const trigger = await watching('embeddingTask', parameters);
		const [ready, failed] = [add(), add()];
		tasks().finish(ready.id);
		clock.advance(1_000);
		tasks().fail(failed.id, 'too many pages');
		const events = (await trigger.poll()) ?? [];
		expect(events.map(({ event }) => event)).toEqual(expected);
		for (const { event, reason } of events) {
			expect(reason).toBe(event === 'failed' ? 'too many pages' : undefined);
		}
		expect(await trigger.poll()).toBeNull();
	});

	test('that finished before activation are not emitted; those that run are', async () => {
		tasks().finish(add().id);
		const running = add({ createdAt: clock.now() - 48 * HOUR });
		const trigger = await watching('embeddingTask');
		tasks().finish(running.id);
		expect(idsOf(await trigger.poll())).toEqual([running.id]);
	});

	test('a long queue costs a request for each 50 tasks, and its first ones are found among what ended', async () => {
		const queue = Array.from({ length: 300 }, (_, n) =>
			add({ createdAt: clock.now() + n * 1_000 }),
		);
		clock.advance(HOUR);
		const trigger = await watching('embeddingTask');
		expect(await trigger.poll()).toBeNull();
		expect(world.sent()).toHaveLength(7);
		for (const { id } of queue.slice(0, 40)) tasks().finish(id);
		world.simulator.requests.length = 0;
		expect(await trigger.poll()).toHaveLength(40);
		expect(world.sent()).toHaveLength(8);
		expect(new Set(world.sent())).toEqual(new Set(['GET /embed-v2/tasks']));
	});

	test('a quiet poll is one request, at 100,000 tasks that expire too, and the state stays small', async () => {
		for (let n = 0; n < 100_000; n++) {
			add({ status: 'ready', createdAt: clock.now() - n * 10_000 });
		}
		const trigger = await watching('embeddingTask');
		for (let polls = 0; polls < 3; polls++) {
			expect(await trigger.poll()).toBeNull();
			clock.advance(MINUTE);
		}
		expect(world.sent()).toHaveLength(3);
		expect(JSON.stringify(stateOf(trigger)).length).toBeLessThan(2_000);
	});

	test.each(['failed', 404] as const)(
		'one that has expired while it was awaited stops nothing (%j)',
		async (expiredEmbeddings) => {
			world.simulator.switches.expiredEmbeddings = expiredEmbeddings;
			add();
			const trigger = await watching('embeddingTask');
			clock.advance(8 * 24 * HOUR);
			await trigger.poll();
			await trigger.poll();
			expect(stateOf(trigger).awaited).toEqual([]);
			const task = add({ status: 'ready' });
			expect(idsOf(await trigger.poll())).toEqual([task.id]);
		},
	);

	test('Fetch Test Event shows the newest ready one, else one that failed', async () => {
		const shown = async () => await triggerOn({ source: 'embeddingTask' }).fetchTestEvent();
		await expect(triggerOn({ source: 'embeddingTask' }).pollByHand()).rejects.toThrow(
			'There is no finished embedding task of the last seven days',
		);
		tasks().fail(add().id, 'too many pages');
		expect(await shown()).toEqual([expect.objectContaining({ reason: 'too many pages' })]);
		const task = add();
		tasks().finish(task.id);
		expect(await shown()).toEqual([expect.objectContaining({ event: 'ready', task_id: task.id })]);
	});
});
