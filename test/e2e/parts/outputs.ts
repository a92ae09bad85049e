/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never published */
import assert from 'node:assert/strict';

import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';

import { outputOf } from '../../../scripts/n8n/client';
import type { WorkflowDraft } from '../../../scripts/n8n/clientTypes';
import { withCredential } from '../../../scripts/example';
import { openCanvas } from '../canvas';
import type { Part } from '../part';

const WITHIN_MS = 60_000;

/** No entry of the simulator has it. */
const UNKNOWN_ID = '6720a1b2c3d4e5f6ffffffff';

/** *Continue (using error output)*: what worked leaves by one output, what did not by the other, and nothing is lost. */
export const outputs: Part = {
	name: 'Both outputs',
	needs: [],
	withinMinutes: 3,
	async run(stage) {
		const { simulator, client, credential } = await openCanvas(stage);
		const { world } = simulator;
		const { id: indexId } = world.addIndex();
		const ready = [1, 2, 3].map(() => world.addAsset({ status: 'ready' }).id);
		const assets = [ready[0], UNKNOWN_ID, ready[1], '', ready[2]];
		const draft = withCredential(indexing(indexId, assets), credential);
		const { id } = await client.createWorkflow(draft);
		const execution = await client.finished(await client.run(id, 'Start'), WITHIN_MS);
		const told = outputOf(execution, 'Index Asset');
		const untold = outputOf(execution, 'Index Asset', 1);

		await stage.check(
			'the workflow goes on although two of five items could not be indexed',
			async () => {
				assert.equal(execution.status, 'success');
			},
		);
		await stage.check('what worked leaves by the first output, in order', async () => {
			assert.deepEqual(
				told.map(({ json }) => json.asset_id),
				ready,
			);
		});
		await stage.check(
			'what did not leaves by the second, with its input and what to do next',
			async () => {
				assert.deepEqual(
					untold.map(({ json }) => json.asset),
					[UNKNOWN_ID, ''],
				);
				for (const { json } of untold) {
					assert.equal(typeof json.error, 'string');
					assert.ok((json.details as IDataObject).next);
				}
			},
		);
		await stage.check('nothing was indexed twice', async () => {
			for (const asset of ready) assert.equal(world.usesOf(asset).length, 1);
		});
	},
};

/** Three nodes: a trigger, one item for each asset, and Index Asset. */
const indexing = (indexId: string, assets: string[]): WorkflowDraft => ({
	name: 'Both outputs',
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'assets',
			name: 'Assets',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			position: [200, 0],
			parameters: {
				jsCode: `return ${JSON.stringify(assets)}.map((asset) => ({ json: { asset } }));`,
			},
		},
		{
			id: 'index',
			name: 'Index Asset',
			type: 'n8n-nodes-twelvelabs.twelveLabs',
			typeVersion: 1,
			position: [400, 0],
			onError: 'continueErrorOutput',
			parameters: {
				resource: 'indexedAsset',
				operation: 'create',
				indexId: { __rl: true, mode: 'id', value: indexId },
				assetId: { __rl: true, mode: 'id', value: '={{ $json.asset }}' },
				options: {},
			},
		},
	],
	connections: {
		Start: { main: [[{ node: 'Assets', type: NodeConnectionTypes.Main, index: 0 }]] },
		Assets: { main: [[{ node: 'Index Asset', type: NodeConnectionTypes.Main, index: 0 }]] },
	},
});
