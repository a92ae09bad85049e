import {
	NodeConnectionTypes,
	NodeOperationError,
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	type SupplyData,
} from 'n8n-workflow';

import { ownCode } from '../shared/ownCode';
import { embeddingsParameters } from './parameters';

/** n8n may construct all nodes when it starts; what embeds is loaded when a vector store first asks for it. */
const embeddingsCode = ownCode(async () => await import('./embeddings.js'));

export class EmbeddingsTwelveLabs implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TwelveLabs Embeddings',
		name: 'embeddingsTwelveLabs',
		icon: {
			light: 'file:../../icons/twelvelabs.svg',
			dark: 'file:../../icons/twelvelabs.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["embeddingModel"] }}',
		description: 'Find videos in a vector store by text, with the model that made their vectors',
		defaults: { name: 'TwelveLabs Embeddings' },
		inputs: [],
		outputs: [NodeConnectionTypes.AiEmbedding],
		outputNames: ['Embeddings'],
		credentials: [{ name: 'twelveLabsApi', required: true }],
		properties: embeddingsParameters,
	};

	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		const code = await embeddingsCode().catch((error: Error) => error);
		if (code instanceof Error) {
			throw new NodeOperationError(this.getNode(), code, { functionality: 'configuration-node' });
		}
		return { response: await code.embeddingsFor(this, itemIndex) };
	}
}
