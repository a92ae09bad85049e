import { ENDPOINTS } from '../../../api/endpoints';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import type { Operation } from '../../operation';
import { filterOptions } from './getAllFields';

/** https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/list */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many assets',
	description: 'List uploaded files, the newest first',
	endpoint: ENDPOINTS.assets.list,
	fields: [...listFields, ...outputFields],
	filters: filterOptions,
	code: async () => await import('./getAll.run.js'),
};
