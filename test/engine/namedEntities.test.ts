import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { useWorld } from './world';

/** Entity, apart from how several are created. */
const world = useWorld({ durations: { entityProcessing: 200 } });

const MISSING = '6a1b00000000000000000fff';
const CREATE = 'entityCollections-entities.create';

const entities = () => world.simulator.world.entities;

let collectionId: string;
beforeEach(() => {
	collectionId = entities().addCollection({ name: 'Signallers' }).id;
});

const run = async (operation: string, parameters: object, more = {}) =>
	await world.run(
		operation,
		{ resource: 'entity', entityCollectionId: byId(collectionId), ...parameters } as never,
		more,
	);

const asset = (filename = 'face.png', status: 'ready' | 'processing' | 'failed' = 'ready') =>
	world.simulator.world.addAsset({ filename, status }).id;

const added = (wish: object = {}) =>
	entities().add({ collectionId, assetIds: [asset()], status: 'ready', ...wish });

const posts = () => world.simulator.requests.filter(({ method }) => method === 'POST');

const METADATA = { fields: [{ key: 'badge', type: 'integer', numberValue: 1180 }] };

describe('Create', () => {
	test('sends the fields, and answers with the entity and its mention', async () => {
		const images = [asset(), asset()];
		const result = await run('create', {
			entityName: ' Operator B ',
			assetIds: `${images.join(', ')}, ${images[0]}`,
			description: 'Day shift',
			userMetadata: METADATA,
		});
		const [{ id }] = entities().of(collectionId);
		expect(jsonOf(result)).toEqual([
			{
				_id: id,
				name: 'Operator B',
				description: 'Day shift',
				status: 'processing',
				mention: `<@${id}>`,
				asset_count: 2,
				metadata: { badge: 1180 },
				updated_at: expect.any(String),
				entity_collection_id: collectionId,
			},
		]);
		expect(itemsOf(result)[0].pairedItem).toEqual({ item: 0 });
		expect(world.sent()).toEqual([`POST /entity-collections/${collectionId}/entities`]);
		expect(world.simulator.requests[0].body).toEqual({
			name: 'Operator B',
			asset_ids: images,
			description: 'Day shift',
			metadata: { badge: 1180 },
		});
	});

	test.each([
		[{ entityName: '={{ " " }}' }, 'Name is empty [item 0]'],
		[{ assetIds: '={{ [] }}' }, 'Asset IDs names no image [item 0]'],
		[{ assetIds: '={{ $json.missing }}' }, 'Asset IDs names no image [item 0]'],
		[{ assetIds: 'a/b' }, 'Asset: "a/b" is not an ID [item 0]'],
		[
			{ metadataMode: 'json', userMetadataJson: '{"badge":[1]}' },
			'Metadata "badge": [1] is not text, a number or a boolean [item 0]',
		],
	])('with %j is refused before anything is sent', async (parameters, message) => {
		const error = errorOf(
			await run('create', { entityName: 'A', assetIds: MISSING, ...parameters }),
		);
		expect(error.message).toBe(message);
		expect(world.sent()).toEqual([]);
	});

	test.each([
		['talk.mp4', 'ready', 'is no image, but video/mp4'],
		['face.png', 'processing', 'is not ready yet'],
		['face.png', 'failed', 'could not be processed'],
	] as const)(
		'of an asset %s that is %s says what is wrong with it',
		async (name, status, what) => {
			const id = asset(name, status);
			if (status === 'processing') world.simulator.world.hold(id);
			const error = errorOf(
				await run('create', { entityName: 'A', assetIds: [asset(), id].join() }),
			);
			expect(error.description).toContain('TwelveLabs says:');
			expect(error.description).toContain(`Asset ${id} ${what}`);
		},
	);

	test('of an asset that is not there names it', async () => {
		const error = errorOf(await run('create', { entityName: 'A', assetIds: MISSING }));
		expect(error.description).toContain(`Asset ${MISSING} does not exist`);
	});

	test('that is refused for another reason says what images have to show, and names the plan', async () => {
		const id = asset('simulate-entity-failure.png');
		const error = errorOf(await run('create', { entityName: 'A', assetIds: id }));
		expect(error.description).toContain('There is no face in it.');
		expect(error.description).toContain('The Free plan has 15 entities');
	});

	test('in a collection that is not there names the collection', async () => {
		const parameters = { entityName: 'A', assetIds: asset(), entityCollectionId: byId(MISSING) };
		const error = errorOf(await run('create', parameters));
		expect(error.message).toBe(
			`Entity Collection ${MISSING} does not exist, or is in another account`,
		);
	});

	test.each(['exact', 'partial'] as const)(
		'whose response was lost finds what it created, where the filter by name is %s',
		async (reading) => {
			world.simulator.switches.entityNameFilter = reading;
			const image = asset();
			// The same name, for other images.
			added({ name: 'Lost' });
			world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset' });
			const result = await run('create', { entityName: 'Lost', assetIds: image });
			const [{ id }] = entities().withAsset(image);
			expect(jsonOf(result)).toMatchObject([{ _id: id, mention: `<@${id}>` }]);
			expect(posts()).toHaveLength(1);
		},
	);

	test('is sent again where certainly nothing was created', async () => {
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		jsonOf(await run('create', { entityName: 'Never arrived', assetIds: asset() }));
		expect(entities().of(collectionId)).toHaveLength(1);
		expect(posts()).toHaveLength(2);
	});

	test('claims none of the minutes before: it may be of another run', async () => {
		const image = asset();
		const createdAt = Date.now() - 60_000;
		const { id } = added({ name: 'Of another run', assetIds: [image], createdAt });
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const error = errorOf(await run('create', { entityName: 'Of another run', assetIds: image }));
		expect(error.description).toContain('The entity may have been created all the same.');
		expect(error.description).toContain(id);
		expect(posts()).toHaveLength(1);
	});

	test('is not sent again where TwelveLabs keeps the name in another form', async () => {
		world.simulator.switches.entityNameFilter = 'exact';
		const image = asset();
		added({ name: 'Ren\u00e9', assetIds: [image], createdAt: Date.now() - 60_000 });
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const error = errorOf(await run('create', { entityName: 'Rene\u0301', assetIds: image }));
		expect(error.description).toContain('The entity may have been created all the same.');
		expect(posts()).toHaveLength(1);
	});

	test('can wait until a search finds the person', async () => {
		const parameters = { entityName: 'Waited', assetIds: asset() };
		const options = { waitForCompletion: true };
		expect(jsonOf(await run('create', { ...parameters, options }))).toMatchObject([
			{ status: 'ready', name: 'Waited' },
		]);
	});

	test('that waits too long is an error with the ID, and no second entity', async () => {
		const parameters = { entityName: 'Slow', assetIds: asset() };
		const options = { waitForCompletion: true, maxWaitMinutes: 0 };
		const error = errorOf(await run('create', { ...parameters, options }));
		const [{ id }] = entities().of(collectionId);
		expect(error.message).toBe('The entity was still being processed after 0 seconds');
		expect(error.description).toContain(`_id ${id}`);
	});
});

describe('Get', () => {
	test('takes the name of the entity and of its collection', async () => {
		const collection = entities().addCollection({ name: 'Only this crew' });
		const { id } = added({ collectionId: collection.id, name: 'Operator C' });
		const parameters = {
			entityCollectionId: byId('Only this crew'),
			entityId: byId('Operator C'),
		};
		expect(jsonOf(await run('get', parameters))).toMatchObject([
			{ _id: id, mention: `<@${id}>`, entity_collection_id: collection.id },
		]);
	});

	test('of one that is not there names it', async () => {
		const error = errorOf(await run('get', { entityId: byId(MISSING) }));
		expect(error.message).toContain(MISSING);
		expect(error.message).toContain('does not exist, or is in another account');
	});
});

describe('Get Many', () => {
	test('filters, sorts and limits as it is asked to', async () => {
		added({ name: 'Operator A' });
		added({ name: 'Operator B' });
		const result = await run('getAll', {
			limit: 2,
			filters: { name: 'Operator A', status: ['ready'] },
			sort: { sortBy: 'name', sortOption: 'asc' },
		});
		expect(jsonOf(result).map(({ name }) => name)).toEqual(['Operator A']);
		expect(world.simulator.requests[0].query).toEqual({
			name: 'Operator A',
			status: 'ready',
			sort_by: 'name',
			sort_option: 'asc',
			page: '1',
			page_limit: '2',
		});
	});

	test('takes all statuses for no limit', async () => {
		await run('getAll', { filters: { status: ['ready', 'processing'] } });
		expect(world.simulator.requests[0].query).not.toHaveProperty('status');
	});

	test('by Asset lists the entities of an image, of every collection', async () => {
		const image = asset();
		const elsewhere = entities().addCollection().id;
		const ids = [
			added({ assetIds: [image] }),
			added({ assetIds: [image], collectionId: elsewhere }),
		];
		const items = jsonOf(await run('getAllByAsset', { assetId: byId(image), returnAll: true }));
		expect(new Set(items.map(({ mention }) => mention))).toEqual(
			new Set(ids.map(({ id }) => `<@${id}>`)),
		);
	});
});

describe('Update', () => {
	const update = async (wish: object, parameters: object) => {
		const entity = added(wish);
		return { entity, result: await run('update', { entityId: byId(entity.id), ...parameters }) };
	};
	const badge = { metadata: { badge: 7, shift: 'day' } };

	test('merges metadata: it reads what is there first, and removes what says so', async () => {
		const { entity, result } = await update(badge, {
			metadataMode: 'json',
			userMetadataJson: '{"shift":null,"site":"quay"}',
		});
		expect(entity.metadata).toEqual({ badge: 7, site: 'quay' });
		expect(jsonOf(result)).toMatchObject([{ _id: entity.id, metadata: entity.metadata }]);
		expect(world.simulator.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
		expect(world.simulator.requests[1].body).toEqual({ metadata: entity.metadata });
	});

	test('of one entity by several items merges what each of them names', async () => {
		const entity = added(badge);
		const input = ['site', 'crane', 'radio'].map((key) => ({ json: { key } }));
		const parameters = {
			entityId: byId(entity.id),
			metadataMode: 'json',
			userMetadataJson: '={{ JSON.stringify({ [$json.key]: "of " + $json.key }) }}',
		};
		const items = jsonOf(await run('update', parameters, { input }));
		expect(entity.metadata).toEqual({
			...badge.metadata,
			site: 'of site',
			crane: 'of crane',
			radio: 'of radio',
		});
		expect(items).toHaveLength(3);
	});

	test('replaces it without reading it', async () => {
		const { entity } = await update(badge, { updateMode: 'replace', userMetadata: METADATA });
		expect(entity.metadata).toEqual({ badge: 1180 });
		expect(world.simulator.requests.map(({ method }) => method)).toEqual(['PATCH']);
	});

	test('clears it', async () => {
		const { entity } = await update(badge, { updateMode: 'clear' });
		expect(entity.metadata).toEqual({});
	});

	test('leaves what is empty as it is', async () => {
		const wish = { ...badge, name: 'Before', description: 'Stays' };
		const { entity } = await update(wish, { entityName: 'After' });
		expect(entity).toMatchObject({ ...wish, name: 'After' });
		expect(world.simulator.requests[0].body).toEqual({ name: 'After' });
	});

	test('of nothing is refused before anything is sent', async () => {
		const { result } = await update({}, {});
		expect(errorOf(result).message).toBe('There is nothing to update [item 0]');
		expect(world.sent()).toEqual([]);
	});
});

describe('Add Assets and Remove Assets', () => {
	test('change the images, and wait where that is wanted', async () => {
		const entity = added();
		const [first] = entity.assetIds;
		const second = asset();
		const change = async (operation: string, assetIds: string) =>
			jsonOf(
				await run(operation, {
					entityId: byId(entity.id),
					assetIds,
					options: { waitForCompletion: true },
				}),
			);
		expect(await change('addAssets', second)).toMatchObject([{ asset_count: 2, status: 'ready' }]);
		expect(await change('removeAssets', first)).toMatchObject([
			{ _id: entity.id, asset_count: 1, status: 'ready' },
		]);
		expect(entity.assetIds).toEqual([second]);
		const removal = world.simulator.requests.find(({ method }) => method === 'DELETE');
		expect(removal?.body).toEqual({ asset_ids: [first] });
	});

	test.each([
		['addAssets', 3],
		['removeAssets', 1],
	])(
		'%s that waits too long names the entity, and says that it is done',
		async (operation, count) => {
			const entity = added({ assetIds: [asset(), asset()] });
			const parameters = {
				entityId: byId(entity.id),
				assetIds: operation === 'addAssets' ? asset() : entity.assetIds[0],
				options: { waitForCompletion: true, maxWaitMinutes: 0 },
			};
			const [json] = jsonOf(
				await run(operation, parameters, { onError: 'continueErrorOutput' }),
				1,
			);
			expect(json).toMatchObject({
				error: 'The entity was still being processed after 0 seconds',
				details: {
					_id: entity.id,
					entity_collection_id: collectionId,
					next: expect.stringMatching(/^Its images are changed: read its status with Get\./),
				},
			});
			expect(entity.assetIds).toHaveLength(count);
		},
	);

	test('Remove Assets of the last image says that one stays', async () => {
		const entity = added();
		const parameters = { entityId: byId(entity.id), assetIds: entity.assetIds.join() };
		const error = errorOf(await run('removeAssets', parameters));
		expect(error.description).toContain('An entity keeps at least one image');
	});

	test('Add Assets of a video says so', async () => {
		const id = asset('talk.mp4');
		const error = errorOf(await run('addAssets', { entityId: byId(added().id), assetIds: id }));
		expect(error.description).toContain(`Asset ${id} is no image`);
	});

	test.each([
		['addAssets', 'entityCollections-entities.create-assets'],
		['removeAssets', 'entityCollections-entities.delete-assets'],
	])(
		'%s whose response was lost is done, though its repetition is refused',
		async (operation, on) => {
			const entity = added({ assetIds: [asset(), asset()] });
			const assetIds = operation === 'addAssets' ? asset() : entity.assetIds[0];
			world.simulator.faults.add({ on, when: 'after', respond: 'reset' });
			world.simulator.faults.add({ on, when: 'after', respond: { status: 400 } });
			const parameters = { entityId: byId(entity.id), assetIds };
			expect(jsonOf(await run(operation, parameters))).toMatchObject([
				{ _id: entity.id, asset_count: operation === 'addAssets' ? 3 : 1 },
			]);
		},
	);
});

test('Delete takes the entity, and leaves its images', async () => {
	const { id, assetIds } = added();
	expect(jsonOf(await run('delete', { entityId: byId(id) }))).toEqual([{ _id: id, deleted: true }]);
	expect(entities().all.has(id)).toBe(false);
	expect(world.simulator.world.assets.has(assetIds[0])).toBe(true);
});

test('a mention finds the person in a search', async () => {
	const { id: indexId } = world.simulator.world.addIndex();
	const { id } = added({ name: 'Ruth Ekpo' });
	const { id: found } = world.simulator.world.addIndexedAsset({
		indexId,
		filename: 'ruth-ekpo-at-the-quay.mp4',
		status: 'ready',
	});
	const [{ mention }] = jsonOf(await run('get', { entityId: byId(id) }));
	const clips = jsonOf(
		await world.run('text', {
			resource: 'search',
			indexId: byId(indexId),
			queryText: mention,
		} as never),
	);
	expect(clips[0]).toMatchObject({ indexed_asset_id: found });
});

describe('the list of the editor', () => {
	const search = async (parameters: object, filter?: string) =>
		await world.engine.searchList('searchEntities', world.credential, {
			filter,
			parameters: { resource: 'entity', operation: 'get', ...parameters } as never,
		});

	test('shows what the chosen collection holds', async () => {
		const { id } = added({ name: 'Operator D' });
		added({ name: 'Elsewhere', collectionId: entities().addCollection().id });
		const here = { entityCollectionId: byId(collectionId) };
		for (const filter of [undefined, 'operator']) {
			expect((await search(here, filter)).results.map(({ value }) => value)).toEqual([id]);
		}
	});

	test('of images shows no videos', async () => {
		const id = asset('only-this-face.png');
		asset('only-this-face.mp4');
		const { results } = await world.engine.searchList('searchImages', world.credential, {
			filter: 'only-this-face',
		});
		expect(results.map(({ value }) => value)).toEqual([id]);
	});

	test('asks for the collection first', async () => {
		await expect(search({ entityCollectionId: byId('') })).rejects.toThrow(
			'Choose an entity collection above first',
		);
	});
});
