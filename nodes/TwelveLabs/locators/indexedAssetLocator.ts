import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodeProperties,
} from 'n8n-workflow';

import { fillPath } from '../../api/path';
import { INDEXED_ASSET_STATUSES, type IndexedAsset } from '../../api/types';
import { INDEXED_ASSETS } from '../resources/indexedAsset/paths';
import { nameWithStatus, searchList } from './search';

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
		throw new NodeOperationError(this.getNode(), 'No index is chosen yet', {
			description: 'Choose the index first: this list shows what it holds.',
		});
	}
	return await searchList<IndexedAsset>(
		this,
		{
			path: fillPath(INDEXED_ASSETS, () => indexId),
			query: {
				// What is still being indexed is listed too; a list that names no status may leave it out.
				status: [...INDEXED_ASSET_STATUSES],
				sort_by: 'created_at',
				sort_option: 'desc',
			},
			filterName: 'filename',
			entry: ({ _id, system_metadata, status }) => ({
				name: nameWithStatus(system_metadata?.filename || _id, status),
				value: _id,
			}),
		},
		filter,
		paginationToken,
	);
}
