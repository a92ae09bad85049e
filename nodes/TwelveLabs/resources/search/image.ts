import { ENDPOINTS } from '../../../api/endpoints';
import type { Operation } from '../../operation';
import { searchFilters } from './filters';
import { queryText, searchFields, searchOptions } from './searchFields';
import { imageFields } from './imageFields';

/** https://docs.twelvelabs.io/api-reference/any-to-video-search/make-search-request */
export const image: Operation = {
	value: 'image',
	name: 'Search by Image',
	action: 'Search videos by image',
	description: 'Find the clips of an index that show what images show',
	endpoint: ENDPOINTS.search.create,
	fields: searchFields(...imageFields, queryText(false)),
	filters: searchFilters,
	options: searchOptions,
	code: async () => await import('./image.run.js'),
};
