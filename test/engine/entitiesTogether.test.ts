import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { BULK, byPerson, CREATE, ERRORS, useRoster } from './roster';
import { useWorld } from './world';

/** Several items that create entities. By routing, n8n gives the node one item at a time, so each is a request of its own. */
const world = useWorld();
const { collectionId, count, create, entities, idOf, image, made, roster } = useRoster(world);

const IS_BY_ROUTING = process.env.ENGINE_RUNS_BY === 'routing';

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
	expect(count(BULK)).toBe(1);
	expect(count(CREATE)).toBe(0);
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
	const input = roster(120, (n) => ({ collection: n % 2 === 0 ? collectionId() : other }));
	const parameters = { entityCollectionId: byId('={{ $json.collection }}') };
	const items = itemsOf(await create(input, { parameters }));
	expect(items.map(({ json }) => [json.name, json.entity_collection_id])).toEqual(
		input.map(({ json }) => [json.person, json.collection]),
	);
	expect(made()).toHaveLength(60);
	if (IS_BY_ROUTING) return;
	// 50 and 10 of each collection.
	expect(count(BULK)).toBe(4);
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
		entity_collection_id: collectionId(),
	});
});

test('one item, and the first of Execute Once, is a request of its own', async () => {
	await create(roster(1));
	await create(roster(3), { settings: { executeOnce: true } });
	expect(count(CREATE)).toBe(2);
	expect(count(BULK)).toBe(0);
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
	if (!IS_BY_ROUTING) expect(count(BULK)).toBe(1);
});

test('the items of a batch leave together', async () => {
	const requestOptions = { batching: { batch: { batchSize: 2, batchInterval: 20 } } };
	expect(jsonOf(await create(roster(5), { parameters: { requestOptions } }))).toHaveLength(5);
	if (IS_BY_ROUTING) return;
	expect([count(BULK), count(CREATE)]).toEqual([2, 1]);
});

test('a collection is named, and looked up once for all items', async () => {
	const { name, id } = entities().addCollection({ name: 'By name' });
	const parameters = { entityCollectionId: byId(name) };
	const items = jsonOf(await create(roster(3), { parameters }));
	expect(items.map((json) => json.entity_collection_id)).toEqual([id, id, id]);
	expect(count('entityCollections.list')).toBe(1);
	if (!IS_BY_ROUTING) expect(count(BULK)).toBe(1);
});
