/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never published */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

import type { Credential, WorkflowDraft } from './n8n/clientTypes';

/** Names of the nodes in `examples/index-an-asset.json`. */
export const EXAMPLE = {
	file: 'index-an-asset.json',
	trigger: "When clicking 'Execute workflow'",
	indexAsset: 'Index Asset',
	getIndexedAsset: 'Get Indexed Asset',
} as const;

/** The type that the installed package gives the node. */
export const NODE_TYPE = 'n8n-nodes-twelvelabs.twelveLabs';

/** What the example works on, where it is not the simulator's demonstration data. */
export interface Subject {
	indexId: string;
	assetId: string;
}

export const readExample = async (repository: string): Promise<WorkflowDraft> =>
	JSON.parse(await readFile(join(repository, 'examples', EXAMPLE.file), 'utf8')) as WorkflowDraft;

/** What the example indexes as it stands in the file. */
export function subjectOf(workflow: WorkflowDraft): Subject {
	const { indexId, assetId } = workflow.nodes.find(({ name }) => name === EXAMPLE.indexAsset)
		?.parameters as Record<keyof Subject, { value: string }>;
	return { indexId: indexId.value, assetId: assetId.value };
}

/** Gives our nodes in a workflow their credential: files hold none, since its id is another one in every n8n. */
export const withCredential = (
	workflow: WorkflowDraft,
	{ id, name, type }: Credential,
): WorkflowDraft => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.type === NODE_TYPE ? { ...node, credentials: { [type]: { id, name } } } : node,
	),
});

/**
 * Makes the example index something of a real account. There it looks first: who starts it twice must not pay twice.
 */
export const withSubject = (workflow: WorkflowDraft, subject: Subject): WorkflowDraft => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.name === EXAMPLE.indexAsset ? aim(node, subject) : node,
	),
});

function aim(node: INode, { indexId, assetId }: Subject): INode {
	const byId = (value: string) => ({ __rl: true, mode: 'id', value });
	const options = { ...(node.parameters.options as object), skipIfIndexed: true };
	return {
		...node,
		parameters: { ...node.parameters, indexId: byId(indexId), assetId: byId(assetId), options },
	};
}
