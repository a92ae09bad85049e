import type { WorkflowDraft } from '../../../scripts/n8n/clientTypes';
import { INDEX_ASSET, indexAssetNode, leadsTo } from '../workflows';

const WEBHOOK = 'Webhook';
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
		indexAssetNode(indexId, '={{ $json.body.asset }}', { skipIfIndexed: true }),
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
