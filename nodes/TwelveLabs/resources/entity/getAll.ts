import { ENDPOINTS } from '../../../api/endpoints';
import { entityCollectionLocator } from '../../../shared/locators/entityCollectionLocator';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import { sortOptionsAndName } from '../../fields/sort';
import type { Operation } from '../../operation';
import { filterOptions } from './getAllFields';

/** Of the section Entities of the API reference. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many entities by collection ID',
	description: 'List the entities of a collection',
	endpoint: ENDPOINTS.entities.list,
	fields: [entityCollectionLocator, ...listFields, ...outputFields],
	filters: filterOptions,
	sort: sortOptionsAndName,
	code: async () => await import('./getAll.run.js'),
};
