import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/indexes/delete */
export const deleteIndex: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete index by its ID',
	description:
		'Delete an index for good, with everything in it. The minutes of the Free plan that it used do not come back.',
	endpoint: ENDPOINTS.indexes.delete,
	fields: [indexLocator],
	code: async () => await import('./delete.run.js'),
};
