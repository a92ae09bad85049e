import type { INodeParameters } from 'n8n-workflow';

import { withCredential } from '../../../scripts/example';
import type { N8nClient } from '../../../scripts/n8n/client';
import { NODE_TYPE } from '../../../scripts/names';
import { savedCredential } from '../canvas';
import { leadsTo, START } from '../workflows';
import type { Editor } from './editor';

/** One node behind a start. */
const workflowOf = (name: string, parameters: INodeParameters) => ({
	name,
	nodes: [
		START,
		{
			id: 'node',
			name,
			type: NODE_TYPE,
			typeVersion: 1,
			position: [200, 0] as [number, number],
			parameters,
		},
	],
	connections: { [START.name]: leadsTo(name) },
});

/** Makes a workflow with one node of ours, and opens its panel. */
export async function openAlone(
	editor: Editor,
	client: N8nClient,
	name: string,
	parameters: INodeParameters,
): Promise<void> {
	const draft = withCredential(workflowOf(name, parameters), await savedCredential(client));
	const { id } = await client.createWorkflow(draft);
	await editor.openWorkflow(id);
	await editor.openNode(name);
}
