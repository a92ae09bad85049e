import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listOrId } from './listOrId';
import { searchCode } from './searchCode';

export const assetLocator = listOrId({
	displayName: 'Asset',
	name: 'assetId',
	one: 'an asset',
	searchListMethod: 'searchAssets',
	example: '69a1c7d4f2b84d3c9e7a1b31',
	description: 'The uploaded file. It can be indexed as soon as its status is ready.',
});

/** Uploaded files for the Asset field. */
export async function searchAssets(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const { ASSETS, searchList } = await searchCode();
	return await searchList(this, ASSETS, { filter, paginationToken });
}
