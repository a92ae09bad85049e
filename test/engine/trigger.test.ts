import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { manualClock } from '../../simulator/clock';
import { byId } from './harness';
import { WatchingWorkflow, type TriggerWish } from './watchingWorkflow';
import { useWorld } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const clock = manualClock(Date.now());
const world = useWorld({ clock });
const account = () => world.simulator.world;

/** A workflow with the trigger, in this suite's n8n. */
class ActiveTrigger extends WatchingWorkflow {
	constructor(...[parameters, workflow]: TriggerWish) {
		super(world, parameters, workflow);
	}
}

/** An index, and a trigger on it that has seen what is there. */
async function watched(parameters: INodeParameters = {}, count = 0) {
	const index = account().addIndex();
	account().seedIndexedAssets(count, { indexId: index.id, status: 'ready' }, (n) => ({
		createdAt: clock.now() - HOUR - n * 1_000,
	}));
	const trigger = new ActiveTrigger({ indexId: byId(index.id), ...parameters });
	expect(await trigger.poll()).toBeNull();
	clock.advance(MINUTE);
	// The first poll after activation learns how many entries there are.
	expect(await trigger.poll()).toBeNull();
	const add = (wish: Partial<Parameters<ReturnType<typeof account>['addIndexedAsset']>[0]> = {}) =>
		account().addIndexedAsset({ indexId: index.id, status: 'indexing', ...wish });
	world.simulator.requests.length = 0;
	return { index, trigger, add };
}

describe('activation', () => {
	const activate = async (indexId: string, credential = world.credential) =>
		await new ActiveTrigger({ indexId: byId(indexId) }, { credential }).activate();

	test('emits nothing of what finished before', async () => {
		const index = account().addIndex();
		account().seedIndexedAssets(120, { indexId: index.id, status: 'ready' });
		const trigger = new ActiveTrigger({ indexId: byId(index.id) });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});

	test('is refused with a clear reason on a bad key', async () => {
		const { id } = account().addIndex();
		await expect(activate(id, { ...world.credential, apiKey: 'tlk_wrong' })).rejects.toThrow(
			'TwelveLabs did not accept the API key',
		);
	});

	test('is refused with a clear reason on a missing index', async () => {
		await expect(activate('69a1c5e0f2b84d3c9e7a1b20')).rejects.toThrow(
			'Index 69a1c5e0f2b84d3c9e7a1b20 does not exist, or is in another account',
		);
	});

	test.each([
		[{ indexId: '={{ $vars.index }}' }, 'Index'],
		[{ indexId: byId('a/b') }, 'Index'],
		[{ events: [] }, 'Trigger On'],
		[{ options: { durationGte: 20, durationLte: 10 } }, 'Duration From'],
	])('is refused with %j, naming the field', async (parameters, field) => {
		const { id } = account().addIndex();
		const trigger = new ActiveTrigger({ indexId: byId(id), ...parameters } as INodeParameters);
		await expect(trigger.activate()).rejects.toThrow(new RegExp(`${field}\\b`));
		expect(world.sent()).toEqual([]);
	});

	test('succeeds otherwise', async () => {
		await activate(account().addIndex().id);
		expect(world.sent().length).toBeGreaterThan(0);
	});
});

describe('an event', () => {
	test('is emitted once, when an indexed asset becomes ready', async () => {
		const { trigger, add, index } = await watched();
		const asset = add({ filename: 'keynote.mp4' });
		expect(await trigger.poll()).toBeNull();
		clock.advance(MINUTE);
		account().finish(asset.id);
		expect(await trigger.poll()).toEqual([
			{
				event: 'ready',
				deduplicationKey: `${asset.id}:ready`,
				_id: asset.id,
				asset_id: asset.assetId,
				index_id: index.id,
				filename: 'keynote.mp4',
				duration: expect.any(Number),
				created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
				updated_at: new Date(clock.now()).toISOString(),
				indexed_at: new Date(clock.now()).toISOString(),
			},
		]);
		expect(await trigger.poll()).toBeNull();
	});

	test.each(['error_reason', 'error.message', 'none'] as const)(
		'says why indexing failed, wherever the API puts it: %s',
		async (failureReason) => {
			world.simulator.switches.failureReason = failureReason;
			const { trigger, add } = await watched();
			account().fail(add().id, 'video_resolution_too_low');
			expect(await trigger.poll()).toEqual([
				expect.objectContaining({
					event: 'failed',
					reason: failureReason === 'none' ? null : 'video_resolution_too_low',
				}),
			]);
		},
	);

	test('has everything that the list has when it is not simplified', async () => {
		const { trigger, add } = await watched({ simplify: false });
		account().finish(add().id);
		expect(await trigger.poll()).toEqual([
			expect.objectContaining({
				event: 'ready',
				status: 'ready',
				system_metadata: expect.objectContaining({ fps: 30 }),
			}),
		]);
	});

	test('has metadata and stream with full details', async () => {
		const { trigger, add } = await watched({ options: { fullDetails: true } });
		account().finish(add({ userMetadata: { season: 7 }, videoStream: true }).id);
		expect(await trigger.poll()).toEqual([
			expect.objectContaining({
				user_metadata: { season: 7 },
				hls: expect.objectContaining({ video_url: expect.any(String) }),
			}),
		]);
	});

	test('of the other kind is not emitted', async () => {
		const { trigger, add } = await watched({ events: ['failed'] });
		account().finish(add().id);
		const failing = add();
		account().fail(failing.id, 'video_file_broken');
		expect((await trigger.poll())?.map(({ _id }) => _id)).toEqual([failing.id]);
	});

	test.each([
		[{ filename: 'KEY' }, ['keynote.mp4']],
		[{ durationGte: 100 }, ['keynote.mp4']],
		[{ durationLte: 100 }, ['clip.mp4']],
		[{ durationLte: 0 }, ['keynote.mp4', 'clip.mp4']],
		[{ userMetadata: { fields: [{ key: 'season', type: 'integer', value: 7 }] } }, ['clip.mp4']],
	])('that the filter %j leaves out is not emitted, now or later', async (options, expected) => {
		const { trigger, add } = await watched({ options: options as never });
		account().finish(add({ filename: 'keynote.mp4', media: { duration: 200 } }).id);
		clock.advance(1_000);
		account().finish(
			add({ filename: 'clip.mp4', media: { duration: 20 }, userMetadata: { season: 7 } }).id,
		);
		expect((await trigger.poll())?.map(({ filename }) => filename)).toEqual(expected);
		expect(await trigger.poll()).toBeNull();
	});

	test('whose details cannot be read now is emitted by a later poll', async () => {
		const { trigger, add } = await watched({ options: { fullDetails: true } });
		const [one, two] = [add(), add()];
		account().finish(one.id);
		account().finish(two.id);
		world.simulator.faults.add({
			on: ({ path }) => path.endsWith(two.id),
			times: Infinity,
			respond: { status: 503 },
		});
		expect((await trigger.poll())?.map(({ _id }) => _id)).toEqual([one.id]);
		world.simulator.faults.clear();
		expect((await trigger.poll())?.map(({ _id }) => _id)).toEqual([two.id]);
	});
});

describe('details', () => {
	/** Twenty finished assets, and a trigger that reads the details of each. */
	async function twentyFinished() {
		const { trigger, add } = await watched({ options: { fullDetails: true } });
		const assets = Array.from({ length: 20 }, () => add());
		for (const { id } of assets) account().finish(id);
		return { trigger, assets };
	}
	const details = () =>
		world.simulator.requests.filter(({ operationId }) => operationId?.endsWith('retrieve'));

	test('are not asked for any further when TwelveLabs says that there are too many requests', async () => {
		const { trigger } = await twentyFinished();
		world.simulator.faults.add({
			on: 'indexes-indexedAssets.retrieve',
			times: Infinity,
			respond: { status: 429, headers: { 'retry-after': '60' } },
		});
		await expect(trigger.poll()).rejects.toMatchObject({ httpCode: '429' });
		expect(details().length).toBeLessThanOrEqual(8);
	});

	test('that TwelveLabs refuses for one asset do not keep back the others', async () => {
		const { trigger, assets } = await twentyFinished();
		world.simulator.faults.add({
			on: ({ path }) => path.endsWith(assets[3].id),
			times: Infinity,
			respond: { status: 400, body: { code: 'parameter_invalid', message: 'No.' } },
		});
		expect(await trigger.poll()).toHaveLength(20);
		expect(await trigger.poll()).toBeNull();
	});

	test('are read of one asset alone to show a test event', async () => {
		const { trigger } = await twentyFinished();
		expect(await trigger.fetchTestEvent()).toHaveLength(1);
		expect(details()).toHaveLength(1);
	});
});

describe('the number of requests', () => {
	test.each([10, 100_000])('a quiet poll is one request at %i indexed assets', async (count) => {
		const { trigger } = await watched({}, count);
		expect(await trigger.poll()).toBeNull();
		expect(world.sent()).toHaveLength(1);
	});

	test('also while something is in flight among the newest 50', async () => {
		const { trigger, add } = await watched({}, 100);
		add();
		await trigger.poll();
		clock.advance(10 * MINUTE);
		world.simulator.requests.length = 0;
		expect(await trigger.poll()).toBeNull();
		expect(world.sent()).toHaveLength(1);
	});

	test('a burst of 1,000 completions is emitted in one poll of at most 30, in order of completion', async () => {
		const { trigger, index } = await watched({}, 10);
		const assets = account().seedIndexedAssets(1_000, { indexId: index.id, status: 'indexing' });
		await trigger.poll();
		clock.advance(HOUR);
		await trigger.poll();
		const order = assets.map(({ id }, n) => ({ id, key: (n * 7919) % 1_000 }));
		order.sort((a, b) => a.key - b.key);
		for (const { id } of order) {
			clock.advance(10);
			account().finish(id);
		}
		world.simulator.requests.length = 0;
		const emitted = await trigger.poll();
		expect(emitted?.map(({ _id }) => _id)).toEqual(order.map(({ id }) => id));
		expect(world.sent().length).toBeLessThanOrEqual(30);
		expect(await trigger.poll()).toBeNull();
	});

	test('1,000 that were both created and finished between two polls are emitted too', async () => {
		const { trigger, index } = await watched({}, 10);
		account().seedIndexedAssets(1_000, { indexId: index.id, status: 'ready' });
		expect(await trigger.poll()).toHaveLength(1_000);
		expect(world.sent().length).toBeLessThanOrEqual(30);
	});

	test('many in flight cost a page of 50 each, and no more', async () => {
		const { trigger, index } = await watched({}, 10);
		account().seedIndexedAssets(400, { indexId: index.id, status: 'indexing' });
		await trigger.poll();
		clock.advance(HOUR);
		await trigger.poll();
		world.simulator.requests.length = 0;
		expect(await trigger.poll()).toBeNull();
		expect(world.sent().length).toBeLessThanOrEqual(1 + 400 / 50);
	});
});

describe('an unsuccessful poll', () => {
	test.each([
		[429, /^TwelveLabs accepts no more requests until /, 'rate-limited'],
		[500, /^TwelveLabs could not process the request just now$/, 'temporarily-unavailable'],
		[503, /^TwelveLabs could not process the request just now$/, 'temporarily-unavailable'],
		[401, /^TwelveLabs did not accept the API key$/, 'credential-invalid'],
		[404, /^There is no TwelveLabs API at the Base URL$/, 'configuration-invalid'],
	])('throws %i with its cause, and leaves the state as it was', async (status, message, cause) => {
		const { trigger, add } = await watched();
		const asset = add();
		await trigger.poll();
		account().finish(asset.id);
		const before = trigger.staticData;
		world.simulator.faults.add({
			times: Infinity,
			respond: { status, headers: { 'retry-after': '7' } },
		});
		await expect(trigger.poll()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(message),
			httpCode: String(status),
			failure: expect.objectContaining({ cause }),
			cause: { status, response: { headers: { 'retry-after': '7' } } },
		});
		expect(trigger.staticData).toEqual(before);
		world.simulator.faults.clear();
		expect((await trigger.poll())?.map(({ _id }) => _id)).toEqual([asset.id]);
	});

	test('says which value does not fit', async () => {
		const index = account().addIndex();
		const trigger = new ActiveTrigger({
			indexId: byId(index.id),
			options: { durationGte: 'long' },
		});
		await expect(trigger.poll()).rejects.toThrow('Duration From: "long" is not a number');
	});
});

describe('Fetch Test Event', () => {
	test('shows what finished last, and touches no state', async () => {
		const { trigger, add } = await watched();
		const [first, last] = [add(), add()];
		account().finish(first.id);
		clock.advance(MINUTE);
		account().finish(last.id);
		const before = trigger.staticData;
		expect(await trigger.fetchTestEvent()).toEqual([
			expect.objectContaining({ _id: last.id, event: 'ready' }),
		]);
		expect(trigger.staticData).toEqual(before);
		expect(await trigger.poll()).toHaveLength(2);
	});

	test('shows the newest ready one, though one that could not be indexed is newer', async () => {
		const { trigger, add } = await watched();
		const [ready, failing] = [add(), add()];
		account().finish(ready.id);
		clock.advance(MINUTE);
		account().fail(failing.id, 'video_file_broken');
		expect(await trigger.fetchTestEvent()).toEqual([
			expect.objectContaining({ _id: ready.id, event: 'ready' }),
		]);
	});

	test('shows one that could not be indexed, however many have become ready since', async () => {
		const { trigger, add } = await watched({ events: ['failed'] });
		const failing = add();
		account().fail(failing.id, 'video_file_broken');
		clock.advance(MINUTE);
		for (let n = 0; n < 60; n++) account().finish(add().id);
		expect(await trigger.fetchTestEvent()).toEqual([
			expect.objectContaining({ _id: failing.id, event: 'failed' }),
		]);
	});

	test.each([{ options: { filename: 'no such name' } }, { events: ['failed'] }])(
		'names the fields that leave everything out: %j',
		async (parameters) => {
			const { trigger, add } = await watched(parameters as never);
			account().finish(add().id);
			await expect(trigger.pollByHand()).rejects.toThrow(
				'No finished asset of this index fits Trigger On and Options',
			);
		},
	);

	test('says what to do where nothing has finished', async () => {
		const { trigger, add } = await watched();
		add();
		await expect(trigger.pollByHand()).rejects.toThrow(
			'This index has no finished asset yet: index one, then fetch again',
		);
	});
});

describe('the state', () => {
	test('another index begins anew, and emits nothing old', async () => {
		const { trigger, add } = await watched();
		account().finish(add().id);
		await trigger.poll();
		const other = account().addIndex();
		account().seedIndexedAssets(60, { indexId: other.id, status: 'ready' });
		const moved = new ActiveTrigger(
			{ indexId: byId(other.id) },
			{ staticData: trigger.staticData },
		);
		expect(await moved.poll('update')).toBeNull();
		expect(await moved.poll('update')).toBeNull();
	});

	test('survives that the node is renamed', async () => {
		const { trigger, add, index } = await watched();
		const asset = add();
		await trigger.poll();
		account().finish(asset.id);
		const renamed = new ActiveTrigger(
			{ indexId: byId(index.id) },
			{ staticData: trigger.staticData, name: 'Renamed' },
		);
		expect((await renamed.poll('update'))?.map(({ _id }) => _id)).toEqual([asset.id]);
	});

	test('goes on from the latest when the node gets an earlier name back', async () => {
		const { trigger, add, index } = await watched();
		const asset = add();
		await trigger.poll();
		account().finish(asset.id);
		const on = (staticData: IDataObject, name?: string) =>
			new ActiveTrigger({ indexId: byId(index.id) }, { staticData, name });
		const renamed = on(trigger.staticData, 'Renamed');
		expect(await renamed.poll('update')).toHaveLength(1);
		expect(await on(renamed.staticData).poll('update')).toBeNull();
	});

	test('survives that n8n loses what the poll at activation wrote into the node', async () => {
		const { trigger, add, index } = await watched();
		const { global } = trigger.staticData;
		account().finish(add().id);
		const later = new ActiveTrigger(
			{ indexId: byId(index.id) },
			{ staticData: { global } as IDataObject },
		);
		expect(await later.poll('update')).toHaveLength(1);
	});

	test('of an old copy is not read when the user activates the workflow', async () => {
		const { trigger, add, index } = await watched();
		const { global } = trigger.staticData;
		account().finish(add().id);
		const again = new ActiveTrigger(
			{ indexId: byId(index.id) },
			{ staticData: { global } as IDataObject },
		);
		expect(await again.poll('activate')).toBeNull();
		expect(await again.poll('activate')).toBeNull();
	});

	test('that n8n did not save with an execution is not gone on from, though its copy was saved', async () => {
		const { trigger, add, index } = await watched();
		const before = trigger.staticData;
		account().finish(add().id);
		expect(await trigger.poll()).toHaveLength(1);
		const { global } = trigger.staticData;
		const crashed = { ...before, global } as IDataObject;
		const restarted = new ActiveTrigger({ indexId: byId(index.id) }, { staticData: crashed });
		expect(await restarted.poll('init')).toHaveLength(1);
	});

	test('nor where it was the first after activation', async () => {
		const { trigger, add, index } = await watched();
		const on = ({ global }: IDataObject) =>
			new ActiveTrigger({ indexId: byId(index.id) }, { staticData: { global } as IDataObject });
		account().finish(add().id);
		const first = on(trigger.staticData);
		expect(await first.poll('update')).toHaveLength(1);
		expect(await on(first.staticData).poll('update')).toHaveLength(1);
	});

	test('goes on to another index where n8n lost what the poll at activation wrote', async () => {
		const { trigger } = await watched();
		const before = trigger.staticData;
		const other = account().addIndex();
		const asset = account().addIndexedAsset({ indexId: other.id, status: 'indexing' });
		const on = (staticData: IDataObject) =>
			new ActiveTrigger({ indexId: byId(other.id) }, { staticData });
		const activated = on(trigger.staticData);
		expect(await activated.poll()).toBeNull();
		account().finish(asset.id);
		const { global } = activated.staticData;
		expect(await on({ ...before, global } as IDataObject).poll('update')).toHaveLength(1);
	});

	test('is another object for each poll under the durable scheduler, and polls that overlap emit once', async () => {
		const { trigger, add, index } = await watched();
		account().finish(add().id);
		const polls = [1, 2, 3].map(async () => {
			const { staticData } = trigger;
			const own = new ActiveTrigger({ indexId: byId(index.id) }, { staticData, id: 'overlapping' });
			return await own.poll('update');
		});
		const emitted = (await Promise.all(polls)).flatMap((events) => events ?? []);
		expect(emitted).toHaveLength(1);
	});

	test('that n8n has from hours ago finds what happened since', async () => {
		const { trigger, add, index } = await watched();
		const old = trigger.staticData;
		const assets = Array.from({ length: 5 }, () => add());
		await trigger.poll();
		clock.advance(12 * HOUR);
		for (const { id } of assets) account().finish(id);
		const restarted = new ActiveTrigger({ indexId: byId(index.id) }, { staticData: old });
		expect(await restarted.poll('init')).toHaveLength(5);
	});

	test('is changed so that n8n notices', async () => {
		const { trigger, add } = await watched();
		account().finish(add().id);
		const data = trigger.context().getWorkflowStaticData('node');
		const before = data.completionWatch;
		await trigger.poll();
		expect(data.completionWatch).not.toBe(before);
	});
});
