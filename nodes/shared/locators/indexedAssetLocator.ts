import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { idToListBy } from './idToListBy';
import { listOrId } from './listOrId';
import { searchCode } from './searchCode';

export const indexedAssetLocator = listOrId({
	displayName: 'Indexed Asset',
	name: 'indexedAssetId',
	one: 'an indexed asset',
	searchListMethod: 'searchIndexedAssets',
	example: '69a1ca02f2b84d3c9e7a1b42',
	within: 'indexId',
	description: 'The asset in the index. It has an ID of its own, which Index Asset gives as _id.',
});

/** What the chosen index holds, for the Indexed Asset field, newest first. */
export async function searchIndexedAssets(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const ids = idToListBy(this, 'indexId', {
		first: 'Choose an index above first',
		shows: 'This list shows what the index holds.',
	});
	const { INDEXED_ASSETS_OF_INDEX, searchList } = await searchCode();
	return await searchList(this, INDEXED_ASSETS_OF_INDEX, {
		ids,
		filter,
		paginationToken,
	});
}
