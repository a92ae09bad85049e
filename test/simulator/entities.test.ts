import { useBench } from './support';

interface Entity {
	_id: string;
	name: string;
	status: string;
	asset_ids: string[];
	metadata: object;
	updated_at: string;
}

interface Bulk {
	success_count: number;
	failed_count: number;
	entities: Array<{ _id: string; name: string; status: string }>;
	errors: Array<{ entity_index: number; entity_name: string; error_reason: string }>;
}

const UNHEARD_OF = '67d01b7ae5c2406f9d318e04';

const bench = useBench({ durations: { entityProcessing: 100 } });
let collectionId: string;
let path: string;

beforeEach(() => {
	collectionId = bench.simulator.world.entities.addCollection({ name: 'signallers' }).id;
	path = `/entity-collections/${collectionId}/entities`;
});

const image = (filename = 'face.png', status: 'ready' | 'processing' | 'failed' = 'ready') =>
	bench.simulator.world.addAsset({ filename, status }).id;
const post = async (body: object, to = path) => await bench.call<Entity>('POST', to, body);
const created = async (name: string, more: object = {}) =>
	(await post({ name, asset_ids: [image()], ...more })).body;
const read = async (id: string) => (await bench.call<Entity>('GET', `${path}/${id}`)).body;
const names = async (query = '', of = path) => {
	const { body } = await bench.call<{ data: Entity[] }>('GET', of + query);
	return body.data.map(({ name }) => name);
};
const refused = async (method: string, to: string, body?: object) => {
	const { status, body: answer } = await bench.call<{ code: string }>(method, to, body);
	return `${status} ${answer.code}`;
};

describe('Entity collections', () => {
	const collections = '/entity-collections';

	it('are created, read, changed and deleted', async () => {
		const { status, body } = await bench.call('POST', collections, { name: 'crew' });
		expect([status, body]).toEqual([
			201,
			{
				_id: expect.any(String),
				name: 'crew',
				created_at: body.updated_at,
				updated_at: body.created_at,
			},
		]);
		const own = `${collections}/${String(body._id)}`;
		bench.clock.advance(1_000);
		const changed = await bench.call('PATCH', own, { description: 'on the quay' });
		expect(changed.body).toMatchObject({ name: 'crew', description: 'on the quay' });
		expect(changed.body.updated_at).not.toBe(body.updated_at);
		expect((await bench.call('GET', own)).body).toEqual(changed.body);
		expect((await bench.call('DELETE', own)).status).toBe(204);
		expect((await bench.call('GET', own)).status).toBe(404);
	});

	it('are listed newest first, by name or by the last change, a page at a time', async () => {
		const { entities } = bench.simulator.world;
		for (const name of ['b', 'a', 'c']) {
			bench.clock.advance(1_000);
			entities.addCollection({ name });
		}
		expect(await names('', collections)).toEqual(['c', 'a', 'b', 'signallers']);
		expect(await names('?sort_by=name&sort_option=asc', collections)).toEqual([
			'a',
			'b',
			'c',
			'signallers',
		]);
		expect(await names('?sort_by=name&page=2&page_limit=3', collections)).toEqual(['a']);
		bench.clock.advance(1_000);
		await bench.call('PATCH', `${collections}/${collectionId}`, { name: 'signals' });
		expect((await names('?sort_by=updated_at', collections))[0]).toBe('signals');
		expect(await names('?name=sign', collections)).toEqual([]);
		bench.simulator.switches.entityNameFilter = 'partial';
		expect(await names('?name=sign', collections)).toEqual(['signals']);
	});

	it('need a name', async () => {
		expect(await refused('POST', collections, { name: ' ' })).toBe('400 parameter_invalid');
		expect(await refused('POST', collections, {})).toBe('400 parameter_not_provided');
		const own = `${collections}/${collectionId}`;
		expect(await refused('PATCH', own, { name: '' })).toBe('400 parameter_invalid');
	});

	it('take their entities along, or are kept by them, as the switch says', async () => {
		const own = `${collections}/${collectionId}`;
		await created('Ada');
		bench.simulator.switches.collectionDelete = 409;
		expect(await refused('DELETE', own)).toBe('409 entity_collection_not_empty');
		bench.simulator.switches.collectionDelete = 204;
		expect((await bench.call('DELETE', own)).status).toBe(204);
		expect(bench.simulator.world.entities.all.size).toBe(0);
		bench.simulator.switches.unknownId = 400;
		expect(await refused('GET', own)).toBe('400 resource_not_exist');
	});
});

describe('An entity', () => {
	it('is processed after its creation and after each change of its images', async () => {
		const metadata = { badge: 1180, lead: true };
		const entity = await created('Ada', { description: 'on the quay', metadata });
		expect(entity).toMatchObject({
			entity_collection_id: collectionId,
			description: 'on the quay',
			metadata,
			status: 'processing',
		});
		bench.clock.advance(100);
		expect(await read(entity._id)).toMatchObject({ status: 'ready' });
		const more = `${path}/${entity._id}/assets`;
		const added = await post({ asset_ids: [image(), image()] }, more);
		expect(added).toMatchObject({ status: 200, body: { status: 'processing' } });
		expect(added.body.asset_ids).toHaveLength(3);
		bench.clock.advance(100);
		const removal = { asset_ids: added.body.asset_ids.slice(1) };
		const left = await bench.call<Entity>('DELETE', more, removal);
		expect(left).toMatchObject({ status: 200, body: { status: 'processing' } });
		expect(left.body.asset_ids).toEqual(entity.asset_ids);
		bench.clock.advance(100);
		expect(await read(entity._id)).toMatchObject({ status: 'ready' });
	});

	it('keeps its last image', async () => {
		const entity = await created('Ada');
		const body = { asset_ids: entity.asset_ids };
		const assets = `${path}/${entity._id}/assets`;
		expect(await refused('DELETE', assets, body)).toBe('400 parameter_invalid');
		expect(await refused('DELETE', assets, { asset_ids: [] })).toBe('400 parameter_invalid');
		expect(await read(entity._id)).toEqual(entity);
	});

	it('ignores an image that it has already, or does not have', async () => {
		const entity = await created('Ada');
		const assets = `${path}/${entity._id}/assets`;
		const body = { asset_ids: [...entity.asset_ids, ...entity.asset_ids] };
		expect((await post(body, assets)).body.asset_ids).toEqual(entity.asset_ids);
		const { body: after } = await bench.call<Entity>('DELETE', assets, { asset_ids: [image()] });
		expect(after.asset_ids).toEqual(entity.asset_ids);
	});

	it('needs at least one image that is ready', async () => {
		const refusal = async (...assetIds: string[]) =>
			await refused('POST', path, { name: 'Ada', asset_ids: assetIds });
		expect(await refusal()).toBe('400 parameter_invalid');
		expect(await refusal(image('walk.mp4'))).toBe('400 parameter_invalid');
		expect(await refusal(image('simulate-entity-failure.png'))).toBe('400 parameter_invalid');
		expect(await refusal(UNHEARD_OF)).toBe('404 resource_not_exist');
		for (const status of ['processing', 'failed'] as const) {
			expect(await refusal(image(), image('b.png', status))).toBe('400 asset_not_ready');
		}
		bench.simulator.switches.assetNotReady = { status: 409, code: 'being_processed' };
		expect(await refusal(image('b.png', 'processing'))).toBe('409 being_processed');
		const { _id: id } = await created('Ada');
		const later = { asset_ids: [image('b.png', 'processing')] };
		expect(await refused('POST', `${path}/${id}/assets`, later)).toBe('409 being_processed');
	});

	it('has its metadata replaced, and the rest changed one by one', async () => {
		const { _id: id } = await created('Ada', { metadata: { badge: 1, shift: 2 } });
		bench.clock.advance(1_000);
		const { body } = await bench.call<Entity>('PATCH', `${path}/${id}`, { metadata: { badge: 3 } });
		expect(body).toMatchObject({ name: 'Ada', metadata: { badge: 3 }, status: 'ready' });
		expect(body.metadata).not.toHaveProperty('shift');
		const renamed = await bench.call('PATCH', `${path}/${id}`, { name: 'Bea' });
		expect(renamed.body).toMatchObject({ name: 'Bea', metadata: { badge: 3 } });
		const nested = { metadata: { tags: [] } };
		expect(await refused('PATCH', `${path}/${id}`, nested)).toBe('400 parameter_invalid');
	});

	it('is only in its own collection, and gone when it is deleted', async () => {
		const { _id: id } = await created('Ada');
		const other = bench.simulator.world.entities.addCollection().id;
		const foreign = `/entity-collections/${other}/entities/${id}`;
		expect(await refused('GET', foreign)).toBe('404 resource_not_exist');
		expect(await refused('DELETE', foreign)).toBe('404 resource_not_exist');
		expect((await bench.call('DELETE', `${path}/${id}`)).status).toBe(204);
		expect(await refused('GET', `${path}/${id}`)).toBe('404 resource_not_exist');
		expect(await refused('GET', `${path}/nobody`)).toBe('400 parameter_invalid');
	});

	it('keeps its image from being deleted, or not, as the switch says', async () => {
		const { _id: id, asset_ids: images } = await created('Ada');
		bench.clock.advance(100);
		const asset = `/assets/${images[0]}`;
		expect(await refused('DELETE', asset)).toBe('409 asset_has_references');
		bench.simulator.switches.assetOfEntityDelete = 204;
		expect((await bench.call('DELETE', asset)).status).toBe(204);
		expect(await read(id)).toMatchObject({ status: 'ready', asset_ids: images });
		bench.simulator.switches.entityImageDeleted = 'processing';
		expect(await read(id)).toMatchObject({ status: 'processing' });
	});

	it('loses its image to a forced delete', async () => {
		const { asset_ids: images } = await created('Ada');
		expect((await bench.call('DELETE', `/assets/${images[0]}?force=true`)).status).toBe(204);
	});

	it('can be held and finished by a test', async () => {
		const { entities } = bench.simulator.world;
		const { id } = entities.add({ collectionId, name: 'Ada' });
		entities.hold(id);
		bench.clock.advance(1_000);
		expect(await read(id)).toMatchObject({ status: 'processing' });
		entities.finish(id);
		expect(await read(id)).toMatchObject({ status: 'ready' });
	});
});

describe('The entities of a collection', () => {
	it('are filtered by name and status, and sorted', async () => {
		const { entities } = bench.simulator.world;
		for (const name of ['Bea', 'Ada', 'Cleo']) {
			bench.clock.advance(1_000);
			entities.add({ collectionId, name });
		}
		entities.add({ collectionId: entities.addCollection().id, name: 'Dora' });
		expect(await names()).toEqual(['Cleo', 'Ada', 'Bea']);
		expect(await names('?sort_by=name&sort_option=asc')).toEqual(['Ada', 'Bea', 'Cleo']);
		expect(await names('?status=ready')).toEqual(['Ada', 'Bea']);
		expect(await names('?name=Ada')).toEqual(['Ada']);
		expect(await names('?name=a')).toEqual([]);
		bench.simulator.switches.entityNameFilter = 'partial';
		expect(await names('?name=a')).toEqual(['Ada', 'Bea']);
		expect(await refused('GET', `${path}?status=failed`)).toBe('400 parameter_invalid');
		expect(await refused('GET', `${path}?sort_by=badge`)).toBe('400 parameter_invalid');
	});

	it('can be listed by their image, over all collections', async () => {
		const { entities } = bench.simulator.world;
		const shared = image();
		entities.add({ collectionId, name: 'Ada', assetIds: [image(), shared] });
		bench.clock.advance(1_000);
		entities.add({ collectionId: entities.addCollection().id, name: 'Bea', assetIds: [shared] });
		entities.add({ collectionId, name: 'Cleo', assetIds: [image()] });
		expect(await names('', `/assets/${shared}/entities`)).toEqual(['Bea', 'Ada']);
		expect(await names('?page=2&page_limit=1', `/assets/${shared}/entities`)).toEqual(['Ada']);
		expect(await refused('GET', `/assets/${UNHEARD_OF}/entities`)).toBe('404 resource_not_exist');
	});
});

describe('Entities in bulk', () => {
	const bulk = async (entities: object[]) =>
		await bench.call<Bulk>('POST', `${path}/bulk`, { entities });

	it('are created each for itself: fifty, of which seven are refused', async () => {
		const good = [image()];
		const entities = Array.from({ length: 50 }, (_, n) => ({
			name: `Player ${n}`,
			asset_ids: n % 7 === 3 ? [UNHEARD_OF] : good,
		}));
		const { status, body } = await bulk(entities);
		expect([status, body.success_count, body.failed_count]).toEqual([201, 43, 7]);
		expect(body.errors.map(({ entity_index: n }) => n)).toEqual([3, 10, 17, 24, 31, 38, 45]);
		expect(body.errors[0]).toMatchObject({
			entity_name: 'Player 3',
			error_reason: expect.stringContaining(UNHEARD_OF),
		});
		expect(body.entities[3]).toMatchObject({ name: 'Player 4', status: 'processing' });
		expect(bench.simulator.world.entities.of(collectionId)).toHaveLength(43);
	});

	it('may all be refused, with a 2xx', async () => {
		const { status, body } = await bulk([
			{ name: 'Ada', asset_ids: [] },
			{ name: '', asset_ids: [image()] },
			{ name: 'Cleo', asset_ids: [image('c.png', 'processing')] },
			{ name: 'Dora', asset_ids: [image()], metadata: { tags: [] } },
		]);
		expect([status, body.success_count, body.entities, body.failed_count]).toEqual([201, 0, [], 4]);
	});

	it('need the shape that the contract gives them', async () => {
		expect((await bulk([])).status).toBe(400);
		expect((await bulk([{ name: 'Ada' }])).status).toBe(400);
	});
});

describe('A search for an entity', () => {
	const found = async (query: string, options = ['visual']) => {
		const { url, apiKey, world } = bench.simulator;
		const [index] = world.indexes.values();
		const form = new FormData();
		form.append('index_id', String(index?.id));
		form.append('query_text', query);
		for (const option of options) form.append('search_options', option);
		const response = await fetch(`${url}/search`, {
			method: 'POST',
			headers: { 'x-api-key': apiKey },
			body: form,
		});
		const { data } = (await response.json()) as { data: Array<{ start: number }> };
		return data.map(({ start }) => start).sort((a, b) => a - b);
	};
	const add = (name: string) => bench.simulator.world.entities.add({ collectionId, name });

	beforeEach(() => {
		const { world } = bench.simulator;
		world.addIndexedAsset({
			indexId: world.addIndex().id,
			status: 'ready',
			assetId: world.addAsset({
				status: 'ready',
				filename: 'lift.mp4',
				media: { duration: 30 },
				scenes: ['Operator A at the crane', 'an empty quay', 'Operator B with Operator A', '', ''],
				spoken: ['Lower the hook.'],
			}).id,
		});
	});

	it('finds the clips that have its name, and all names where several are mentioned', async () => {
		const [a, b] = [add('Operator A'), add('Operator B')];
		bench.clock.advance(100);
		expect(await found(`<@${a.id}>`)).toEqual([0, 12]);
		expect(await found(`<@${b.id}>`)).toEqual([12]);
		expect(await found(`<@${a.id}> beside <@${b.id}>`)).toEqual([]);
		expect(await found(`<@${a.id}> <@${b.id}>`)).toEqual([12]);
		expect(await found(`<@${a.id}> at a crane`)).toEqual([0]);
		expect(await found(`the hook with <@${b.id}>`, ['transcription'])).toEqual([12]);
	});

	it('finds nothing before the entity is ready, or where its name is nowhere', async () => {
		const a = add('Operator A');
		expect(await found(`<@${a.id}>`)).toEqual([]);
		const c = add('Operator C');
		bench.clock.advance(100);
		expect(await found(`<@${a.id}>`)).toEqual([0, 12]);
		expect(await found(`<@${c.id}>`)).toEqual([]);
	});
});
