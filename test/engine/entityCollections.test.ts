import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld();

const MISSING = '6a1b00000000000000000fff';
const CREATE = 'entityCollections.create';

const run = async (operation: string, parameters: object, more = {}) =>
	await world.run(operation, { resource: 'entityCollection', ...parameters } as never, more);

const account = () => world.simulator.world.entities;

const named = (name: string) =>
	[...account().collections.values()].filter((collection) => collection.name === name);

const posts = () => world.simulator.requests.filter(({ method }) => method === 'POST');

const ID = expect.stringMatching(/^[0-9a-f]{24}$/);

describe('Create', () => {
	test('sends name and description, and answers with the collection', async () => {
		const result = await run('create', {
			entityCollectionName: ' Signallers ',
			description: 'On the quay',
			options: { additionalFields: '{"region":"eu"}' },
		});
		expect(jsonOf(result)).toEqual([
			{
				_id: ID,
				name: 'Signallers',
				description: 'On the quay',
				created_at: expect.any(String),
				updated_at: expect.any(String),
			},
		]);
		expect(itemsOf(result)[0].pairedItem).toEqual({ item: 0 });
		expect(world.simulator.requests[0].body).toEqual({
			name: 'Signallers',
			description: 'On the quay',
			region: 'eu',
		});
	});

	test.each([
		[{ entityCollectionName: '={{ " " }}' }, 'Name is empty [item 0]'],
		[
			{ entityCollectionName: 'A', options: { additionalFields: '{"name":"B"}' } },
			'Additional Fields (JSON): "name" is set by the node already [item 0]',
		],
	])('with %j is refused before anything is sent', async (parameters, message) => {
		expect(errorOf(await run('create', parameters)).message).toBe(message);
		expect(world.sent()).toEqual([]);
	});

	test.each([400, 403])(
		'of a second one on the Free plan names the plan, with status %i',
		async (status) => {
			const body = { code: 'no_more', message: 'No more collections.' };
			world.simulator.faults.add({ on: CREATE, respond: { status, body } });
			const error = errorOf(await run('create', { entityCollectionName: 'Second' }));
			expect(error.description).toContain('TwelveLabs says: No more collections.');
			expect(error.description).toContain('The Free plan has one entity collection');
			expect(posts()).toHaveLength(1);
		},
	);

	test.each(['exact', 'partial'] as const)(
		'whose response was lost finds what it created, where the filter by name is %s',
		async (reading) => {
			world.simulator.switches.entityNameFilter = reading;
			const name = `Lost ${reading}`;
			account().addCollection({ name: `${name} as a part` });
			world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset' });
			const result = await run('create', { entityCollectionName: name });
			expect(jsonOf(result)).toMatchObject([{ _id: named(name)[0].id, name }]);
			expect(posts()).toHaveLength(1);
		},
	);

	test('is sent again where certainly nothing was created, though an older one has the name', async () => {
		const createdAt = Date.now() - 3_600_000;
		const { id } = account().addCollection({ name: 'Crew', createdAt });
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const [{ _id }] = jsonOf(await run('create', { entityCollectionName: 'Crew' }));
		expect(named('Crew').map((collection) => collection.id)).toEqual([id, _id]);
		expect(posts()).toHaveLength(2);
	});

	test('claims none of the minutes before: it may be of another run', async () => {
		const createdAt = Date.now() - 60_000;
		const { id } = account().addCollection({ name: 'Of another run', createdAt });
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const error = errorOf(await run('create', { entityCollectionName: 'Of another run' }));
		expect(error.description).toContain(
			'The entity collection may have been created all the same.',
		);
		expect(error.description).toContain(id);
		expect(posts()).toHaveLength(1);
	});

	test('two items with one name make two, also where both responses were lost', async () => {
		world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset', times: 2 });
		const input = [{ json: {} }, { json: {} }];
		const items = jsonOf(await run('create', { entityCollectionName: 'Twice' }, { input }));
		expect(new Set(items.map(({ _id }) => _id))).toEqual(
			new Set(named('Twice').map(({ id }) => id)),
		);
		expect(items).toHaveLength(2);
	});
});

test('Get returns the collection, by its ID or by its name', async () => {
	const { id } = account().addCollection({ name: 'By name', description: 'Here' });
	for (const value of [id, 'By name']) {
		const [collection] = jsonOf(await run('get', { entityCollectionId: byId(value) }));
		expect(collection).toMatchObject({ _id: id, name: 'By name', description: 'Here' });
	}
});

test('Get of one that is not there names it, and what to do', async () => {
	const error = errorOf(await run('get', { entityCollectionId: byId(MISSING) }));
	expect(error.message).toBe(
		`Entity Collection ${MISSING} does not exist, or is in another account`,
	);
});

test('Get Many filters by name, sorts and limits as it is asked to', async () => {
	for (const name of ['Filtered A', 'Filtered B']) account().addCollection({ name });
	const result = await run('getAll', {
		limit: 1,
		filters: { name: 'Filtered A' },
		sort: { sortBy: 'name', sortOption: 'asc' },
		output: 'selected',
		fields: 'name',
	});
	expect(jsonOf(result)).toEqual([{ name: 'Filtered A' }]);
	expect(world.simulator.requests[0].query).toEqual({
		name: 'Filtered A',
		sort_by: 'name',
		sort_option: 'asc',
		page: '1',
		page_limit: '1',
	});
});

test('Get Many returns all, over several pages, the newest first', async () => {
	for (let n = 0; n < 60; n++) account().addCollection({ name: `Many ${n}` });
	const all = jsonOf(await run('getAll', { returnAll: true }));
	expect(all).toHaveLength(account().collections.size);
	expect(world.simulator.requests[0].query).toMatchObject({
		sort_by: 'created_at',
		sort_option: 'desc',
	});
});

describe('Update', () => {
	test('changes what is filled in, and answers with the collection', async () => {
		const { id } = account().addCollection({ name: 'Before', description: 'Stays' });
		const parameters = { entityCollectionId: byId(id), entityCollectionName: ' After ' };
		expect(jsonOf(await run('update', parameters))).toMatchObject([
			{ _id: id, name: 'After', description: 'Stays' },
		]);
		expect(world.simulator.requests[0].body).toEqual({ name: 'After' });
	});

	test('with nothing filled in is refused before anything is sent', async () => {
		const error = errorOf(await run('update', { entityCollectionId: byId(MISSING) }));
		expect(error.message).toBe('There is nothing to update [item 0]');
		expect(world.sent()).toEqual([]);
	});
});

describe('Delete', () => {
	test('takes the collection', async () => {
		const { id } = account().addCollection();
		expect(jsonOf(await run('delete', { entityCollectionId: byId(id) }))).toEqual([
			{ _id: id, deleted: true },
		]);
		expect(account().collections.has(id)).toBe(false);
	});

	test('of one with entities says what to do first, where TwelveLabs refuses it', async () => {
		world.simulator.switches.collectionDelete = 409;
		const { id } = account().addCollection();
		account().add({ collectionId: id });
		const error = errorOf(await run('delete', { entityCollectionId: byId(id) }));
		expect(error.description).toContain('Delete the entities of the collection first');
		world.simulator.switches.collectionDelete = 204;
	});
});

test('the list of the editor pages, and finds by name and by ID', async () => {
	account().collections.clear();
	for (let n = 0; n < 60; n++) account().addCollection({ name: `Show ${n}` });
	const { id } = account().addCollection({ name: 'Only this one' });
	const search = async (options = {}) =>
		await world.engine.searchList('searchEntityCollections', world.credential, options);
	const first = await search();
	expect(first.results).toHaveLength(50);
	expect((await search({ paginationToken: String(first.paginationToken) })).results).toHaveLength(
		11,
	);
	for (const filter of ['only THIS', id]) {
		expect((await search({ filter })).results.map(({ value }) => value)).toEqual([id]);
	}
});
