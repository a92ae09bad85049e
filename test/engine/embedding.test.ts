import { randomBytes } from 'node:crypto';

import { type IDataObject, type INodeParameters, NodeConnectionTypes } from 'n8n-workflow';

import { CATEGORIES } from '../../simulator/quotas';
import { inMemory, itemWith } from './files';
import { byId, errorOf, itemsOf, jsonOf, type RunOptions } from './harness';
import { useWorld } from './world';

const world = useWorld();

type More = Partial<Omit<RunOptions, 'parameters'>>;

const embedding =
	(operation: string) =>
	(parameters: INodeParameters, more: More = {}) =>
		world.run(operation, { resource: 'embedding', ...parameters }, more);
const create = embedding('create');

const CREATE = 'embed-v2.create';

const bodies = () => world.simulator.requests.map(({ body }) => body);

/** A video of twelve seconds, so two clips. */
const video = (asset: Parameters<typeof world.simulator.world.addAsset>[0] = {}) =>
	world.simulator.world.addAsset({
		filename: 'crane.mp4',
		status: 'ready',
		media: { duration: 12 },
		spoken: ['Lower the hook.'],
		...asset,
	});

const ofAsset = (id: string, inputType = 'video') => ({
	inputType,
	mediaSource: 'asset',
	assetId: byId(id),
});

const nearness = (a: IDataObject, b: IDataObject) =>
	(a.embedding as number[]).reduce(
		(sum, value, n) => sum + value * (b.embedding as number[])[n],
		0,
	);

const URL = 'https://example.com/images/crane.png';
const NEW = { embeddingModel: 'marengo3.5' };

const WHOLE = { option: null, scope: null, start: null, end: null };
const VECTOR = { length: 512 };

describe('Create', () => {
	test('gives the vector of a text, in the fields of any other', async () => {
		const run = await create({ text: 'a crane' });
		expect(jsonOf(run)).toEqual([
			{
				...WHOLE,
				embedding: expect.any(Array),
				text: 'a crane',
				model: 'marengo3.0',
				dimension: 512,
			},
		]);
		expect(bodies()).toEqual([
			{ model_name: 'marengo3.0', input_type: 'text', text: { input_text: 'a crane' } },
		]);
	});

	test('of marengo3.5 sends the only shape that it takes, and the dimension', async () => {
		const run = await create({ text: 'a crane', options: { ...NEW, dimension: 64 } });
		expect(jsonOf(run)).toMatchObject([
			{ embedding: { length: 64 }, model: 'marengo3.5', dimension: 64 },
		]);
		expect(bodies()).toEqual([
			{
				model_name: 'marengo3.5',
				embedding_dimension: 64,
				input_type: 'multi_input',
				multi_input: { input_text: 'a crane' },
			},
		]);
	});

	test.each(['marengo3.0', 'marengo3.5'])(
		'of %s finds a file by a text about it: both are in one space',
		async (embeddingModel) => {
			const options = { embeddingModel };
			const { id } = video({ filename: 'crane.png' });
			const [image] = jsonOf(await create({ ...ofAsset(id, 'image'), options }));
			expect(image).toMatchObject({ ...WHOLE, asset_id: id, model: embeddingModel });
			const [near, far] = jsonOf(
				await create(
					{ text: '={{ $json.text }}', options },
					{ input: ['a crane', 'two dogs'].map((text) => ({ json: { text } })) },
				),
			);
			expect(nearness(image, near)).toBeGreaterThan(nearness(image, far) + 0.2);
		},
	);

	test('takes text and image by URL, in one vector', async () => {
		const both = { inputType: 'textImage', text: 'red', mediaSource: 'url', url: URL };
		const [old] = jsonOf(await create(both));
		expect(old).toMatchObject({ embedding: VECTOR, text: 'red', url: URL });
		await create({ ...both, options: NEW });
		expect(bodies()).toEqual([
			{
				model_name: 'marengo3.0',
				input_type: 'text_image',
				text_image: { input_text: 'red', media_source: { url: URL } },
			},
			{
				model_name: 'marengo3.5',
				input_type: 'multi_input',
				multi_input: { input_text: 'red', media_sources: [{ media_type: 'image', url: URL }] },
			},
		]);
	});

	test.each<[string, IDataObject]>([
		['marengo3.0', { input_type: 'image', image: { media_source: {} } }],
		['marengo3.5', { multi_input: { media_sources: [{ media_type: 'image' }] } }],
	])('sends a file of the input item within the request: %s', async (embeddingModel, shape) => {
		const bytes = randomBytes(300_000);
		const input = itemWith(inMemory(bytes, { fileName: 'a.png', mimeType: 'image/png' }));
		const run = await create({ inputType: 'image', options: { embeddingModel } }, { input });
		expect(jsonOf(run)).toMatchObject([{ embedding: VECTOR, ...WHOLE }]);
		expect(bodies()).toMatchObject([shape]);
		expect(JSON.stringify(bodies())).toContain(bytes.toString('base64'));
	});

	test('gives a vector for each clip and option of a video, in the order of the file', async () => {
		const { id } = video();
		const run = await create(ofAsset(id));
		const items = jsonOf(run);
		expect(items.map(({ start, end }) => [start, end])).toEqual([
			...Array.from({ length: 3 }, () => [0, 6]),
			...Array.from({ length: 3 }, () => [0, 12]),
			...Array.from({ length: 3 }, () => [6, 12]),
		]);
		expect(new Set(items.map(({ option, scope }) => `${option} ${scope}`)).size).toBe(6);
		for (const item of items) {
			expect(item).toMatchObject({ asset_id: id, model: 'marengo3.0', dimension: 512 });
		}
		expect(itemsOf(run).map(({ pairedItem }) => pairedItem)).toEqual(
			items.map(() => ({ item: 0 })),
		);
	});

	test('pairs the vectors of several items with their own', async () => {
		const ids = [video().id, video().id];
		const input = ids.map((id) => ({ json: { id } }));
		const options = { embeddingOptions: ['visual'], embeddingScopes: ['clip'] };
		const run = await create({ ...ofAsset('={{ $json.id }}'), options }, { input });
		expect(itemsOf(run).map(({ json, pairedItem }) => [json.asset_id, pairedItem])).toEqual(
			ids.flatMap((id, item) => [1, 2].map(() => [id, { item }])),
		);
	});

	test('sends what is chosen under Options, and leaves out what was left empty', async () => {
		const { id } = video();
		const options = {
			...{ embeddingOptions: ['visual', 'audio'], embeddingScopes: 'clip' },
			...{ segmentation: 'dynamic', segmentDuration: '4', startTime: 1, endTime: 9 },
			additionalFields: '{"embedding_uncertainty": false}',
		};
		await create({ ...ofAsset(id), options });
		const empty = { embeddingOptions: [], segmentation: '', startTime: 0, endTime: 0 };
		await create({ ...ofAsset(id), options: { ...empty, embeddingModel: '', dimension: 512 } });
		const media_source = { asset_id: id };
		expect(bodies()).toEqual([
			{
				model_name: 'marengo3.0',
				input_type: 'video',
				video: {
					media_source,
					embedding_option: ['visual', 'audio'],
					embedding_scope: ['clip'],
					segmentation: { strategy: 'dynamic', dynamic: { min_duration_sec: 4 } },
					start_sec: 1,
					end_sec: 9,
				},
				embedding_uncertainty: false,
			},
			{ model_name: 'marengo3.0', input_type: 'video', video: { media_source } },
		]);
	});

	test('as a tool gives everything but the numbers, which say nothing to a model', async () => {
		const run = await create({ text: 'a crane' }, { asTool: true });
		const [{ data }] = run.data.resultData.runData.Node;
		expect(data?.[NodeConnectionTypes.AiTool]?.[0]?.map(({ json }) => json)).toEqual([
			{ ...WHOLE, text: 'a crane', model: 'marengo3.0', dimension: 512 },
		]);
	});

	test('waits for the asset with Wait for Asset', async () => {
		const { id } = video({ status: undefined });
		const run = await create({ ...ofAsset(id), options: { waitForAsset: true } });
		expect(jsonOf(run).length).toBeGreaterThan(0);
	});
});

describe('what is wrong with an item is said before anything is sent:', () => {
	const ofVideo = (options: INodeParameters): INodeParameters => ({
		...ofAsset('a'.repeat(24)),
		options,
	});

	test.each<[string, INodeParameters]>([
		['Text is empty', { text: '={{ " " }}' }],
		['Text is empty', { inputType: 'textImage', text: '={{ "" }}', mediaSource: 'url', url: URL }],
		['Input: "song" is none of audio, image, text, textImage, video', { inputType: 'song' }],
		[
			'URL: "crane.png" is not a web address',
			{ inputType: 'image', mediaSource: 'url', url: 'crane.png' },
		],
		['Asset is empty', { inputType: 'image', mediaSource: 'asset', assetId: byId('={{ "" }}') }],
		[
			'Dimension: 256 needs marengo3.5; marengo3.0 has 512 only',
			{ text: 'a', options: { dimension: 256 } },
		],
		[
			'End Time (Seconds): 4 is not after Start Time (Seconds)',
			ofVideo({ startTime: 4, endTime: 4 }),
		],
		[
			'Embeddings: "faces" is none of audio, transcription, visual',
			ofVideo({ embeddingOptions: 'faces' }),
		],
		[
			'Embeddings: "transcription" needs marengo3.0; marengo3.5 hears speech as audio',
			ofVideo({ ...NEW, embeddingOptions: ['transcription'] }),
		],
		[
			'Scopes: marengo3.5 makes one vector of a whole video file at once',
			ofVideo({ ...NEW, embeddingScopes: ['clip'] }),
		],
		[
			'Segment Duration (Seconds): marengo3.5 makes one vector of a whole video file at once',
			ofVideo({ ...NEW, segmentDuration: 4 }),
		],
		[
			'Segmentation: marengo3.5 makes one vector of a whole video file at once',
			ofVideo({ ...NEW, segmentation: 'fixed', segmentDuration: 4 }),
		],
		['Segment Duration (Seconds): 0 is not above 0', ofVideo({ segmentDuration: 0 })],
		[
			'Additional Fields (JSON): "video.media_source.asset_id" is set by the node already',
			ofVideo({ additionalFields: '{"video":{"media_source":{"asset_id":"a"}}}' }),
		],
	])('%s', async (message, parameters) => {
		const run = await create(parameters);
		expect(errorOf(run).message).toBe(`${message} [item 0]`);
		expect(world.sent()).toEqual([]);
	});

	const MB = 1024 * 1024;

	test.each([
		['"talk.mp4" is no image', 'image', inMemory(randomBytes(10)), {}],
		[
			'"a.mp3" is empty',
			'audio',
			inMemory(Buffer.alloc(0), { fileName: 'a.mp3', mimeType: '' }),
			{},
		],
		[
			'"talk.mp4" has 37 MB, and an embedding takes at most 36 MB (video)',
			'video',
			inMemory(Buffer.alloc(36 * MB + 1)),
			{},
		],
		[
			'"talk.mp4" has 33 MB, and an embedding takes at most 32 MB (video)',
			'video',
			inMemory(Buffer.alloc(32 * MB + 1)),
			NEW,
		],
	])('%s', async (message, inputType, file, options) => {
		const run = await create({ inputType, options }, { input: itemWith(file) });
		expect(errorOf(run).message).toBe(`${message} [item 0]`);
		expect(world.sent()).toEqual([]);
	});

	test('files of many items are in memory four at a time, however many may be sent', async () => {
		let most = 0;
		const counting = ({ operationId }: { operationId?: string }) => {
			const pending = world.simulator.requests.filter(({ status }) => status === null);
			most = Math.max(most, pending.length);
			return operationId === CREATE;
		};
		world.simulator.faults.add({ on: counting, respond: { delayMs: 100 }, times: Infinity });
		const image = inMemory(randomBytes(10), { fileName: 'a.png', mimeType: 'image/png' });
		const input = Array.from({ length: 12 }, () => itemWith(image)).flat();
		const run = await create({ inputType: 'image' }, { input });
		expect(jsonOf(run)).toHaveLength(12);
		expect(most).toBe(4);
	});

	test('a missing binary property', async () => {
		const error = errorOf(await create({ inputType: 'image' }));
		expect(`${error.message} ${error.description}`).toContain('data');
		expect(world.sent()).toEqual([]);
	});
});

describe('what TwelveLabs refuses is explained:', () => {
	test.each(['nested', 'flat'] as const)('a file of 413, with a body that is %s', async (body) => {
		const error =
			body === 'flat'
				? { code: 'x', message: 'Large.' }
				: { error: { code: 'x', message: 'Large.' } };
		world.simulator.faults.add({ on: CREATE, respond: { status: 413, body: error } });
		const { message, description } = errorOf(await create(ofAsset(video().id)));
		expect(message).toBe('This is too long or too large to be embedded at once');
		expect(description).toContain('Use Embedding > Start');
	});

	test('an image of 413, for which there is no other way', async () => {
		world.simulator.faults.add({ on: CREATE, respond: { status: 413, body: { code: 'x' } } });
		const image = { inputType: 'image', mediaSource: 'url', url: 'https://example.com/a.png' };
		expect(errorOf(await create(image)).description).toContain('An image may have 32 MB');
	});

	test('a video of more than ten minutes', async () => {
		const { id } = video({ media: { duration: 700 } });
		const { message, description } = errorOf(await create(ofAsset(id)));
		expect(message).toBe('This is too long or too large to be embedded at once');
		expect(description).toContain('Use Embedding > Start');
	});

	test('an asset that is not ready', async () => {
		const { id } = video({ status: 'processing' });
		const { description } = errorOf(await create(ofAsset(id)));
		expect(description).toContain('Turn on Wait for Asset under Options');
	});

	test.each(['marengo3.0', 'marengo3.5'])(
		'an asset that does not exist: %s',
		async (embeddingModel) => {
			const id = 'f'.repeat(24);
			const options = { embeddingModel };
			const { message, description } = errorOf(await create({ ...ofAsset(id), options }));
			expect(message).toBe(`Asset ${id} does not exist, or is in another account`);
			expect(description).toContain('an indexed asset has an ID of its own');
		},
	);
});

describe('a lost answer', () => {
	test.each(['text', 'image'])('of %s is asked for again', async (inputType) => {
		world.simulator.faults.add({ on: CREATE, when: 'after', respond: 'reset' });
		const run = await create({ inputType, text: 'a', mediaSource: 'url', url: URL });
		expect(jsonOf(run)).toHaveLength(1);
		expect(bodies()).toHaveLength(2);
	});

	test.each([
		'reset' as const,
		{ status: 503 },
		{ status: 200, body: {} },
		{ status: 200, body: { data: [] } },
		{ status: 200, body: { data: [{ embedding: null }] } },
	])('of a video is reported as unclear, and never asked for again: %j', async (respond) => {
		world.simulator.faults.add({ on: CREATE, when: 'after', respond, times: Infinity });
		const { description } = errorOf(await create(ofAsset(video().id)));
		expect(description).toContain('may have embedded the file all the same');
		expect(bodies()).toHaveLength(1);
	});

	test('of one video of two: the other one is named as paid for', async () => {
		const input = [video().id, 'f'.repeat(24)].map((id) => ({ json: { id } }));
		const error = errorOf(await create(ofAsset('={{ $json.id }}'), { input }));
		expect(error.description).toContain('1 of 2 items were embedded and are paid for');
	});
});

test('texts and videos wait for their own rate limits', async () => {
	const limit = { limit: 8, windowMs: 60_000 };
	const media = world.simulator.quotas.add({ ...limit, on: CATEGORIES.embedMedia });
	const texts = world.simulator.quotas.add({ ...limit, on: CATEGORIES.embedText });
	const input = Array.from({ length: 10 }, () => ({ json: { id: video().id } }));
	const runs = await Promise.all([
		create(ofAsset('={{ $json.id }}'), { input }),
		create({ text: 'a crane' }, { input }),
	]);
	for (const run of runs) expect(run.data.resultData.error).toBeUndefined();
	expect([media.accepted, texts.accepted]).toEqual([10, 10]);
});
