import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld();

const CREATE = 'indexes.create';

const create = async (parameters: object, more: Parameters<typeof world.run>[2] = {}) =>
	await world.run('create', { resource: 'index', ...parameters } as never, more);

const posts = () => world.simulator.requests.filter(({ method }) => method === 'POST');

/** The indexes of a name, as the account holds them. */
const named = (name: string) =>
	[...world.simulator.world.indexes.values()].filter((index) => index.name === name);

const ID = expect.stringMatching(/^[0-9a-f]{24}$/);

test('Create sends the name and both modalities, and answers with ID and name', async () => {
	const run = await create({ indexName: ' Product Demos ' });
	expect(jsonOf(run)).toEqual([{ _id: ID, index_name: 'Product Demos' }]);
	expect(itemsOf(run)[0].pairedItem).toEqual({ item: 0 });
	expect(world.sent()).toEqual(['POST /indexes']);
	expect(world.simulator.requests[0].body).toEqual({
		index_name: 'Product Demos',
		models: [{ model_name: 'marengo3.0', model_options: ['visual', 'audio'] }],
	});
	expect(named('Product Demos')).toHaveLength(1);
});

test('Create sends what is chosen, and further fields beside it', async () => {
	await create({
		indexName: 'Silent films',
		modelOptions: '={{ "visual" }}',
		options: { indexModel: ' marengo3.1 ', thumbnail: true, additionalFields: '{"region":"eu"}' },
	});
	expect(world.simulator.requests[0].body).toEqual({
		index_name: 'Silent films',
		models: [{ model_name: 'marengo3.1', model_options: ['visual'] }],
		addons: ['thumbnail'],
		region: 'eu',
	});
});

test.each([
	[{ indexName: '={{ " " }}' }, 'Name is empty [item 0]'],
	[
		{ indexName: 'No modality', modelOptions: '={{ [] }}' },
		'Modalities names nothing to analyze [item 0]',
	],
	[
		{ indexName: 'Odd', modelOptions: '={{ ["text"] }}' },
		'Modalities: "text" is none of audio, visual [item 0]',
	],
	[
		{ indexName: 'Two names', options: { additionalFields: '{"index_name":"Other"}' } },
		'Additional Fields (JSON): "index_name" is set by the node already [item 0]',
	],
])('Create with %j is refused before anything is sent', async (parameters, message) => {
	expect(errorOf(await create(parameters)).message).toBe(message);
	expect(world.sent()).toEqual([]);
});

test.each([400, 409] as const)(
	'a name that another index has is refused with its ID, where TwelveLabs answers %i',
	async (status) => {
		world.simulator.switches.duplicateIndexName = status;
		const name = `Keynotes ${status}`;
		const { id } = world.simulator.world.addIndex({ name });
		const error = errorOf(await create({ indexName: name }));
		expect(error.message).toBe(`There is an index named "${name}" already`);
		expect(error.description).toContain(
			`Choose another name, or use the index that has it: ${id}.`,
		);
		expect(named(name)).toHaveLength(1);
	},
);

test('a refusal of Pegasus says that analysis needs no index', async () => {
	const options = { indexModel: 'pegasus1.5' };
	const error = errorOf(await create({ indexName: 'For analysis', options }));
	expect(error.description).toContain('Analysis needs no index');
	expect(world.simulator.refusedRequests.splice(0)).toHaveLength(1);
});

describe('Create whose response was lost', () => {
	test.each(['exact', 'partial'] as const)(
		'finds what it created, where the filter by name is %s, and sends nothing again',
		async (reading) => {
			world.simulator.switches.indexNameFilter = reading;
			const name = `Lost ${reading}`;
			world.simulator.world.addIndex({ name: `${name} as a part` });
			world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset' });
			const run = await create({ indexName: name });
			const [index] = named(name);
			expect(jsonOf(run)).toEqual([{ _id: index.id, index_name: name }]);
			expect(posts()).toHaveLength(1);
		},
	);

	test('finds it also where TwelveLabs confirmed without an ID', async () => {
		world.simulator.faults.add({ on: CREATE, respond: { status: 201, body: {} }, when: 'after' });
		const run = await create({ indexName: 'No ID' });
		expect(jsonOf(run)).toEqual([{ _id: named('No ID')[0].id, index_name: 'No ID' }]);
		expect(posts()).toHaveLength(1);
	});

	test('is sent again where certainly nothing was created', async () => {
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const run = await create({ indexName: 'Never arrived' });
		expect(jsonOf(run)).toEqual([{ _id: ID, index_name: 'Never arrived' }]);
		expect(posts()).toHaveLength(2);
		expect(named('Never arrived')).toHaveLength(1);
	});

	test('claims no index of the minutes before: it may be of another run', async () => {
		const createdAt = Date.now() - 60_000;
		const { id } = world.simulator.world.addIndex({ name: 'Of another run', createdAt });
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const error = errorOf(await create({ indexName: 'Of another run' }));
		expect(error.description).toContain('may have been created all the same');
		expect(error.description).toContain(id);
		expect(posts()).toHaveLength(1);
	});

	test('says that an older index has the name, and sends nothing again', async () => {
		const createdAt = Date.now() - 3_600_000;
		const { id } = world.simulator.world.addIndex({ name: 'Older', createdAt });
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const error = errorOf(await create({ indexName: 'Older' }));
		expect(error.message).toBe('There is an index named "Older" already');
		expect(error.description).toContain(id);
		expect(posts()).toHaveLength(1);
	});

	test('says what is unclear where the list cannot be read', async () => {
		world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset' });
		world.simulator.faults.add({ on: 'indexes.list', times: Infinity, respond: { status: 503 } });
		const error = errorOf(await create({ indexName: 'Not listed' }));
		expect(error.description).toContain('may have been created all the same');
		expect(error.description).toContain('Look for "Not listed" with Index > Get Many');
		expect(posts()).toHaveLength(1);
	});
});

test('two items with one name give one index: the second does not claim that of the first', async () => {
	world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset', times: 2 });
	const run = await create(
		{ indexName: 'Twice' },
		{ input: [{ json: {} }, { json: {} }], onError: 'continueErrorOutput' },
	);
	const [{ id }] = named('Twice');
	expect(named('Twice')).toHaveLength(1);
	expect(jsonOf(run)).toEqual([{ _id: id, index_name: 'Twice' }]);
	expect(jsonOf(run, 1)).toEqual([
		{
			error: 'There is an index named "Twice" already',
			details: { next: `Choose another name, or use the index that has it: ${id}.` },
		},
	]);
});

test('Index Asset takes the ID of a new index without any mapping', async () => {
	const [{ _id }] = jsonOf(await create({ indexName: 'Ready to be filled' }));
	const asset = world.simulator.world.addAsset({ status: 'ready' });
	const run = await world.run('create', { indexId: byId(String(_id)), assetId: byId(asset.id) });
	expect(jsonOf(run)[0].index_id).toBe(_id);
});
