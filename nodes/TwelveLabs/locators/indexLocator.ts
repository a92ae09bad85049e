import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import type { Index } from '../../api/types';
import { searchList } from './search';

/** The Playground shows an index under this address; the ID is the part in brackets. */
const INDEX_URL = 'https://(?:[\\w-]+\\.)*twelvelabs\\.io/indexes/([^/?#]+)';

export const indexLocator: INodeProperties = {
	displayName: 'Index',
	name: 'indexId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The index that holds the videos',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an index...',
			typeOptions: { searchListMethod: 'searchIndexes', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://playground.twelvelabs.io/indexes/69a1c5e0f2b84d3c9e7a1b20',
			hint: 'The address of the index in the TwelveLabs Playground',
			extractValue: { type: 'regex', regex: INDEX_URL },
			validation: [
				{
					type: 'regex',
					properties: {
						regex: `${INDEX_URL}.*`,
						errorMessage: 'Not the address of an index in the TwelveLabs Playground',
					},
				},
			],
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 69a1c5e0f2b84d3c9e7a1b20',
			url: '=https://playground.twelvelabs.io/indexes/{{$value}}',
		},
	],
};

/** Indexes for the Index field, newest first. */
export async function searchIndexes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchList<Index>(
		this,
		{
			path: '/indexes',
			query: { sort_by: 'created_at', sort_option: 'desc' },
			filterName: 'index_name',
			entry: ({ _id, index_name }) => ({
				name: index_name || _id,
				value: _id,
				url: `https://playground.twelvelabs.io/indexes/${encodeURIComponent(_id)}`,
			}),
		},
		filter,
		paginationToken,
	);
}
