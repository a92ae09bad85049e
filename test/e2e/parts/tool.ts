import assert from 'node:assert/strict';

import type { IDataObject } from 'n8n-workflow';

import { byId } from '../../../scripts/example';
import { outputOf } from '../../../scripts/n8n/executions';
import type { Credential } from '../../../scripts/n8n/clientTypes';
import {
	AGENT,
	agentWorkflow,
	fromModel,
	saveModelAccess,
	toolName,
	twelveLabsTool,
} from '../agent';
import { openCanvas } from '../canvas';
import { startChatModel, type Tool, type ToolCall } from '../chatModel';
import { UNKNOWN_ID } from '../indexingCases';
import type { Part } from '../part';
import { checkQuestions } from '../toolQuestions';
import { START } from '../workflows';

const WITHIN_MS = 60_000;

/** The names that n8n's editor gives the tools. */
const INDEX_ASSET = 'Index asset by asset ID and index ID in TwelveLabs';
const GET_MANY = 'Get many indexed assets by index ID in TwelveLabs';

const LAST_WORDS = 'Your video is being indexed.';

/** The node as a tool of an AI Agent: a model fills in the fields, and reads what comes of it. */
export const tool: Part = {
	name: 'Tool mode',
	needs: [],
	withinMinutes: 4,
	async run(stage) {
		const canvas = await openCanvas(stage);
		const { simulator, client, credential } = canvas;
		const { world } = simulator;
		const { id: indexId } = world.addIndex();
		// Get Many is to leave it out.
		world.addIndexedAsset({ indexId, status: 'ready' });
		const { id: assetId } = world.addAsset({ status: 'ready' });

		const call = { Index: indexId, Asset: assetId, Stream: true, Skip: true };
		const metadata = { category: 'demo', year: 2026, public: false };
		const script: ToolCall[] = [
			indexAsset({ ...call, Skip: false, Metadata: metadata }),
			getMany({ Index: indexId, Category: 'demo', Limit: 5 }),
			indexAsset({ ...call, Metadata: metadata }),
			indexAsset({ ...call, Asset: UNKNOWN_ID, Metadata: metadata }),
			indexAsset({ ...call, Metadata: { tags: ['a', 'b'] } }),
		];
		const model = await startChatModel(stage, script, LAST_WORDS);
		const modelKey = await saveModelAccess(client, model);
		const { id } = await client.createWorkflow(
			agentWorkflow({
				name: 'Tool mode',
				text: 'Index my video.',
				tools: [indexAssetTool(credential), getManyTool(credential)],
				credential: modelKey,
			}),
		);
		const execution = await client.finished(await client.run(id, START.name), WITHIN_MS);
		const answers = model.answers();
		const [indexed] = world.usesOf(assetId);

		await stage.check(
			'the model is offered each tool by name, with what it may fill in',
			async () => {
				assert.deepEqual(model.tools().map(asOffered).sort(byName), [
					{
						name: toolName(GET_MANY),
						description: GET_MANY,
						fields: { Index: 'string', Limit: 'number', Category: 'string' },
					},
					{
						name: toolName(INDEX_ASSET),
						description: INDEX_ASSET,
						fields: {
							Index: 'string',
							Asset: 'string',
							Stream: 'boolean',
							Metadata: ANY_JSON,
							Skip: 'boolean',
						},
					},
				]);
			},
		);
		await stage.check('Index Asset indexes what the model names, as it says, once', async () => {
			assert.equal(world.usesOf(assetId).length, 1);
			assert.equal(indexed.indexId, indexId);
			assert.deepEqual(indexed.userMetadata, metadata);
			assert.equal(indexed.videoStream, true);
		});
		await stage.check('and the model learns the ID', async () => {
			const ids = { _id: indexed.id, asset_id: assetId, index_id: indexId };
			assert.deepEqual(JSON.parse(answers[0]), [ids]);
		});
		await stage.check('Get Many gives the model what it filtered for, and no more', async () => {
			const found = JSON.parse(answers[1]) as IDataObject[];
			assert.deepEqual(
				found.map(({ _id }) => _id),
				[indexed.id],
			);
		});
		await stage.check(
			'with an option that the model sets, a second call indexes nothing',
			async () => {
				const [{ _id }] = JSON.parse(answers[2]) as IDataObject[];
				assert.equal(_id, indexed.id);
			},
		);
		await stage.check(
			'of an unknown asset the model reads what is wrong, and what to do',
			async () => {
				const [{ error }] = JSON.parse(answers[3]) as Array<{ error: string }>;
				assert.match(error, /does not exist/);
				assert.match(error, new RegExp(UNKNOWN_ID));
				assert.match(error, /Check the IDs/);
			},
		);
		await stage.check(
			'of a value that does not fit as well, and nothing was sent for it',
			async () => {
				const [{ error }] = JSON.parse(answers[4]) as Array<{ error: string }>;
				assert.match(error, /User Metadata "tags"/);
				assert.match(error, /Correct the value/);
				assert.deepEqual(simulator.refusedRequests, []);
			},
		);
		await stage.check('and the agent goes on to the end of the conversation', async () => {
			assert.equal(execution.status, 'success');
			assert.equal(answers.length, script.length);
			assert.equal(outputOf(execution, AGENT)[0].json.output, LAST_WORDS);
		});

		await checkQuestions(stage, canvas);
	},
};

const indexAsset = (values: object): ToolCall => ({
	tool: toolName(INDEX_ASSET),
	arguments: values,
});

const getMany = (values: object): ToolCall => ({ tool: toolName(GET_MANY), arguments: values });

/** Every field that Index Asset has is left to the model. */
const indexAssetTool = (credential: Credential) =>
	twelveLabsTool(
		INDEX_ASSET,
		{
			resource: 'indexedAsset',
			operation: 'create',
			indexId: byId(fromModel('Index')),
			assetId: byId(fromModel('Asset')),
			enableVideoStream: fromModel('Stream', 'boolean'),
			metadataMode: 'json',
			userMetadataJson: fromModel('Metadata', 'json'),
			options: { skipIfIndexed: fromModel('Skip', 'boolean') },
		},
		credential,
	);

/** Here the model fills in a row of metadata. */
const getManyTool = (credential: Credential) =>
	twelveLabsTool(
		GET_MANY,
		{
			resource: 'indexedAsset',
			operation: 'getAll',
			indexId: byId(fromModel('Index')),
			returnAll: false,
			limit: fromModel('Limit', 'number'),
			filters: {
				userMetadata: {
					fields: [{ key: 'category', type: 'string', value: fromModel('Category') }],
				},
			},
			options: {},
		},
		credential,
	);

/** What stands for a type in a schema that leaves it open. */
const ANY_JSON = 'any JSON';

/** A tool with the types of its fields, all of which are required. */
const asOffered = ({ name, description, parameters: { properties, required } }: Tool) => ({
	name,
	description,
	fields: Object.fromEntries(required.map((key) => [key, properties[key].type ?? ANY_JSON])),
});

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
