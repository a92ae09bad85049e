import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { searchCode } from './searchCode';

/** The Playground shows an index under this address; the ID is the part in brackets. */
const INDEX_URL = 'https://(?:[\\w-]+\\.)*twelvelabs\\.io/indexes/([^/?#]+)';

export const indexLocator: INodeProperties = {
	displayName: 'Index',
	name: 'indexId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The index that holds the videos, or that a video is added to',
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
						errorMessage:
							'Paste the address of an index: https://playground.twelvelabs.io/indexes/…',
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
	const { INDEXES, searchList } = await searchCode();
	return await searchList(this, INDEXES, {
		filter,
		paginationToken,
		urlOf: (id) => `https://playground.twelvelabs.io/indexes/${encodeURIComponent(id)}`,
	});
}
