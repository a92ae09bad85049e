import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listOrId } from './listOrId';
import { searchCode } from './searchCode';

export const entityCollectionLocator = listOrId({
	displayName: 'Entity Collection',
	name: 'entityCollectionId',
	one: 'an entity collection',
	searchListMethod: 'searchEntityCollections',
	example: '69a1d0c2f2b84d3c9e7a1b54',
	description: 'The collection that holds the entities',
});

/** Entity collections for the field, newest first. */
export async function searchEntityCollections(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const { ENTITY_COLLECTIONS, searchList } = await searchCode();
	return await searchList(this, ENTITY_COLLECTIONS, { filter, paginationToken });
}
