import assert from 'node:assert/strict';

import type { IDataObject } from 'n8n-workflow';

import { byId } from '../../scripts/example';
import { outputOf } from '../../scripts/n8n/executions';
import type { Credential } from '../../scripts/n8n/clientTypes';
import type { World } from '../../simulator/world';
import {
	AGENT,
	agentWorkflow,
	fromModel,
	saveModelAccess,
	toolName,
	twelveLabsTool,
} from './agent';
import type { Canvas } from './canvas';
import { startChatModel, type ToolCall, type Turn } from './chatModel';
import type { Stage } from './part';
import { START } from './workflows';

const WITHIN_MS = 60_000;

/** The names that n8n's editor gives the tools. */
const SEARCH = 'Search videos by text in TwelveLabs';
const ANALYZE = 'Analyze a video with a prompt in TwelveLabs';

const SCENE = 'a crane lifts a container';
const PROMPT = 'How many tons is the container?';
const LAST_WORDS = 'Forty tons, six seconds after the begin of harbour.mp4.';

/** A model reads and pays each character of an answer. */
const MAX_CLIP_CHARACTERS = 400;
const MAX_ANALYSIS_CHARACTERS = 400;

/** In one conversation the model finds a scene, asks about its video, and makes the mistakes that models make. */
export async function checkQuestions(
	stage: Stage,
	{ simulator, client, credential }: Canvas,
): Promise<void> {
	const { world } = simulator;
	const { assetId, indexedAssetId } = videosOf(world);
	const script: Turn[] = [
		search({ Index: 'Harbour', Query: SCENE }),
		([clips]) => analyze({ Asset: entriesIn(clips)[0].asset_id, Prompt: PROMPT }),
		search({ Index: 'Harbour', Query: 'giraffe' }),
		search({ Index: 'Archive', Query: SCENE }),
		search({ Index: 'Museum', Query: SCENE }),
		([clips]) => analyze({ Asset: entriesIn(clips)[0].indexed_asset_id, Prompt: PROMPT }),
		search({ Index: 'Harbour', Query: '' }),
	];
	const model = await startChatModel(stage, script, LAST_WORDS);
	const { id } = await client.createWorkflow(
		agentWorkflow({
			name: 'Questions',
			text: 'How heavy is what the crane lifts?',
			tools: [searchTool(credential), analyzeTool(credential)],
			credential: await saveModelAccess(client, model),
		}),
	);
	const execution = await client.finished(await client.run(id, START.name), WITHIN_MS);
	const [clips, analysis, nothing, twice, nowhere, notAnAsset, noQuery] = model.answers();
	const analyses = () =>
		simulator.requests.filter(
			({ operationId, status }) => operationId === 'root.analyze' && status === 200,
		);

	await stage.check('the agent finds a scene in an index by its name', async () => {
		const [best] = entriesIn(clips);
		assert.deepEqual([best.asset_id, best.filename], [assetId, 'harbour.mp4']);
		assert.deepEqual([best.start, best.timestamp], [6, '00:00:06']);
		assert.match(String(best.transcription), /forty tons/);
	});
	await stage.check('and reads few words of it, without thumbnails', async () => {
		for (const clip of entriesIn(clips)) {
			const text = JSON.stringify(clip);
			assert.ok(text.length <= MAX_CLIP_CHARACTERS, text);
			assert.ok(!('thumbnail_url' in clip), text);
		}
	});
	await stage.check('asks about the asset of that scene, and reads the answer', async () => {
		const [answer] = entriesIn(analysis);
		assert.equal(answer.asset_id, assetId);
		assert.match(String(answer.text), /forty tons/);
		assert.ok(analysis.length <= MAX_ANALYSIS_CHARACTERS, analysis);
		assert.equal(analyses().length, 1);
	});
	await stage.check('of no hit it reads that nothing was found', async () => {
		assert.match(String(entriesIn(nothing)[0].message), /^Nothing was found/);
	});
	await stage.check('of a name that two indexes have, it reads their IDs', async () => {
		const error = errorIn(twice);
		assert.match(error, /"Archive" is the name of 2 indexes/);
		for (const index of world.indexes.values()) {
			assert.equal(error.includes(index.id), index.name === 'Archive', error);
		}
	});
	await stage.check('of a name that no index has, which ones there are', async () => {
		assert.match(errorIn(nowhere), /no index has this name.*"Harbour"/);
	});
	await stage.check('of the ID of an indexed asset, where the asset is named', async () => {
		assert.match(errorIn(notAnAsset), new RegExp(indexedAssetId));
		assert.match(errorIn(notAnAsset), /names its asset in asset_id/);
	});
	await stage.check('of an empty query, that it is empty', async () => {
		assert.match(errorIn(noQuery), /^Query is empty/);
		assert.deepEqual(simulator.refusedRequests, []);
	});
	await stage.check('and it ends with its answer', async () => {
		assert.equal(execution.status, 'success');
		assert.equal(model.answers().length, script.length);
		assert.equal(outputOf(execution, AGENT)[0].json.output, LAST_WORDS);
	});
}

/** One index with a name of its own, and two that share theirs. */
function videosOf(world: World): { assetId: string; indexedAssetId: string } {
	const { id: indexId } = world.addIndex({ name: 'Harbour', addons: ['thumbnail'] });
	for (let n = 1; n <= 2; n++) world.addIndex({ name: 'Archive' });
	const { id: assetId } = world.addAsset({
		status: 'ready',
		filename: 'harbour.mp4',
		scenes: ['an empty quay', SCENE, 'a ship leaves'],
		spoken: ['Welcome to the port.', 'This container has forty tons.', 'Goodbye.'],
		media: { duration: 18 },
	});
	const { id: indexedAssetId } = world.addIndexedAsset({ indexId, assetId, status: 'ready' });
	return { assetId, indexedAssetId };
}

const search = (values: object): ToolCall => ({ tool: toolName(SEARCH), arguments: values });

const analyze = (values: object): ToolCall => ({ tool: toolName(ANALYZE), arguments: values });

const entriesIn = (answer: string): IDataObject[] => JSON.parse(answer) as IDataObject[];

const errorIn = (answer: string): string => String(entriesIn(answer)[0].error);

const searchTool = (credential: Credential) =>
	twelveLabsTool(
		SEARCH,
		{
			resource: 'search',
			operation: 'text',
			indexId: byId(fromModel('Index')),
			queryText: fromModel('Query'),
			searchOptions: ['visual', 'transcription'],
			returnAll: false,
			limit: 3,
			options: { lookUpAsset: true },
		},
		credential,
	);

const analyzeTool = (credential: Credential) =>
	twelveLabsTool(
		ANALYZE,
		{
			resource: 'analysis',
			operation: 'analyze',
			videoSource: 'asset',
			assetId: byId(fromModel('Asset')),
			prompt: fromModel('Prompt'),
			options: {},
		},
		credential,
	);
