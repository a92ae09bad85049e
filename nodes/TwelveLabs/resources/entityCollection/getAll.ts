import { ENDPOINTS } from '../../../api/endpoints';
import { nameFilter } from '../../fields/filters';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import { sortOptionsAndName } from '../../fields/sort';
import type { Operation } from '../../operation';

/** Of the section Entities of the API reference. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many entity collections',
	description: 'List your entity collections',
	endpoint: ENDPOINTS.entityCollections.list,
	fields: [...listFields, ...outputFields],
	filters: [nameFilter],
	sort: sortOptionsAndName,
	code: async () => await import('./getAll.run.js'),
};
