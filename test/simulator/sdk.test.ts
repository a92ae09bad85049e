import { TwelvelabsApiClient, TwelvelabsApiError } from 'twelvelabs-js';
import { startBench, type Bench } from './support';

describe('The official SDK, which knows nothing of this simulator,', () => {
	let bench: Bench;
	let client: TwelvelabsApiClient;

	beforeAll(async () => {
		bench = await startBench();
		const { url, apiKey } = bench.simulator;
		client = new TwelvelabsApiClient({ apiKey, environment: url });
	});
	afterAll(async () => await bench.simulator.close());
	afterEach(() => {
		expect(bench.simulator.refusedRequests).toEqual([]);
		expect(bench.simulator.contractViolations).toEqual([]);
	});

	it('leads an indexed asset through its whole life', async () => {
		const { clock } = bench;
		const index = await client.indexes.create({
			indexName: 'Product Demos',
			models: [{ modelName: 'marengo3.0', modelOptions: ['visual', 'audio'] }],
		});
		const indexId = String(index.id);
		const linked = await client.assets.create({
			method: 'url',
			url: 'https://example.com/media/keynote.mp4',
			userMetadata: JSON.stringify({ source: 'press' }),
		});
		expect(linked).toMatchObject({
			status: 'processing',
			filename: 'keynote.mp4',
			fileType: 'video/mp4',
			userMetadata: { source: 'press' },
		});
		const assetId = String(linked.id);

		clock.advance(2_000);
		expect(await client.assets.retrieve(assetId)).toMatchObject({ status: 'ready' });

		const created = await client.indexes.indexedAssets.create(indexId, {
			assetId,
			enableVideoStream: true,
			userMetadata: { category: 'keynote', year: 2026 },
		});
		expect(created.assetId).toBe(assetId);
		const id = String(created.id);

		const running = await client.indexes.indexedAssets.retrieve(indexId, id);
		expect(running).toMatchObject({ status: 'pending', hls: { status: 'PROCESSING' } });
		expect(running.indexedAt).toBeUndefined();

		clock.advance(6_000);
		const ready = await client.indexes.indexedAssets.retrieve(indexId, id, {
			embeddingOption: ['visual', 'audio'],
			transcription: true,
		});
		expect(ready).toMatchObject({
			status: 'ready',
			userMetadata: { category: 'keynote', year: 2026 },
			systemMetadata: { filename: 'keynote.mp4', fps: 30 },
			hls: { status: 'COMPLETE' },
			embedding: { modelName: 'marengo3.0' },
		});
		expect(ready.indexedAt).toBe(ready.updatedAt);
		expect(ready.transcription).toHaveLength(3);
		expect(await client.indexes.retrieve(indexId)).toMatchObject({ videoCount: 1 });

		const page = await client.indexes.indexedAssets.list(indexId, {
			status: ['ready', 'failed'],
			duration: { gte: 1, lte: 100_000 },
		});
		expect(page.data.map((item) => item.id)).toEqual([id]);

		await client.indexes.indexedAssets.update(indexId, id, {
			userMetadata: { category: null, speaker: 'Ada' },
		});
		const edited = await client.indexes.indexedAssets.retrieve(indexId, id);
		expect(edited.userMetadata).toEqual({ year: 2026, speaker: 'Ada' });

		await client.indexes.update(indexId, { indexName: 'Demos of Products' });
		const uses = await client.indexes.indexedAssets.listByAsset(assetId);
		expect(uses.data).toEqual([{ id, index: { id: indexId, name: 'Demos of Products' } }]);

		await expect(client.assets.delete(assetId)).rejects.toMatchObject({ statusCode: 409 });
		await client.indexes.indexedAssets.delete(indexId, id);
		await client.assets.delete(assetId);
		await client.indexes.delete(indexId);
		await expect(client.assets.retrieve(assetId)).rejects.toMatchObject({ statusCode: 404 });
		expect((await client.indexes.list()).data).toEqual([]);
	});

	it('reads the transcription of an asset', async () => {
		const { clock, simulator } = bench;
		const { id } = simulator.world.addAsset({ filename: 'talk.mp4', status: 'ready' });
		const early = await client.assets.retrieveTranscription(id);
		expect(early).toMatchObject({ status: 'processing' });
		clock.advance(1_000);
		const include = ['sentences', 'utterances'] as const;
		const { status, words, sentences, utterances } = await client.assets.retrieveTranscription(id, {
			include: [...include],
		});
		expect({ status, words }).toEqual({ status: 'ready', words: undefined });
		const [sentence] = sentences ?? [];
		expect(sentence).toEqual({ start: 0.6, end: 2.2, value: 'Welcome to the show.' });
		expect(utterances?.[0]).toMatchObject({ start: 0.6, speaker: 'speaker_0' });
	});

	it('uploads a file, of which only the size is kept', async () => {
		const content = new Uint8Array(3_000_000);
		const asset = await client.assets.create({
			method: 'direct',
			file: new File([content], 'tour.mp4', { type: 'video/mp4' }),
			enableThumbnail: true,
		});
		bench.clock.advance(2_000);
		const ready = await client.assets.retrieve(String(asset.id));
		expect(ready).toMatchObject({
			method: 'direct',
			filename: 'tour.mp4',
			size: content.length,
			thumbnail: { status: 'ready' },
		});
	});

	it('merges, replaces and clears the metadata of an asset', async () => {
		const { id } = bench.simulator.world.addAsset({ userMetadata: { site: 'quay', shift: 2 } });
		const metadata = async () => (await client.assets.retrieve(id)).userMetadata;
		await client.assets.updateUserMetadata(id, {
			userMetadata: { shift: null, site: '', crane: 7 },
		});
		expect(await metadata()).toEqual({ site: 'quay', crane: 7 });
		await client.assets.replaceUserMetadata(id, { userMetadata: { crane: 8, site: '' } });
		expect(await metadata()).toEqual({ crane: 8 });
		await client.assets.deleteUserMetadata(id);
		expect(await metadata()).toBeUndefined();
	});

	it('deletes an asset in use by force only', async () => {
		const { world } = bench.simulator;
		const { assetId } = world.addIndexedAsset({ indexId: world.addIndex().id, status: 'ready' });
		await expect(client.assets.delete(assetId)).rejects.toMatchObject({ statusCode: 409 });
		await client.assets.delete(assetId, { force: true });
		expect(world.assets.has(assetId)).toBe(false);
	});

	it('walks all pages of a list', async () => {
		const { world } = bench.simulator;
		const index = world.addIndex();
		world.seedIndexedAssets(23, { indexId: index.id, status: 'ready' });
		const seen = new Set<string | undefined>();
		for await (const item of await client.indexes.indexedAssets.list(index.id)) seen.add(item.id);
		expect(seen.size).toBe(23);
	});

	it('reports what the simulator refuses as errors of its own', async () => {
		const stranger = new TwelvelabsApiClient({
			apiKey: 'tlk_wrong',
			environment: bench.simulator.url,
		});
		const error: unknown = await stranger.indexes.list().catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(TwelvelabsApiError);
		expect(error).toMatchObject({ statusCode: 401, body: { code: 'api_key_invalid' } });
	});
});
