import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { perItem, type Item } from '../../run/perItem';
import { read } from '../../../api/client/send';
import type { IndexedAssetDetailed } from '../../../shared/types';
import { asBoolean, asList, valuesOf } from '../../../shared/parameters';
import { outputShape } from '../../../shared/output';
import { idsOfNames } from '../../../shared/locators/idsOfNames';
import { showInside } from '../show';
import { INDEXED_ASSET } from './paths';
import { simplifiedIndexedAsset } from './simplified';

const EMBEDDING_OPTIONS = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Transcription', value: 'transcription' },
	{ name: 'Visual', value: 'visual' },
];

/** https://docs.twelvelabs.io/api-reference/index-content/retrieve */
export const getOperation: INodePropertyOptions = {
	name: 'Get',
	value: 'get',
	action: 'Get indexed asset by its ID and index ID',
	description: 'Retrieve one indexed asset with its status and metadata',
	routing: {
		request: { method: 'GET', url: INDEXED_ASSET },
		operations: { pagination: perItem(getIndexedAsset, idsOfNames) },
	},
};

const shown = showInside('get');

export const getOptions: INodeProperties[] = [
	{
		displayName: 'Transcription',
		name: 'transcription',
		type: 'boolean',
		default: false,
		displayOptions: shown,
		description: 'Whether to include what is spoken in the video, with times',
	},
	{
		displayName: 'Embeddings',
		name: 'embeddingOptions',
		type: 'multiOptions',
		options: EMBEDDING_OPTIONS,
		default: [],
		displayOptions: shown,
		description:
			'Which embeddings to include. They are large: thousands of numbers for each minute of video.',
	},
];

async function getIndexedAsset(item: Item): Promise<IDataObject[]> {
	const shape = outputShape(item, (entry) => ({
		...simplifiedIndexedAsset(entry, item.id('indexId')),
		// What was asked for is wanted.
		...(entry.embedding !== undefined && { embedding: entry.embedding }),
		...(entry.transcription !== undefined && { transcription: entry.transcription }),
	}));
	const query = detailsQuery(item.options);
	const request = { ...item.request, query, names: { _id: item.id('indexedAssetId') } };
	return [shape({ ...(await read<IndexedAssetDetailed>(item.connection, request)) })];
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
