import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listOrId } from './listOrId';
import { searchCode } from './searchCode';

/** In place of `assetLocator`, where nothing but an image can be meant. */
export const imageLocator = listOrId({
	displayName: 'Asset',
	name: 'assetId',
	one: 'an image',
	searchListMethod: 'searchImages',
	example: '69a1c7d4f2b84d3c9e7a1b31',
	description: 'The uploaded image',
});

/** Uploaded images for the Asset field. */
export async function searchImages(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const { IMAGES, searchList } = await searchCode();
	return await searchList(this, IMAGES, { filter, paginationToken });
}
