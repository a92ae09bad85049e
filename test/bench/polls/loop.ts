import { randomUUID } from 'node:crypto';

import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IConnections,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import { executionDataFor, passOnNode } from '../../../scripts/engine/builtPackage';
import { CREDENTIAL_TYPE } from '../../../scripts/names';
import type { TestWorld } from '../../engine/world';
import { HTTP_REQUEST_VERSION } from '../contestants';
import { n8nNode } from '../n8nNode';
import type { Poll, Watcher } from './watcher';

/** What a loop reads of the list. */
export interface LoopReads {
	pages: 'all' | 'first';
	/** Newest first, by this time. */
	sortBy: 'created_at' | 'updated_at';
}

const PAGE_LIMIT = 50;

const PAGES = {
	paginationMode: 'updateAParameterInEachRequest',
	parameters: { parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }] },
	paginationCompleteWhen: 'other',
	completeExpression: '={{ $response.body.page_info.page >= $response.body.page_info.total_page }}',
};

const LAST = 'Remove Duplicates';

/** What people build in place of a trigger: Schedule Trigger, HTTP Request, Split Out, Remove Duplicates. */
export class Loop implements Watcher {
	private readonly workflow: Workflow;

	/** @param n8nFolder an installed n8n, which has the nodes; `startSeenBefore` must have been called */
	constructor(
		private readonly world: TestWorld,
		n8nFolder: string,
		indexId: string,
		reads: LoopReads,
	) {
		this.workflow = workflowOf(n8nFolder, listParameters(world.credential.baseUrl, indexId, reads));
	}

	async poll(): Promise<Poll> {
		const { engine, credential } = this.world;
		const node = this.workflow.getNode('Start');
		if (!node) throw new Error('The workflow has a start');
		const run = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node, data: { main: [[{ json: {} }]] }, source: null }],
			},
		});
		const additionalData = executionDataFor(engine.loader, credential);
		const { data } = await new WorkflowExecute(
			additionalData,
			'trigger',
			run,
		).processRunExecutionData(this.workflow);
		const { error, runData } = data.resultData;
		const items = runData[LAST]?.[0]?.data?.main[0] ?? [];
		return { ids: items.map(({ json }) => String(json._id)), executions: 1, error: error?.message };
	}
}

function listParameters(baseUrl: string, indexId: string, { pages, sortBy }: LoopReads) {
	const query = {
		status: 'ready',
		page_limit: String(PAGE_LIMIT),
		sort_by: sortBy,
		sort_option: 'desc',
	};
	return {
		method: 'GET',
		url: `${baseUrl}/indexes/${indexId}/indexed-assets`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL_TYPE,
		sendQuery: true,
		queryParameters: {
			parameters: Object.entries(query).map(([name, value]) => ({ name, value })),
		},
		options: pages === 'all' ? { pagination: { pagination: PAGES } } : {},
	};
}

function workflowOf(n8nFolder: string, list: INodeParameters): Workflow {
	const types: Record<string, INodeType> = { start: passOnNode };
	const nodeOf = (name: string, file: string, version: number, parameters: INodeParameters) => {
		const { type, typeVersion, nodeType } = n8nNode(n8nFolder, file, version);
		types[type] = nodeType;
		const credentials = { [CREDENTIAL_TYPE]: { id: '1', name: 'TwelveLabs' } };
		return {
			id: name,
			name,
			type,
			typeVersion,
			position: [0, 0],
			parameters,
			credentials,
		} as INode;
	};
	const nodes: INode[] = [
		// In place of the Schedule Trigger, which hands on one item.
		{ id: 's', name: 'Start', type: 'start', typeVersion: 1, position: [0, 0], parameters: {} },
		nodeOf('HTTP Request', 'HttpRequest/HttpRequest', HTTP_REQUEST_VERSION, list),
		nodeOf('Split Out', 'Transform/SplitOut/SplitOut', 1, { fieldToSplitOut: 'data' }),
		nodeOf(LAST, 'Transform/RemoveDuplicates/RemoveDuplicates', 2, {
			operation: 'removeItemsSeenInPreviousExecutions',
			logic: 'removeItemsWithAlreadySeenKeyValues',
			dedupeValue: '={{ $json._id }}',
		}),
	];
	const connections: IConnections = {};
	for (const [n, { name }] of nodes.slice(1).entries()) {
		const to = { node: name, type: NodeConnectionTypes.Main, index: 0 };
		connections[nodes[n].name] = { main: [[to]] };
	}
	const getByNameAndVersion = (type: string) => types[type];
	const nodeTypes = {
		getByName: getByNameAndVersion,
		getByNameAndVersion,
		getKnownTypes: () => ({}),
	} as INodeTypes;
	return new Workflow({ id: randomUUID(), nodes, connections, active: true, nodeTypes });
}
