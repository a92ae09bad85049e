import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import { executionDataFor, passOnNode } from '../../scripts/engine/builtPackage';
import { CREDENTIAL_TYPE, EMBEDDINGS_TYPE } from '../../scripts/names';
import type { Engine } from './harness';

/** What a vector store asks of its embeddings. */
interface Embeddings {
	embedQuery(query: unknown): Promise<number[]>;
	embedDocuments(texts: string[]): Promise<number[][]>;
}

type Store = (embeddings: Embeddings, items: INodeExecutionData[]) => Promise<unknown>;

const nodeOf = (name: string, type: string, parameters: INodeParameters = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

/** A vector store as n8n's are: it takes its embeddings from the sub-node with its first item. */
const storeNode = (store: Store): INodeType => ({
	description: {
		...passOnNode.description,
		name: 'store',
		inputs: [
			NodeConnectionTypes.Main,
			{
				type: NodeConnectionTypes.AiEmbedding,
				displayName: 'Embedding',
				required: true,
				maxConnections: 1,
			},
		],
	},
	async execute(this: IExecuteFunctions) {
		const embeddings = await this.getInputConnectionData(NodeConnectionTypes.AiEmbedding, 0);
		const result = await store(embeddings as Embeddings, this.getInputData());
		return [[{ json: { result: JSON.parse(JSON.stringify(result)) } }]];
	},
});

/**
 * Start -> a vector store with the sub-node, in n8n's own engine.
 * @param store what the vector store does with its embeddings
 * @returns the run. It can be canceled
 */
export function runVectorStore(
	engine: Engine,
	{
		parameters,
		input = [{ json: {} }],
		credential,
		store,
	}: {
		parameters: INodeParameters;
		input?: INodeExecutionData[];
		credential: ICredentialDataDecryptedObject;
		store: Store;
	},
) {
	const types: Record<string, INodeType> = {
		start: passOnNode,
		store: storeNode(store),
		[EMBEDDINGS_TYPE]: NodeHelpers.getVersionedNodeType(
			engine.loader.getNode('embeddingsTwelveLabs').type,
		),
	};
	const getByNameAndVersion = (name: string) => types[name];
	const nodeTypes = { getByName: getByNameAndVersion, getByNameAndVersion } as INodeTypes;
	const start = nodeOf('Start', 'start');
	const embeddings = {
		...nodeOf('Embeddings', EMBEDDINGS_TYPE, parameters),
		credentials: { [CREDENTIAL_TYPE]: { id: '1', name: 'TwelveLabs' } },
	};
	const workflow = new Workflow({
		id: 'w',
		active: false,
		nodes: [start, nodeOf('Store', 'store'), embeddings],
		nodeTypes,
		connections: {
			Start: { main: [[{ node: 'Store', type: NodeConnectionTypes.Main, index: 0 }]] },
			Embeddings: {
				[NodeConnectionTypes.AiEmbedding]: [
					[{ node: 'Store', type: NodeConnectionTypes.AiEmbedding, index: 0 }],
				],
			},
		},
		settings: { executionOrder: 'v1' },
	});
	const run = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: start, data: { main: [input] }, source: null }],
		},
	});
	const additionalData = executionDataFor(engine.loader, credential);
	return new WorkflowExecute(additionalData, 'trigger', run).processRunExecutionData(workflow);
}
