import type { IDataObject } from 'n8n-workflow';

import { asBoolean, asList, valuesOf } from '../../../shared/parameters';
import { readEntity } from '../../entities';
import { EMBEDDING_OPTIONS } from '../../fields/embeddingOptions';
import type { Item } from '../../run/item';
import { simplifiedIndexedAsset } from './simplified';

export async function run(item: Item): Promise<IDataObject[]> {
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
