import { UserError, type IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { trimmed } from '../../../api/plainText';
import { asText } from '../../../shared/parameters';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';
import { searchFilters } from './filters';
import { searchClips } from './searchClips';
import { queryText, searchFields, searchOptions } from './searchFields';

/** https://docs.twelvelabs.io/api-reference/any-to-video-search/make-search-request */
export const text: Operation = {
	value: 'text',
	name: 'Search by Text',
	action: 'Search videos by text',
	description: 'Find the clips of an index that fit a description',
	endpoint: ENDPOINTS.search.create,
	fields: searchFields(queryText(true)),
	filters: searchFilters,
	options: searchOptions,
	run: searchByText,
};

async function searchByText(item: Item): Promise<IDataObject[]> {
	const query = trimmed(asText('Query', item.parameter('queryText')));
	if (query === '') {
		throw new UserError('Query is empty', {
			description: 'Say what is to be found. Nothing was sent for this item.',
		});
	}
	return await searchClips(item, { query_text: query });
}
