import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { idToListBy } from './idToListBy';
import { listOrId } from './listOrId';
import { searchCode } from './searchCode';

export const entityLocator = listOrId({
	displayName: 'Entity',
	name: 'entityId',
	one: 'an entity',
	searchListMethod: 'searchEntities',
	example: '69a1d2f4f2b84d3c9e7a1b55',
	within: 'entityCollectionId',
	description: 'The person. A mention holds this ID.',
});

/** What the chosen collection holds, for the Entity field, newest first. */
export async function searchEntities(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const ids = idToListBy(this, 'entityCollectionId', {
		first: 'Choose an entity collection above first',
		shows: 'This list shows what the collection holds.',
	});
	const { ENTITIES_OF_COLLECTION, searchList } = await searchCode();
	return await searchList(this, ENTITIES_OF_COLLECTION, { ids, filter, paginationToken });
}
