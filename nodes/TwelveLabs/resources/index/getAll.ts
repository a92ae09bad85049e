import { ENDPOINTS } from '../../../api/endpoints';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import { sortOptions } from '../../fields/sort';
import type { Operation } from '../../operation';
import { filterOptions } from './getAllFields';

/** https://docs.twelvelabs.io/api-reference/indexes/list */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many indexes',
	description: 'List your indexes',
	endpoint: ENDPOINTS.indexes.list,
	fields: [...listFields, ...outputFields],
	filters: filterOptions,
	sort: sortOptions,
	code: async () => await import('./getAll.run.js'),
};
