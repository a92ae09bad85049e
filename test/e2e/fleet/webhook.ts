import type { WorkflowDraft } from '../../../scripts/n8n/clientTypes';
import { byId } from '../../../scripts/example';
import { NODE_TYPE } from '../../../scripts/names';
import { leadsTo } from '../workflows';

const WEBHOOK = 'Webhook';
export const INDEX_ASSET = 'Index Asset';
const PATH = 'index-asset';

/** A workflow that indexes the asset that a call names: each call is an execution. */
export const webhookIndexing = (indexId: string): WorkflowDraft => ({
	name: 'Fleet',
	nodes: [
		{
			id: 'webhook',
			name: WEBHOOK,
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: PATH,
			parameters: { httpMethod: 'POST', path: PATH, responseMode: 'onReceived', options: {} },
		},
		{
			id: 'index',
			name: INDEX_ASSET,
			type: NODE_TYPE,
			typeVersion: 1,
			position: [200, 0],
			parameters: {
				resource: 'indexedAsset',
				operation: 'create',
				indexId: byId(indexId),
				assetId: byId('={{ $json.body.asset }}'),
				options: { skipIfIndexed: true },
			},
		},
	],
	connections: { [WEBHOOK]: leadsTo(INDEX_ASSET) },
});

/** Calls the workflow once for each asset. n8n answers as soon as the execution is in its queue. */
export async function callAll(url: string, assets: string[], signal: AbortSignal): Promise<void> {
	for (const asset of assets) {
		const response = await fetch(`${url}/webhook/${PATH}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ asset }),
			signal,
		});
		if (!response.ok) throw new Error(`The webhook answered ${response.status}`);
		await response.arrayBuffer();
	}
}
