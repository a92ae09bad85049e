import { TwelveLabs } from 'twelvelabs-js';
import { startBench, type Bench } from './support';

describe('The official SDK asks the videos', () => {
	let bench: Bench;
	let client: TwelveLabs;
	let indexId: string;
	let assetId: string;
	const videos: string[] = [];

	beforeAll(async () => {
		bench = await startBench();
		const { url, apiKey, world } = bench.simulator;
		// The only way to lead it elsewhere.
		process.env.TWELVELABS_BASE_URL = url;
		client = new TwelveLabs({ apiKey });
		delete process.env.TWELVELABS_BASE_URL;
		indexId = world.addIndex({ addons: ['thumbnail'] }).id;
		for (let n = 0; n < 3; n++) {
			assetId = world.addAsset({
				filename: `lift-${n}.mp4`,
				status: 'ready',
				media: { duration: 60 },
				spoken: ['Lower the hook two metres.', 'Nobody stands below the load.'],
			}).id;
			const userMetadata = { shift: n };
			videos.push(world.addIndexedAsset({ indexId, assetId, status: 'ready', userMetadata }).id);
		}
	});
	afterAll(async () => await bench.simulator.close());
	afterEach(() => {
		expect(bench.simulator.refusedRequests).toEqual([]);
		expect(bench.simulator.contractViolations).toEqual([]);
	});

	it('by text, and walks all pages of what is found', async () => {
		const found = await client.search.query({
			indexId,
			queryText: 'hook of the lift',
			searchOptions: ['visual', 'transcription'],
			transcriptionOptions: ['lexical', 'semantic'],
			operator: 'or',
			includeUserMetadata: true,
			pageLimit: 7,
		});
		const clips = [];
		for await (const clip of found) clips.push(clip);
		expect(clips).toHaveLength(30);
		expect(clips.map(({ rank }) => rank)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
		expect(clips[0]).toMatchObject({
			videoId: videos[0],
			start: expect.any(Number),
			end: expect.any(Number),
			transcription: expect.stringContaining('hook'),
			thumbnailUrl: expect.any(String),
			userMetadata: { shift: 0 },
		});
		const keys = clips.map(({ videoId, start }) => `${videoId} ${start}`);
		expect(new Set(keys).size).toBe(30);
	});

	it('and has the clips of each video together, narrowed down by a filter', async () => {
		const found = await client.search.create({
			indexId,
			queryText: 'lift',
			searchOptions: ['visual'],
			groupBy: 'video',
			filter: JSON.stringify({ shift: { gte: 1 } }),
			pageLimit: 1,
		});
		expect(found.searchPool).toEqual({ totalCount: 3, totalDuration: 180, indexId });
		expect(found.data?.[0]).toMatchObject({ id: videos[1], clips: { length: 10 } });
		expect(found.pageInfo).toMatchObject({ totalResults: 20, totalInnerMatches: 20 });
		const token = found.pageInfo?.nextPageToken ?? '';
		const rest = await client.search.retrieve(token, { includeUserMetadata: true });
		expect(rest.data?.[0]).toMatchObject({ id: videos[2] });
		expect(rest.data?.[0]?.clips?.[0]).toMatchObject({ userMetadata: { shift: 2 } });
		expect(rest.pageInfo?.nextPageToken).toBeUndefined();
	});

	it('by images: one file, several files, and addresses', async () => {
		const image = (text: string) => new File([text], `${text}.jpg`, { type: 'image/jpeg' });
		const base = { indexId, queryMediaType: 'image', searchOptions: ['visual'] } as const;
		const count = async (media: object) => {
			const request = { ...base, searchOptions: [...base.searchOptions], ...media };
			return (await client.search.query(request)).data.length;
		};
		expect(await count({ queryMediaFile: image('a') })).toBeGreaterThan(0);
		expect(await count({ queryMediaFiles: [image('a'), image('b')] })).toBeGreaterThan(0);
		expect(await count({ queryMediaUrls: ['https://example.com/a.jpg'] })).toBeGreaterThan(0);
		expect(bench.simulator.requests.at(-2)?.body).toMatchObject({
			query_media_file: { length: 2 },
		});
	});

	it('and is refused an expired page', async () => {
		const query = { indexId, queryText: 'lift', searchOptions: ['visual' as const], pageLimit: 2 };
		const { pageInfo } = await client.search.create(query);
		bench.clock.advance(600_000);
		await expect(client.search.retrieve(pageInfo?.nextPageToken ?? '')).rejects.toMatchObject({
			statusCode: 400,
			body: { code: 'search_page_token_expired' },
		});
	});

	it('gets one answer, whole, streamed, or by a schema', async () => {
		const request = {
			video: { type: 'asset_id' as const, assetId },
			prompt: 'What about the hook?',
		};
		const whole = await client.analyze(request);
		expect(whole).toMatchObject({
			finishReason: 'stop',
			usage: { outputTokens: expect.any(Number) },
		});
		expect(whole.data).toContain('Lower the hook two metres.');
		const events = [];
		for await (const event of await client.analyzeStream(request)) events.push(event);
		expect(events[0]).toMatchObject({ eventType: 'stream_start' });
		expect(events.at(-1)).toMatchObject({ eventType: 'stream_end', finishReason: 'stop' });
		const texts = events.map((event) => (event.eventType === 'text_generation' ? event.text : ''));
		expect(texts.join('')).toBe(whole.data);
		const jsonSchema = { type: 'object', properties: { hazards: { type: 'array', items: {} } } };
		const responseFormat = { type: 'json_schema' as const, jsonSchema };
		const { data } = await client.analyze({ ...request, responseFormat });
		expect(JSON.parse(data ?? '')).toEqual({ hazards: expect.any(Array) });
		const cut = await client.analyze({ ...request, maxTokens: 3 });
		expect(cut).toMatchObject({ finishReason: 'length', error: { message: expect.any(String) } });
	});

	it('leads a task through its life', async () => {
		const created = await client.analyzeAsync.tasks.create({
			video: { type: 'asset_id', assetId },
			prompt: 'What about the hook?',
			customId: 'lift-2',
		});
		const id = String(created.taskId);
		expect(created.status).toBe('queued');
		expect(await client.analyzeAsync.tasks.retrieve(id)).toMatchObject({ customId: 'lift-2' });
		bench.clock.advance(4_000);
		expect(await client.analyzeAsync.tasks.retrieve(id)).toMatchObject({
			status: 'ready',
			videoSource: { assetId },
			requestParams: { analysisMode: 'general' },
			result: { finishReason: 'stop', data: expect.stringContaining('hook') },
		});
		const listed = await client.analyzeAsync.tasks.list({ status: 'ready', assetId });
		expect(listed.data.map(({ taskId }) => taskId)).toEqual([id]);
		await client.analyzeAsync.tasks.delete(id);
		await expect(client.analyzeAsync.tasks.retrieve(id)).rejects.toMatchObject({ statusCode: 404 });
	});

	it('reads a task that was canceled, a status that it does not have', async () => {
		const { id } = bench.simulator.world.tasks.add({ status: 'processing' });
		expect((await bench.call('POST', `/analyze/tasks/${id}/cancel`)).status).toBe(200);
		const task = await client.analyzeAsync.tasks.retrieve(id);
		expect(task).toMatchObject({ status: 'canceled', error: { code: 'user_canceled' } });
	});

	it('gets the segments of a video', async () => {
		const { taskId = '' } = await client.analyzeAsync.tasks.create({
			video: { type: 'asset_id', assetId },
			analysisMode: 'time_based_metadata',
			responseFormat: {
				type: 'segment_definitions',
				segmentDefinitions: [
					{
						id: 'lift',
						description: 'The hook is lowered',
						fields: [{ name: 'over_people', type: 'boolean', description: 'Over people?' }],
					},
				],
			},
		});
		bench.clock.advance(4_000);
		const { result } = await client.analyzeAsync.tasks.retrieve(taskId);
		const { lift } = JSON.parse(result?.data ?? '') as { lift: object[] };
		expect(lift[0]).toEqual({ start_time: 0.6, end_time: 2.6, metadata: { over_people: true } });
	});
});
