import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { perItem, type Item } from '../../../api/item';
import { read } from '../../../api/send';
import type { IndexedAssetDetailed } from '../../../api/types';
import { asBoolean, asList, valuesOf } from '../../../parameters';
import { maxRateLimitWaitOption } from '../maxRateLimitWait';
import { INDEXED_ASSET } from './paths';

const EMBEDDING_OPTIONS = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Transcription', value: 'transcription' },
	{ name: 'Visual', value: 'visual' },
];

/** https://docs.twelvelabs.io/api-reference/index-content/retrieve */
export const getOperation: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	action: 'Get indexed asset',
	description: 'Retrieve one indexed asset with its status and metadata',
	routing: {
		request: { method: 'GET', url: INDEXED_ASSET },
		operations: { pagination: perItem(getIndexedAsset) },
	},
};

export const getFields: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { resource: ['indexedAsset'], operation: ['get'] } },
		options: [
			{
				displayName: 'Embeddings',
				name: 'embeddingOptions',
				type: 'multiOptions',
				options: EMBEDDING_OPTIONS,
				default: [],
				description:
					'Which embeddings to include. They are large: thousands of numbers for each minute of video.',
			},
			maxRateLimitWaitOption,
			{
				displayName: 'Transcription',
				name: 'transcription',
				type: 'boolean',
				default: false,
				description: 'Whether to include what is spoken in the video, with times',
			},
		],
	},
];

async function getIndexedAsset(item: Item): Promise<IDataObject[]> {
	const query = detailsQuery(item.options);
	const request = { ...item.request, query, names: { _id: item.id('indexedAssetId') } };
	return [{ ...(await read<IndexedAssetDetailed>(item.connection, request)) }];
}

function detailsQuery({ embeddingOptions, transcription }: IDataObject): IDataObject {
	return {
		...(embeddingOptions !== undefined && {
			embedding_option: asList('Embeddings', embeddingOptions, valuesOf(EMBEDDING_OPTIONS)),
		}),
		...(transcription !== undefined && {
			transcription: asBoolean('Transcription', transcription),
		}),
	};
}
