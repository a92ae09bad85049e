import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { indexedAssetLocator } from '../../../shared/locators/indexedAssetLocator';
import { asBoolean, asList, valuesOf } from '../../../shared/parameters';
import { readEntity } from '../../entities';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';
import { simplifiedIndexedAsset } from './simplified';

const EMBEDDING_OPTIONS = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Transcription', value: 'transcription' },
	{ name: 'Visual', value: 'visual' },
];

const getOptions: readonly INodeProperties[] = [
	{
		displayName: 'Transcription',
		name: 'transcription',
		type: 'boolean',
		default: false,
		description: 'Whether to include what is spoken in the video, with times',
	},
	{
		displayName: 'Embeddings',
		name: 'embeddingOptions',
		type: 'multiOptions',
		options: EMBEDDING_OPTIONS,
		default: [],
		description:
			'Which embeddings to include. They are large: thousands of numbers for each minute of video.',
	},
];

/** https://docs.twelvelabs.io/api-reference/index-content/retrieve */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get indexed asset by its ID and index ID',
	description: 'Retrieve one indexed asset with its status and metadata',
	endpoint: ENDPOINTS.indexedAssets.retrieve,
	fields: [indexLocator, indexedAssetLocator, ...outputFields],
	options: getOptions,
	run: getIndexedAsset,
};

async function getIndexedAsset(item: Item): Promise<IDataObject[]> {
	const simplify = (entry: IDataObject) => ({
		...simplifiedIndexedAsset(entry, item.id('indexId')),
		// What was asked for is wanted.
		...(entry.embedding !== undefined && { embedding: entry.embedding }),
		...(entry.transcription !== undefined && { transcription: entry.transcription }),
	});
	const query = detailsQuery(item.options);
	return await readEntity(item, 'indexedAssetId', simplify, { query });
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
