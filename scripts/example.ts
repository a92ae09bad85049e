/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never published */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

import type { Credential, WorkflowDraft } from './n8n/clientTypes';
import { NODE_TYPES } from './names';

/** `examples/index-an-asset.json` and the names of its nodes. */
export const EXAMPLE = {
	file: 'index-an-asset.json',
	trigger: "When clicking 'Execute workflow'",
	indexAsset: 'Index Asset',
	getIndexedAsset: 'Get Indexed Asset',
} as const;

/** `examples/when-indexing-has-finished.json` and the name of its trigger. */
export const WATCH_EXAMPLE = {
	file: 'when-indexing-has-finished.json',
	trigger: 'TwelveLabs Trigger',
} as const;

/** What the example works on, where it is not the simulator's demonstration data. */
export interface Subject {
	indexId: string;
	assetId: string;
}

export const readExample = async (repository: string, file: string): Promise<WorkflowDraft> =>
	JSON.parse(await readFile(join(repository, 'examples', file), 'utf8')) as WorkflowDraft;

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
		NODE_TYPES.includes(node.type) ? { ...node, credentials: { [type]: { id, name } } } : node,
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

/** How often the trigger of the demonstration polls, in seconds. n8n lets people choose a minute or more. */
export const POLL_SECONDS = 5;

/**
 * Makes the second example watch an index, and poll every few seconds: one poll time for each, since n8n refuses an
 * expression that comes several times a minute.
 */
export function watching(workflow: WorkflowDraft, indexId?: string): WorkflowDraft {
	const item = Array.from({ length: 60 / POLL_SECONDS }, (_, n) => ({
		mode: 'custom',
		cronExpression: `${n * POLL_SECONDS} * * * * *`,
	}));
	const parameters = { pollTimes: { item }, ...(indexId && { indexId: byId(indexId) }) };
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === WATCH_EXAMPLE.trigger
				? { ...node, parameters: { ...node.parameters, ...parameters } }
				: node,
		),
	};
}

/** The value of a resource locator that is given as an ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

function aim(node: INode, { indexId, assetId }: Subject): INode {
	const options = { ...(node.parameters.options as object), skipIfIndexed: true };
	return {
		...node,
		parameters: { ...node.parameters, indexId: byId(indexId), assetId: byId(assetId), options },
	};
}
