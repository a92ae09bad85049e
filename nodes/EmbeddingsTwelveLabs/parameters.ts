import type { INodeProperties } from 'n8n-workflow';

import { dimensionOption } from '../shared/embedding/dimension';
import { maxRateLimitWaitOption } from '../shared/maxRateLimitWait';

const readyVectorsOnly: Pick<INodeProperties, 'displayOptions'> = {
	displayOptions: { show: { documentVectors: ['readyVectors'] } },
};

export const DOCUMENT_VECTORS = [
	{
		name: 'Embed Their Text',
		value: 'embedText',
		description: 'TwelveLabs embeds the text of each document',
	},
	{
		name: 'Ready Vectors',
		value: 'readyVectors',
		description: 'Each document gets the vector of its input item',
	},
];

export const embeddingsParameters: INodeProperties[] = [
	{
		displayName: 'Model',
		name: 'embeddingModel',
		type: 'string',
		default: 'marengo3.0',
		placeholder: 'e.g. marengo3.0 or marengo3.5',
		description:
			'The Marengo model that made the vectors in the store. Those of two models cannot be compared.',
	},
	{
		displayName: 'Vectors of Documents',
		name: 'documentVectors',
		type: 'options',
		noDataExpression: true,
		options: DOCUMENT_VECTORS,
		default: 'embedText',
		description:
			'Where the vectors of what is inserted come from. What is searched for is embedded in any case.',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		required: true,
		...readyVectorsOnly,
		placeholder: 'e.g. {{ $json.asset_id }} at {{ $json.start }} s',
		description: 'The same expression as Data in the Default Data Loader, which must not split it',
	},
	{
		displayName: 'Vector',
		name: 'vector',
		type: 'string',
		default: '={{ $json.embedding }}',
		required: true,
		...readyVectorsOnly,
		description: 'The vector of an input item: a list of numbers',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [dimensionOption, maxRateLimitWaitOption],
	},
];
