import { TwelvelabsApiClient } from 'twelvelabs-js';
import { startBench, type Bench } from './support';

describe('The official SDK keeps a roster of people', () => {
	let bench: Bench;
	let client: TwelvelabsApiClient;
	let collectionId: string;
	const image = (filename: string) =>
		bench.simulator.world.addAsset({ filename, status: 'ready' }).id;

	beforeAll(async () => {
		bench = await startBench();
		const { url, apiKey } = bench.simulator;
		client = new TwelvelabsApiClient({ apiKey, environment: url });
		const { id } = await client.entityCollections.create({ name: 'crew', description: 'quay 4' });
		collectionId = String(id);
	});
	afterAll(async () => await bench.simulator.close());
	afterEach(() => {
		expect(bench.simulator.refusedRequests).toEqual([]);
		expect(bench.simulator.contractViolations).toEqual([]);
	});

	it('in a collection that it finds, renames and deletes', async () => {
		const listed = await client.entityCollections.list({
			name: 'crew',
			sortBy: 'name',
			sortOption: 'asc',
			pageLimit: 50,
		});
		expect(listed.data).toMatchObject([{ id: collectionId, description: 'quay 4' }]);
		expect(await client.entityCollections.retrieve(collectionId)).toMatchObject({ name: 'crew' });
		const { id } = await client.entityCollections.create({ name: 'old crew' });
		const renamed = await client.entityCollections.update(String(id), { name: 'former crew' });
		expect(renamed).toMatchObject({ id, name: 'former crew', createdAt: expect.any(Date) });
		await client.entityCollections.delete(String(id));
		await expect(client.entityCollections.retrieve(String(id))).rejects.toMatchObject({
			statusCode: 404,
		});
	});

	it('with an entity whose images change', async () => {
		const { entities } = client.entityCollections;
		const [first, second] = [image('ada-1.png'), image('ada-2.png')];
		const created = await entities.create(collectionId, {
			name: 'Ada',
			assetIds: [first],
			metadata: { badge: 1180, lead: true },
		});
		const id = String(created.id);
		expect(created).toMatchObject({ status: 'processing', entityCollectionId: collectionId });
		bench.clock.advance(2_000);
		expect(await entities.retrieve(collectionId, id)).toMatchObject({ status: 'ready' });
		const more = await entities.createAssets(collectionId, id, { assetIds: [second] });
		expect(more).toMatchObject({ status: 'processing', assetIds: [first, second] });
		const less = await entities.deleteAssets(collectionId, id, { assetIds: [first] });
		expect(less.assetIds).toEqual([second]);
		await expect(
			entities.deleteAssets(collectionId, id, { assetIds: [second] }),
		).rejects.toMatchObject({ statusCode: 400 });
		const changed = await entities.update(collectionId, id, { metadata: { badge: 7 } });
		expect(changed.metadata).toEqual({ badge: 7 });
		const query = { name: 'Ada', status: 'processing', sortBy: 'updated_at' } as const;
		expect((await entities.list(collectionId, query)).data).toMatchObject([{ id }]);
		expect((await entities.listByAsset(second)).data).toMatchObject([{ id }]);
		await entities.delete(collectionId, id);
		expect((await entities.list(collectionId)).data).toEqual([]);
	});

	it('with many at once, of which some are refused', async () => {
		const answer = await client.entityCollections.entities.createBulk(collectionId, {
			entities: [
				{ name: 'Ada', assetIds: [image('ada.png')] },
				{ name: 'Bea', assetIds: [image('bea.mp4')] },
			],
		});
		expect(answer).toMatchObject({
			successCount: 1,
			failedCount: 1,
			entities: [{ name: 'Ada', status: 'processing' }],
			errors: [{ entityIndex: 1, entityName: 'Bea', errorReason: expect.any(String) }],
		});
	});
});
