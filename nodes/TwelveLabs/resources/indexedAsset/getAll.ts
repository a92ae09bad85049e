import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import { sortOptions } from '../../fields/sort';
import type { Operation } from '../../operation';
import { filterOptions } from './filters';

/** https://docs.twelvelabs.io/api-reference/index-content/list */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many indexed assets by index ID',
	description: 'List the assets in an index',
	endpoint: ENDPOINTS.indexedAssets.list,
	fields: [indexLocator, ...listFields, ...outputFields],
	filters: filterOptions,
	sort: sortOptions,
	code: async () => await import('./getAll.run.js'),
};
