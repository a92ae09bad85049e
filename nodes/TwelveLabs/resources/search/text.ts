import { ENDPOINTS } from '../../../api/endpoints';
import type { Operation } from '../../operation';
import { searchFilters } from './filters';
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
	code: async () => await import('./text.run.js'),
};
