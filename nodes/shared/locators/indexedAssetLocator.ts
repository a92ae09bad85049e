import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodeProperties,
} from 'n8n-workflow';

import { checkedId } from '../../api/path';
import { searchCode } from './searchCode';

export const indexedAssetLocator: INodeProperties = {
	displayName: 'Indexed Asset',
	name: 'indexedAssetId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	// What was chosen belongs to the index that was chosen with it.
	typeOptions: { loadOptionsDependsOn: ['indexId.value'] },
	description: 'The asset in the index. It has an ID of its own, which Index Asset gives as _id.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an indexed asset...',
			typeOptions: { searchListMethod: 'searchIndexedAssets', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 69a1ca02f2b84d3c9e7a1b42',
		},
	],
};

/** What the chosen index holds, for the Indexed Asset field, newest first. */
export async function searchIndexedAssets(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const indexId = this.getCurrentNodeParameter('indexId', { extractValue: true });
	if (!indexId) {
		throw new NodeOperationError(this.getNode(), 'Choose an index above first', {
			description: 'This list shows what the index holds.',
		});
	}
	const { INDEXED_ASSETS_OF_INDEX, searchList } = await searchCode();
	return await searchList(this, INDEXED_ASSETS_OF_INDEX, {
		ids: { indexId: checkedId('indexId', indexId) },
		filter,
		paginationToken,
	});
}
