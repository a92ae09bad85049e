import { TwelvelabsApiClient } from 'twelvelabs-js';
import { startBench, type Bench } from './support';

describe('The official SDK embeds', () => {
	let bench: Bench;
	let client: TwelvelabsApiClient;
	const assets = { video: '', image: '', document: '' };

	beforeAll(async () => {
		bench = await startBench();
		const { url, apiKey, world } = bench.simulator;
		client = new TwelvelabsApiClient({ apiKey, environment: url });
		const media = { duration: 12 };
		assets.video = world.addAsset({ filename: 'lift.mp4', status: 'ready', media }).id;
		assets.image = world.addAsset({ filename: 'crane.png', status: 'ready' }).id;
		assets.document = world.addAsset({ filename: 'report.pdf', status: 'ready' }).id;
	});
	afterAll(async () => await bench.simulator.close());
	afterEach(() => {
		expect(bench.simulator.refusedRequests).toEqual([]);
		expect(bench.simulator.contractViolations).toEqual([]);
	});

	it('text and an image with either model', async () => {
		const old = await client.embed.v2.create({
			inputType: 'text_image',
			modelName: 'marengo3.0',
			textImage: { mediaSource: { assetId: assets.image }, inputText: 'heavy rain' },
		});
		expect(old.data).toMatchObject([{ embedding: { length: 512 } }]);
		expect(old.metadata).toMatchObject({ inputType: 'text_image', inputFilename: 'crane.png' });
		const recent = await client.embed.v2.create({
			inputType: 'multi_input',
			modelName: 'marengo3.5',
			autoTruncate: true,
			multiInput: {
				inputText: '<@machine> in heavy rain',
				mediaSources: [{ name: 'machine', mediaType: 'image', assetId: assets.image }],
			},
		});
		expect(recent.data).toMatchObject([{ embedding: { length: 512 } }]);
		expect(recent.usage).toEqual({ inputTokens: { text: 6, image: 1 }, truncated: false });
		expect(recent.metadata).toMatchObject({ inputType: 'multi_input' });
	});

	it('a video at once, by clip and as a whole', async () => {
		const { data, metadata } = await client.embed.v2.create({
			inputType: 'video',
			modelName: 'marengo3.0',
			video: {
				mediaSource: { assetId: assets.video },
				startSec: 0,
				endSec: 12,
				segmentation: { strategy: 'dynamic', dynamic: { minDurationSec: 1 } },
				embeddingOption: ['visual', 'audio'],
				embeddingScope: ['clip', 'asset'],
				embeddingType: ['separate_embedding', 'fused_embedding'],
			},
		});
		expect(data).toHaveLength(9);
		expect(data).toContainEqual({
			embedding: expect.any(Array),
			embeddingOption: 'fused',
			embeddingScope: 'clip',
			startSec: 6,
			endSec: 12,
		});
		expect(metadata).toMatchObject({ inputType: 'video', duration: 12, endOffsetSec: 12 });
	});

	it('a video by a task, which it finds again', async () => {
		const { id, status, data } = await client.embed.v2.tasks.create({
			inputType: 'video',
			modelName: 'marengo3.5',
			video: {
				mediaSource: { assetId: assets.video },
				segmentation: { temporal: { strategy: 'fixed', fixed: { durationSec: 4 } } },
				embeddingOption: ['visual', 'audio'],
				embeddingScope: ['local'],
				embeddingType: ['separate_embedding', 'fused_embedding'],
				timeBasedMetadata: [{ start: 5, end: 5, text: 'The hook is lowered.' }],
			},
		});
		expect({ status, data }).toEqual({ status: 'processing', data: undefined });
		expect(await client.embed.v2.tasks.retrieve(id)).toMatchObject({ id, status: 'processing' });
		bench.clock.advance(3_000);
		const ready = await client.embed.v2.tasks.retrieve(id);
		expect(ready).toMatchObject({
			status: 'ready',
			createdAt: expect.any(Date),
			metadata: { inputType: 'video', embeddingScopes: ['local'], clipLength: 4 },
			usage: { truncated: false },
		});
		expect(ready.data).toHaveLength(9);
		const listed = await client.embed.v2.tasks.list({
			startedAt: new Date(bench.clock.now() - 10_000).toISOString(),
			endedAt: new Date(bench.clock.now()).toISOString(),
			status: 'ready',
		});
		expect(listed.data).toMatchObject([
			{
				id,
				modelName: 'marengo3.5',
				videoEmbedding: { metadata: { videoClipLength: 4, videoEmbeddingScope: ['local'] } },
			},
		]);
	});

	it('a document by its pages', async () => {
		const { id } = await client.embed.v2.tasks.create({
			inputType: 'document',
			modelName: 'marengo3.5',
			embeddingUncertainty: true,
			document: {
				mediaSource: { assetId: assets.document },
				embeddingOption: ['visual'],
				embeddingScope: ['local'],
			},
		});
		bench.clock.advance(3_000);
		const { data } = await client.embed.v2.tasks.retrieve(id);
		expect(data).toHaveLength(3);
		expect(data).toContainEqual(
			expect.objectContaining({
				embeddingScope: 'page',
				startPageNumber: 2,
				endPageNumber: 2,
				embeddingUncertainty: expect.any(Array),
			}),
		);
	});

	it('nothing that is not there, too large, or for the other model', async () => {
		await expect(client.embed.v2.tasks.retrieve('67c9b0347fe1a85d602c1f90')).rejects.toMatchObject({
			statusCode: 404,
		});
		const text = { inputText: 'rain' };
		await expect(
			client.embed.v2.create({ inputType: 'text', modelName: 'marengo3.5', text }),
		).rejects.toMatchObject({ statusCode: 400 });
	});
});
