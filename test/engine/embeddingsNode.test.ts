import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
} from 'n8n-workflow';

import { vectorOf, meaningOf } from '../../simulator/embedding/meaning';
import { CATEGORIES } from '../../simulator/quotas';
import { errorOf } from './harness';
import { runVectorStore } from './vectorStore';
import { useWorld } from './world';

const world = useWorld();

type Run = Omit<Parameters<typeof runVectorStore>[1], 'credential'>;

const run = (options: Run) =>
	runVectorStore(world.engine, { credential: world.credential, ...options });

/** What the store made of the vectors. */
const resultOf = ({ data }: IRun): unknown =>
	data.resultData.runData.Store[0].data?.main[0]?.[0].json.result;

/** The calls of the sub-node, as n8n's logs show them. */
const logOf = ({ data }: IRun) =>
	data.resultData.runData.Embeddings.map(({ inputOverride, data: output, error }) => ({
		input: inputOverride?.[NodeConnectionTypes.AiEmbedding]?.[0]?.[0].json,
		output: output?.[NodeConnectionTypes.AiEmbedding]?.[0]?.[0].json,
		error: error?.message,
	}));

const bodies = () => world.simulator.requests.map(({ body }) => body);

const expected = (text: string, model = 'marengo3.0', dimension?: number) =>
	vectorOf(meaningOf(text), model, dimension);

test('what is searched for is embedded with the model of the node', async () => {
	const ended = await run({
		parameters: { embeddingModel: 'marengo3.0' },
		store: async (embeddings) => await embeddings.embedQuery('a red car'),
	});
	expect(resultOf(ended)).toEqual(expected('a red car'));
	expect(bodies()).toEqual([
		{ model_name: 'marengo3.0', input_type: 'text', text: { input_text: 'a red car' } },
	]);
	expect(logOf(ended)).toEqual([
		{ input: { query: 'a red car' }, output: { vectors: 1, dimension: 512 } },
	]);
});

test('marengo3.5 has requests of its own shape, and takes a dimension', async () => {
	const ended = await run({
		parameters: { embeddingModel: 'marengo3.5', options: { dimension: 256 } },
		store: async (embeddings) => await embeddings.embedQuery('a red car'),
	});
	expect(resultOf(ended)).toEqual(expected('a red car', 'marengo3.5', 256));
	expect(bodies()).toEqual([
		{
			model_name: 'marengo3.5',
			embedding_dimension: 256,
			input_type: 'multi_input',
			multi_input: { input_text: 'a red car' },
		},
	]);
});

test('200 documents are embedded one by one, in order, through a rate limit of 150 a minute', async () => {
	const texts = Array.from({ length: 200 }, (_, at) => `scene number ${at}`);
	world.simulator.quotas.add({ limit: 150, windowMs: 60_000, on: CATEGORIES.embedText });
	const ended = await run({
		parameters: {},
		store: async (embeddings) => await embeddings.embedDocuments(texts),
	});
	expect(resultOf(ended)).toEqual(texts.map((text) => expected(text)));
	expect(logOf(ended)).toEqual([
		{ input: { documents: texts }, output: { vectors: 200, dimension: 512 } },
	]);
});

test('a server that fails now and then is asked again', async () => {
	world.simulator.faults.add({ on: 'embed-v2.create', respond: { status: 503 } });
	const ended = await run({
		parameters: {},
		store: async (embeddings) => await embeddings.embedDocuments(['a', 'b']),
	});
	expect(resultOf(ended)).toEqual([expected('a'), expected('b')]);
	expect(world.sent()).toHaveLength(3);
});

test('a text that TwelveLabs refuses is named, and the error is shown at the sub-node', async () => {
	const ended = await run({
		parameters: {},
		store: async (embeddings) =>
			await embeddings.embedDocuments(['short', 'word '.repeat(501).trim()]),
	});
	expect(errorOf(ended)).toMatchObject({
		name: 'NodeApiError',
		message: expect.stringMatching(/^Text 2 of 2, "word word .*TwelveLabs did not accept/),
		description: expect.stringContaining('500 tokens'),
		functionality: 'configuration-node',
		node: { name: 'Embeddings' },
	});
	const [{ error }] = logOf(ended);
	expect(error).toMatch(/^Text 2 of 2/);
	// It may have been sent.
	world.simulator.refusedRequests.length = 0;
});

test.each<[INodeParameters, RegExp]>([
	[{ embeddingModel: 'marengo3.0', options: { dimension: 256 } }, /^Dimension: 256 needs/],
	[{ options: { maxRateLimitWait: -1 } }, /^Max Rate Limit Wait \(Seconds\): -1 is less than 0/],
	[{ documentVectors: 'none' }, /^Vectors of Documents: "none" is none of/],
])('%j is refused before anything is sent', async (parameters, message) => {
	const ended = await run({ parameters, store: async () => 'not reached' });
	expect(errorOf(ended)).toMatchObject({
		message: expect.stringMatching(message),
		functionality: 'configuration-node',
		node: { name: 'Embeddings' },
	});
	expect(world.sent()).toEqual([]);
});

test('a wrong key is said so', async () => {
	const ended = await runVectorStore(world.engine, {
		credential: { ...world.credential, apiKey: 'tlk_wrong' },
		parameters: {},
		store: async (embeddings) => await embeddings.embedQuery('a'),
	});
	expect(errorOf(ended).message).toBe('TwelveLabs did not accept the API key');
});

test('without an answer, no field is named that the sub-node does not have', async () => {
	const ended = await runVectorStore(world.engine, {
		credential: { ...world.credential, baseUrl: 'http://127.0.0.1:9' },
		parameters: {},
		store: async (embeddings) => await embeddings.embedQuery('a'),
	});
	expect(errorOf(ended).message).toMatch(/cannot be reached$/);
	expect(errorOf(ended).description).not.toContain('Request Options');
});

test('a stop ends what is under way', async () => {
	world.simulator.quotas.add({ limit: 1, used: 1, windowMs: 60_000, on: CATEGORIES.embedText });
	const running = run({
		parameters: { options: { maxRateLimitWait: 90 } },
		store: async (embeddings) => await embeddings.embedDocuments(['a', 'b', 'c']),
	});
	while (world.sent().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	running.cancel();
	expect((await running).status).toBe('canceled');
});

describe('Ready Vectors', () => {
	/** The clips of a video, as Embedding: Get gives them. */
	const clips: INodeExecutionData[] = Array.from({ length: 200 }, (_, at) => ({
		json: { name: `clip ${at}`, embedding: expected(`video scene ${at}`), start_sec: at * 6 },
	}));
	const parameters = {
		documentVectors: 'readyVectors',
		text: '={{ $json.name }} at {{ $json.start_sec }} s',
		vector: '={{ $json.embedding }}',
	};
	const textOf = ({ json }: INodeExecutionData) =>
		`${String(json.name)} at ${String(json.start_sec)} s`;

	test('each document gets the vector of its item, and TwelveLabs is asked for nothing', async () => {
		const ended = await run({
			parameters,
			input: clips,
			store: async (embeddings, items) => [
				...(await embeddings.embedDocuments(items.slice(0, 120).map(textOf))),
				...(await embeddings.embedDocuments(items.slice(120).map(textOf))),
			],
		});
		expect(resultOf(ended)).toEqual(clips.map(({ json }) => json.embedding));
		expect(world.sent()).toEqual([]);
	});

	test('what is searched for is embedded all the same, although no item has a vector', async () => {
		const ended = await run({
			parameters,
			store: async (embeddings) => await embeddings.embedQuery('video scene 3'),
		});
		expect(resultOf(ended)).toEqual(expected('video scene 3'));
	});

	test('a document that is no item stops the store, and says what to set', async () => {
		const ended = await run({
			parameters,
			input: clips,
			store: async (embeddings) => await embeddings.embedDocuments(['clip 1']),
		});
		expect(errorOf(ended)).toMatchObject({
			message: 'Ready Vectors: no item has the text "clip 1"',
			description: expect.stringContaining('Default Data Loader'),
			node: { name: 'Embeddings' },
		});
		expect(world.sent()).toEqual([]);
	});

	test('an item without a vector is named', async () => {
		const ended = await run({
			parameters,
			input: [...clips.slice(0, 3), { json: { name: 'a' } }],
			store: async (embeddings) => await embeddings.embedDocuments(['clip 1']),
		});
		expect(errorOf(ended).message).toBe('Vector: the value is not a list of numbers [item 3]');
	});
});
