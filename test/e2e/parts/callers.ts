import assert from 'node:assert/strict';

import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';

import { byId, withCredential } from '../../../scripts/example';
import { outputOf } from '../../../scripts/n8n/executions';
import type { Credential, WorkflowDraft } from '../../../scripts/n8n/clientTypes';
import { fromModel, twelveLabsTool } from '../agent';
import { openCanvas } from '../canvas';
import { UNKNOWN_ID } from '../indexingCases';
import { McpSession } from '../mcp';
import type { Part } from '../part';
import { INDEX_ASSET, indexAssetNode, ITEMS, itemsNode, leadsTo, START } from '../workflows';

const WITHIN_MS = 60_000;

const CALLED = 'When called';
const CALL = 'Call';
const MCP = 'MCP';
const MCP_PATH = 'twelvelabs';

/** What calls the node besides a workflow that is run by hand: another workflow, and a client of an MCP Server Trigger. */
export const callers: Part = {
	name: 'Sub-workflow and MCP',
	needs: [],
	withinMinutes: 3,
	async run(stage) {
		const { simulator, n8n, client, credential } = await openCanvas(stage);
		const { world } = simulator;
		const { id: indexId } = world.addIndex();
		const assets = [1, 2, 3].map(() => world.addAsset({ status: 'ready' }).id);

		const called = await client.createWorkflow(withCredential(subWorkflow(indexId), credential));
		await client.publish(called.id);
		const { id } = await client.createWorkflow(calling(called.id, assets));
		const execution = await client.finished(await client.run(id, START.name), WITHIN_MS);
		await stage.check(
			'a sub-workflow indexes each item of its caller, and gives them back',
			async () => {
				assert.equal(execution.status, 'success');
				const ids = outputOf(execution, CALL).map(({ json }) => json.asset_id);
				assert.deepEqual(ids, assets);
				for (const asset of assets) assert.equal(world.usesOf(asset).length, 1);
			},
		);

		const server = await client.createWorkflow(mcpServer(credential));
		await client.publish(server.id);
		const mcp = new McpSession(`${n8n.url}/mcp/${MCP_PATH}`, stage.signal);
		await mcp.open();
		const { id: assetId } = world.addAsset({ status: 'ready' });
		await stage.check('an MCP client indexes an asset, once, and reads its ID', async () => {
			const [name] = await mcp.tools();
			const text = await mcp.call(name, { Index: indexId, Asset: assetId });
			const [indexed] = world.usesOf(assetId);
			assert.equal(world.usesOf(assetId).length, 1);
			assert.ok(text.includes(indexed.id), text);
		});
		await stage.check(
			'of an unknown asset the client reads what is wrong, and what to do',
			async () => {
				const [name] = await mcp.tools();
				const text = await mcp.call(name, { Index: indexId, Asset: UNKNOWN_ID }).catch(String);
				assert.match(text, new RegExp(UNKNOWN_ID));
				assert.match(text, /does not exist/);
			},
		);
	},
};

const subWorkflow = (indexId: string): WorkflowDraft => ({
	name: 'Index what is handed over',
	nodes: [
		{
			id: 'called',
			name: CALLED,
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: { inputSource: 'passthrough' },
		},
		indexAssetNode(indexId, '={{ $json.asset }}'),
	],
	connections: { [CALLED]: leadsTo(INDEX_ASSET) },
});

const calling = (workflowId: string, assets: string[]): WorkflowDraft => ({
	name: 'Hand over',
	nodes: [
		START,
		itemsNode(assets.map((asset): IDataObject => ({ asset }))),
		{
			id: 'call',
			name: CALL,
			type: 'n8n-nodes-base.executeWorkflow',
			typeVersion: 1.3,
			position: [400, 0],
			parameters: { workflowId: byId(workflowId), options: {} },
		},
	],
	connections: { [START.name]: leadsTo(ITEMS), [ITEMS]: leadsTo(CALL) },
});

const mcpServer = (credential: Credential): WorkflowDraft => {
	const tool = twelveLabsTool(
		INDEX_ASSET,
		{
			resource: 'indexedAsset',
			operation: 'create',
			indexId: byId(fromModel('Index')),
			assetId: byId(fromModel('Asset')),
			options: {},
		},
		credential,
	);
	return {
		name: 'MCP server',
		nodes: [
			{
				id: 'mcp',
				name: MCP,
				type: '@n8n/n8n-nodes-langchain.mcpTrigger',
				typeVersion: 2,
				position: [0, 0],
				webhookId: MCP_PATH,
				parameters: { path: MCP_PATH },
			},
			tool,
		],
		connections: {
			[tool.name]: {
				[NodeConnectionTypes.AiTool]: [[{ node: MCP, type: NodeConnectionTypes.AiTool, index: 0 }]],
			},
		},
	};
};
