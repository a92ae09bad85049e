import {
	NodeConnectionTypes,
	type INode,
	type INodeParameters,
	type NodeConnectionType,
} from 'n8n-workflow';

import type { Credential, WorkflowDraft } from '../../scripts/n8n/clientTypes';
import { EMBEDDINGS_TYPE } from '../../scripts/names';
import { ITEMS, leadsTo, START } from './workflows';

export const STORE = 'Vector Store';
export const EMBEDDINGS = 'Embeddings';
const LOADER = 'Loader';

/** One of n8n's vector stores. */
export interface StoreType {
	type: string;
	typeVersion: number;
	/** Which of its stores, in whatever mode. */
	parameters: INodeParameters;
	credentials?: INode['credentials'];
}

const storeNode = ({ parameters, ...store }: StoreType, mode: INodeParameters): INode => ({
	id: 'store',
	name: STORE,
	...store,
	position: [400, 0],
	parameters: { ...parameters, ...mode },
});

const embeddingsNode = (credential: Credential, parameters: INodeParameters): INode => ({
	id: 'embeddings',
	name: EMBEDDINGS,
	type: EMBEDDINGS_TYPE,
	typeVersion: 1,
	position: [400, 200],
	parameters,
	credentials: { [credential.type]: { id: credential.id, name: credential.name } },
});

const serves = (type: NodeConnectionType) => ({ [type]: [[{ node: STORE, type, index: 0 }]] });

/** START -> items -> the store, which each of them is put into under a text. */
export const inserting = (
	store: StoreType,
	items: INode,
	{
		credential,
		text,
		embeddings,
		metadata,
	}: {
		credential: Credential;
		/** Expression of the text of an item. */
		text: string;
		embeddings: INodeParameters;
		/** Expressions by name. */
		metadata: Record<string, string>;
	},
): WorkflowDraft => ({
	name: 'Insert',
	nodes: [
		START,
		items,
		storeNode(store, { mode: 'insert' }),
		embeddingsNode(credential, embeddings),
		{
			id: 'loader',
			name: LOADER,
			type: '@n8n/n8n-nodes-langchain.documentDefaultDataLoader',
			typeVersion: 1.1,
			position: [600, 200],
			parameters: {
				jsonMode: 'expressionData',
				jsonData: text,
				options: {
					metadata: {
						metadataValues: Object.entries(metadata).map(([name, value]) => ({ name, value })),
					},
				},
			},
		},
	],
	connections: {
		[START.name]: leadsTo(ITEMS),
		[ITEMS]: leadsTo(STORE),
		[EMBEDDINGS]: serves(NodeConnectionTypes.AiEmbedding),
		[LOADER]: serves(NodeConnectionTypes.AiDocument),
	},
	settings: { executionOrder: 'v1' },
});

/** START -> the store, which is searched for a text. */
export const searching = (
	store: StoreType,
	{
		credential,
		query,
		embeddings = {},
	}: { credential: Credential; query: string; embeddings?: INodeParameters },
): WorkflowDraft => ({
	name: 'Search',
	nodes: [
		START,
		storeNode(store, { mode: 'load', prompt: query, topK: 3 }),
		embeddingsNode(credential, embeddings),
	],
	connections: {
		[START.name]: leadsTo(STORE),
		[EMBEDDINGS]: serves(NodeConnectionTypes.AiEmbedding),
	},
	settings: { executionOrder: 'v1' },
});
