import { jsonOf, itemsOf } from './harness';
import { until } from '../until';
import { BULK, byPerson, CREATE, ERRORS, useRoster } from './roster';
import { useWorld } from './world';

/** Entities of several items that leave as one request. */
const world = useWorld();
const { collectionId, count, create, entities, idOf, image, made, roster } = useRoster(world);

test('a request whose response was lost is not sent again: each item finds its own', async () => {
	world.simulator.faults.add({ on: BULK, when: 'after', respond: 'reset' });
	const input = roster(10);
	expect(byPerson(itemsOf(await create(input)))).toEqual(
		input.map(({ json }) => [json.person, idOf(json.person), { item: json.row }]),
	);
	expect(made()).toHaveLength(10);
	expect([count(BULK), count(CREATE)]).toEqual([1, 0]);
});

test.each([{ status: 500 }, 'html502', 'reset'] as const)(
	'a request that certainly created nothing, after %j, is repeated, one by one',
	async (respond) => {
		world.simulator.faults.add({ on: BULK, respond });
		expect(jsonOf(await create(roster(3)))).toHaveLength(3);
		expect(made()).toHaveLength(3);
		expect([count(BULK), count(CREATE)]).toEqual([1, 3]);
	},
);

test('a request of which an item stays unclear says so for that item alone', async () => {
	const input = roster(3);
	// Of another run, a minute ago, and like that of the second item.
	entities().add({
		collectionId: collectionId(),
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

test.each([
	[400, 'parameter_invalid', 'Too many entities.'],
	[404, 'resource_not_exist', 'One of the assets does not exist.'],
	[409, 'conflict', 'An entity has this name already.'],
])(
	'a request that is refused as a whole with %i is sent one by one, so that each item has its own outcome',
	async (status, code, message) => {
		world.simulator.faults.add({ on: BULK, respond: { status, body: { code, message } } });
		const input = roster(4, (n) => (n === 3 ? { photo: image('talk.mp4') } : {}));
		const run = await create(input, ERRORS);
		expect(jsonOf(run)).toHaveLength(3);
		expect(jsonOf(run, 1)).toMatchObject([{ row: 3 }]);
		expect(count(CREATE)).toBe(4);
	},
);

test.each([402, 403])(
	'a request that is refused with %i is sent one by one, until one of them is refused for the same',
	async (status) => {
		world.simulator.faults.add({ on: BULK, respond: { status } });
		const input = roster(5);
		const isThird = ({ body }: { body: unknown }) => (body as { name: string }).name === 'Person 2';
		world.simulator.faults.add({
			on: (request) => request.operationId === CREATE && isThird(request),
			respond: { status },
		});
		const run = await create(input, ERRORS);
		expect(jsonOf(run).map(({ name }) => name)).toEqual(['Person 0', 'Person 1']);
		const refused = jsonOf(run, 1);
		expect(refused.map(({ row }) => row)).toEqual([2, 3, 4]);
		for (const { details } of refused) {
			const { next } = details as { next: string };
			expect(next.match(/The Free plan has 15 entities/g)).toHaveLength(1);
		}
		expect(made()).toHaveLength(2);
		expect(count(CREATE)).toBe(3);
	},
);

test('a request whose key is refused is not', async () => {
	world.simulator.faults.add({ on: BULK, respond: { status: 401 } });
	const run = await create(roster(3), ERRORS);
	expect(jsonOf(run, 1).map(({ row }) => row)).toEqual([0, 1, 2]);
	expect(count(CREATE)).toBe(0);
});

test('a request whose answer leaves an item out looks that one up', async () => {
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
	expect(count(CREATE)).toBe(0);
});

test.each([undefined, null, ''])(
	'a request whose answer names %j in its errors goes by the number of the line',
	async (name) => {
		world.simulator.faults.add({
			on: BULK,
			respond: {
				status: 201,
				body: {
					entities: [{ _id: 'a'.repeat(24), name: 'Person 0', status: 'processing' }],
					errors: [{ entity_index: 1, entity_name: name, error_reason: 'no such asset' }],
				},
			},
		});
		const run = await create(roster(2), ERRORS);
		expect(jsonOf(run)).toMatchObject([{ _id: 'a'.repeat(24) }]);
		expect(jsonOf(run, 1)).toMatchObject([{ row: 1, details: { message: 'no such asset' } }]);
	},
);

test('a request is made once under Retry On Fail: what was created stays, what was refused is asked for again', async () => {
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
	expect([count(BULK), count(CREATE)]).toEqual([1, 1]);
});

test('1,000 items are 20 requests, also where some are refused for their number, and each item has its own entity', async () => {
	world.simulator.faults.add({
		on: BULK,
		times: 3,
		respond: { status: 429, headers: { 'Retry-After': '2' } },
	});
	const input = roster(1_000);
	const items = itemsOf(await create(input));
	const ids = new Map(made().map(({ name, id }) => [name, id]));
	expect(byPerson(items)).toEqual(
		input.map(({ json }) => [json.person, ids.get(json.person), { item: json.row }]),
	);
	expect(ids.size).toBe(1_000);
	expect([count(BULK), count(CREATE)]).toEqual([23, 0]);
});

test('a request that is under way when the user stops names the items that it may have created', async () => {
	const lines: string[] = [];
	world.simulator.faults.add({ on: BULK, respond: { delayMs: 500 } });
	const running = create(roster(3), { onConsole: (line) => lines.push(line) });
	await until(() => count(BULK) > 0);
	running.cancel();
	expect((await running).status).toBe('canceled');
	const said = lines.join('\n');
	expect(said).toContain('Creating 3 entities');
	for (const n of [0, 1, 2]) expect(said).toContain(`entity "Person ${n}" (item ${n})`);
});
