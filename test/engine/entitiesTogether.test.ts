import type { IDataObject } from 'n8n-workflow';

import { byId, errorOf, itemsOf, jsonOf, type RunOptions } from './harness';
import { until } from '../until';
import { useWorld } from './world';

/** Several items that create entities. By routing, n8n gives the node one item at a time, so each is a request of its own. */
const world = useWorld();

const BULK = 'entityCollections-entities.create-bulk';
const CREATE = 'entityCollections-entities.create';

const IS_BY_ROUTING = process.env.ENGINE_RUNS_BY === 'routing';

const entities = () => world.simulator.world.entities;

let collectionId: string;
beforeEach(() => {
	collectionId = entities().addCollection({ name: 'Crew' }).id;
});

const image = (filename = 'face.png') =>
	world.simulator.world.addAsset({ filename, status: 'ready' }).id;

interface Row extends IDataObject {
	row: number;
	person: string;
	photo: string;
	collection?: string;
}

/** A roster: one item for each person. */
const roster = (count: number, each: (n: number) => Partial<Row> = () => ({})) =>
	Array.from({ length: count }, (_, n) => ({
		json: { row: n, person: `Person ${n}`, photo: image(), ...each(n) } as Row,
	}));

const start = (
	input: RunOptions['input'],
	{ parameters = {}, ...more }: Partial<RunOptions> = {},
) =>
	world.run(
		'create',
		{
			resource: 'entity',
			entityCollectionId: byId(collectionId),
			entityName: '={{ $json.person }}',
			assetIds: '={{ $json.photo }}',
			...parameters,
		},
		{ input, ...more },
	);

const create = async (...given: Parameters<typeof start>) => await start(...given);

const calls = (operationId: string) =>
	world.simulator.requests.filter((request) => request.operationId === operationId);

const made = () => entities().of(collectionId);

/** The entity that was made of each item, by the name. */
const idOf = (name: unknown) => made().find((entity) => entity.name === name)?.id;

const byPerson = (items: ReturnType<typeof itemsOf>) =>
	items.map(({ json, pairedItem }) => [json.name, json._id, pairedItem]);

const ERRORS = { onError: 'continueErrorOutput' } as const;

test('50 items with 7 that are refused are 43 items and 7 errors, each with its own input', async () => {
	const isBad = (n: number) => n % 7 === 3;
	const input = roster(50, (n) => (isBad(n) ? { photo: image('talk.mp4') } : {}));
	const run = await create(input, ERRORS);
	expect(byPerson(itemsOf(run))).toEqual(
		input
			.filter(({ json }) => !isBad(json.row))
			.map(({ json }) => [json.person, idOf(json.person), { item: json.row }]),
	);
	expect(itemsOf(run)).toHaveLength(43);
	expect(made()).toHaveLength(43);
	const refused = input.filter(({ json }) => isBad(json.row));
	expect(itemsOf(run, 1)).toHaveLength(7);
	itemsOf(run, 1).forEach(({ json, pairedItem }, at) => {
		expect(json).toMatchObject({
			...refused[at].json,
			error: expect.stringContaining('did not accept'),
			details: {
				message: expect.stringContaining(`asset ${refused[at].json.photo} is no image`),
				next: expect.stringContaining('is no image, but video/mp4'),
			},
		});
		expect(pairedItem).toMatchObject({ item: refused[at].json.row });
	});
	if (IS_BY_ROUTING) return;
	expect(calls(BULK)).toHaveLength(1);
	expect(calls(CREATE)).toHaveLength(0);
});

test('a refusal that stops the node says what was created, and leaves the rest', async () => {
	const input = roster(3, (n) => (n === 1 ? { photo: image('talk.mp4') } : {}));
	const error = errorOf(await create(input));
	expect(error.message).toContain('did not accept');
	expect(error.description).toContain('2 of 3 items were created');
	expect(error.description).toContain(`_id ${idOf('Person 0')} (item 0)`);
});

test('items of several collections, and more than one request may have, give each its own entity', async () => {
	const other = entities().addCollection({ name: 'Other crew' }).id;
	const input = roster(120, (n) => ({ collection: n % 2 === 0 ? collectionId : other }));
	const parameters = { entityCollectionId: byId('={{ $json.collection }}') };
	const items = itemsOf(await create(input, { parameters }));
	expect(items.map(({ json }) => [json.name, json.entity_collection_id])).toEqual(
		input.map(({ json }) => [json.person, json.collection]),
	);
	expect(made()).toHaveLength(60);
	if (IS_BY_ROUTING) return;
	// 50 and 10 of each collection.
	expect(calls(BULK)).toHaveLength(4);
});

test('what the answer to several lacks stands in for it as it was asked', async () => {
	const parameters = {
		userMetadata: { fields: [{ key: 'badge', type: 'integer', numberValue: 7 }] },
	};
	const [json] = jsonOf(await create(roster(2), { parameters }));
	expect(json).toMatchObject({
		status: 'processing',
		mention: `<@${idOf('Person 0')}>`,
		asset_count: 1,
		metadata: { badge: 7 },
		entity_collection_id: collectionId,
	});
});

test('one item, and the first of Execute Once, is a request of its own', async () => {
	await create(roster(1));
	await create(roster(3), { settings: { executeOnce: true } });
	expect(calls(CREATE)).toHaveLength(2);
	expect(calls(BULK)).toHaveLength(0);
});

test('items of one name are created one after the other, and each has the ID of its own images', async () => {
	const input = roster(4, (n) => (n < 3 ? { person: 'Twin' } : {}));
	const items = itemsOf(await create(input));
	for (const { json, pairedItem } of items) {
		const { item } = pairedItem as { item: number };
		expect(entities().all.get(String(json._id))?.assetIds).toEqual([input[item].json.photo]);
	}
	expect(made()).toHaveLength(4);
});

test('an item that is refused before anything is sent holds no other one up', async () => {
	const input = roster(5, (n) => (n === 2 ? { person: ' ' } : {}));
	const run = await create(input, ERRORS);
	expect(jsonOf(run)).toHaveLength(4);
	expect(jsonOf(run, 1)).toMatchObject([{ row: 2, error: 'Name is empty [item 2]' }]);
	if (!IS_BY_ROUTING) expect(calls(BULK)).toHaveLength(1);
});

test('the items of a batch leave together', async () => {
	const requestOptions = { batching: { batch: { batchSize: 2, batchInterval: 20 } } };
	expect(jsonOf(await create(roster(5), { parameters: { requestOptions } }))).toHaveLength(5);
	if (IS_BY_ROUTING) return;
	expect([calls(BULK).length, calls(CREATE).length]).toEqual([2, 1]);
});

test('a collection is named, and looked up once for all items', async () => {
	const { name, id } = entities().addCollection({ name: 'By name' });
	const parameters = { entityCollectionId: byId(name) };
	const items = jsonOf(await create(roster(3), { parameters }));
	expect(items.map((json) => json.entity_collection_id)).toEqual([id, id, id]);
	expect(calls('entityCollections.list')).toHaveLength(1);
	if (!IS_BY_ROUTING) expect(calls(BULK)).toHaveLength(1);
});

const ofSeveral = IS_BY_ROUTING ? describe.skip : describe;

ofSeveral('a request for several entities', () => {
	test('whose response was lost is not sent again: each item finds its own', async () => {
		world.simulator.faults.add({ on: BULK, when: 'after', respond: 'reset' });
		const input = roster(10);
		expect(byPerson(itemsOf(await create(input)))).toEqual(
			input.map(({ json }) => [json.person, idOf(json.person), { item: json.row }]),
		);
		expect(made()).toHaveLength(10);
		expect([calls(BULK).length, calls(CREATE).length]).toEqual([1, 0]);
	});

	test.each([{ status: 500 }, 'html502', 'reset'] as const)(
		'that certainly created nothing, after %j, is repeated, one by one',
		async (respond) => {
			world.simulator.faults.add({ on: BULK, respond });
			expect(jsonOf(await create(roster(3)))).toHaveLength(3);
			expect(made()).toHaveLength(3);
			expect([calls(BULK).length, calls(CREATE).length]).toEqual([1, 3]);
		},
	);

	test('of which an item stays unclear says so for that item alone', async () => {
		const input = roster(3);
		// Of another run, a minute ago, and like that of the second item.
		entities().add({
			collectionId,
			name: 'Person 1',
			assetIds: [String(input[1].json.photo)],
			createdAt: Date.now() - 60_000,
		});
		world.simulator.faults.add({ on: BULK, respond: 'reset' });
		const run = await create(input, ERRORS);
		expect(jsonOf(run).map(({ name }) => name)).toEqual(['Person 0', 'Person 2']);
		expect(jsonOf(run, 1)).toMatchObject([
			{ row: 1, details: { next: expect.stringContaining('may have been created all the same') } },
		]);
		expect(made()).toHaveLength(3);
	});

	test('that is refused as a whole is sent one by one, so that each item has its own outcome', async () => {
		const body = { code: 'parameter_invalid', message: 'Too many entities.' };
		world.simulator.faults.add({ on: BULK, respond: { status: 400, body } });
		const input = roster(4, (n) => (n === 3 ? { photo: image('talk.mp4') } : {}));
		const run = await create(input, ERRORS);
		expect(jsonOf(run)).toHaveLength(3);
		expect(jsonOf(run, 1)).toMatchObject([{ row: 3 }]);
		expect(calls(CREATE)).toHaveLength(4);
	});

	test('that is refused for the account is not', async () => {
		world.simulator.faults.add({ on: BULK, respond: { status: 403 } });
		const run = await create(roster(3), ERRORS);
		expect(jsonOf(run, 1).map(({ row }) => row)).toEqual([0, 1, 2]);
		expect(calls(CREATE)).toHaveLength(0);
	});

	test('whose answer leaves an item out looks that one up', async () => {
		world.simulator.faults.add({
			on: BULK,
			when: 'after',
			respond: {
				status: 201,
				body: { success_count: 3, failed_count: 0, entities: [], errors: [] },
			},
		});
		const items = jsonOf(await create(roster(3)));
		expect(items.map(({ _id }) => _id)).toEqual(made().map(({ id }) => id));
		expect(calls(CREATE)).toHaveLength(0);
	});

	test('whose answer names no entity in its errors goes by the number of the line', async () => {
		world.simulator.faults.add({
			on: BULK,
			respond: {
				status: 201,
				body: {
					entities: [{ _id: 'a'.repeat(24), name: 'Person 0', status: 'processing' }],
					errors: [{ entity_index: 1, error_reason: 'no such asset' }],
				},
			},
		});
		const run = await create(roster(2), ERRORS);
		expect(jsonOf(run)).toMatchObject([{ _id: 'a'.repeat(24) }]);
		expect(jsonOf(run, 1)).toMatchObject([{ row: 1, details: { message: 'no such asset' } }]);
	});

	test('is made once under Retry On Fail: what was created stays, what was refused is asked for again', async () => {
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const body = {
			entities: [],
			errors: [{ entity_index: 1, entity_name: 'Person 1', error_reason: 'not yet' }],
		};
		const respond = { status: 201, body };
		world.simulator.faults.add({ on: BULK, when: 'after', respond });
		const items = jsonOf(await create(roster(3), { settings }));
		expect(items.map(({ name }) => name)).toEqual(['Person 0', 'Person 1', 'Person 2']);
		expect(items[0]._id).toBe(idOf('Person 0'));
		expect([calls(BULK).length, calls(CREATE).length]).toEqual([1, 1]);
	});

	test('that is under way when the user stops names the items that it may have created', async () => {
		const lines: string[] = [];
		world.simulator.faults.add({ on: BULK, respond: { delayMs: 500 } });
		const running = start(roster(3), { onConsole: (line) => lines.push(line) });
		await until(() => calls(BULK).length > 0);
		running.cancel();
		expect((await running).status).toBe('canceled');
		const said = lines.join('\n');
		expect(said).toContain('Creating 3 entities');
		for (const n of [0, 1, 2]) expect(said).toContain(`entity "Person ${n}" (item ${n})`);
	});
});
