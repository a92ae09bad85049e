import type { INodeParameters } from 'n8n-workflow';
import { TwelveLabs } from 'twelvelabs-js';

import { byId, jsonOf } from './harness';
import { useWorld } from './world';

/** The official SDK as a witness: it sees the same results as the node, for the same calls. */
const world = useWorld();

let client: TwelveLabs;
let assetId: string;

beforeAll(() => {
	const { url, apiKey, world: account } = world.simulator;
	// The only way to lead it elsewhere.
	process.env.TWELVELABS_BASE_URL = url;
	client = new TwelveLabs({ apiKey });
	delete process.env.TWELVELABS_BASE_URL;
	assetId = account.addAsset({
		filename: 'lift.mp4',
		status: 'ready',
		media: { duration: 60 },
		spoken: ['Lower the hook two metres.', 'Nobody stands below the load.'],
	}).id;
});

const PROMPT = { prompt: 'What about the hook?' };
const SCHEMA = { type: 'object', properties: { hazards: { type: 'array', items: {} } } };

const asked = () => ({ video: { type: 'asset_id' as const, assetId }, ...PROMPT });

const node = async (operation: string, parameters: INodeParameters) =>
	jsonOf(await world.run(operation, { resource: 'analysis', ...parameters }));

const ofVideo = (more: INodeParameters = {}) => ({ assetId: byId(assetId), ...PROMPT, ...more });

/** Usage in the names of the API. */
const usageOf = ({
	inputTokens,
	outputTokens,
}: { inputTokens?: number; outputTokens?: number } = {}) => ({
	input_tokens: inputTokens,
	output_tokens: outputTokens,
});

test('one answer: text, an answer that is cut off, and JSON', async () => {
	const whole = await client.analyze(asked());
	expect(await node('analyze', ofVideo())).toEqual([
		{
			asset_id: assetId,
			text: whole.data,
			finish_reason: whole.finishReason,
			usage: usageOf(whole.usage),
		},
	]);
	const cut = await client.analyze({ ...asked(), maxTokens: 3 });
	expect(await node('analyze', ofVideo({ options: { maxTokens: '3' } }))).toEqual([
		{
			asset_id: assetId,
			text: cut.data,
			finish_reason: 'length',
			usage: usageOf(cut.usage),
			truncated: true,
			warning: cut.error?.message,
		},
	]);
	const responseFormat = { type: 'json_schema' as const, jsonSchema: SCHEMA };
	const json = await client.analyze({ ...asked(), responseFormat });
	const jsonSchema = JSON.stringify(SCHEMA);
	const [{ data }] = await node('analyze', ofVideo({ answerAs: 'json', jsonSchema }));
	expect(data).toEqual(JSON.parse(json.data ?? ''));
});

test('a task that the node has started, and one that the SDK has started', async () => {
	const options = { waitForCompletion: true, customId: 'by-node' };
	const [byNode] = await node('start', ofVideo({ options }));
	const seen = await client.analyzeAsync.tasks.retrieve(String(byNode.task_id));
	expect(byNode).toEqual({
		task_id: seen.taskId,
		status: seen.status,
		custom_id: seen.customId,
		asset_id: seen.videoSource?.assetId,
		text: seen.result?.data,
		finish_reason: seen.result?.finishReason,
		usage: usageOf(seen.result?.usage),
	});
	const { taskId = '' } = await client.analyzeAsync.tasks.create({
		...asked(),
		customId: 'by-sdk',
	});
	world.simulator.world.tasks.finish(taskId);
	const read = await client.analyzeAsync.tasks.retrieve(taskId);
	expect(await node('get', { taskId: byId(taskId) })).toMatchObject([
		{ task_id: taskId, status: 'ready', custom_id: 'by-sdk', text: read.result?.data },
	]);
});

test('the list of tasks, filtered, and what is canceled and deleted', async () => {
	const { tasks } = world.simulator.world;
	for (let n = 0; n < 60; n++) tasks.add({ createdAt: Date.now() - n * 1_000, status: 'ready' });
	const page = async (number: number) =>
		(await client.analyzeAsync.tasks.list({ status: 'ready', page: number, pageLimit: 50 })).data;
	const ids = [...(await page(1)), ...(await page(2))].map(({ taskId }) => taskId);
	const filters = { status: ['ready'] };
	const listed = await node('getAll', { returnAll: true, filters });
	expect(listed.map(({ task_id }) => task_id)).toEqual(ids);
	const { id } = tasks.add({ status: 'processing' });
	await node('cancel', { taskId: byId(id) });
	expect(await client.analyzeAsync.tasks.retrieve(id)).toMatchObject({ status: 'canceled' });
	await node('delete', { taskId: byId(id) });
	await expect(client.analyzeAsync.tasks.retrieve(id)).rejects.toMatchObject({ statusCode: 404 });
});
