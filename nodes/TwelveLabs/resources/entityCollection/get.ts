import { ENDPOINTS } from '../../../api/endpoints';
import { entityCollectionLocator } from '../../../shared/locators/entityCollectionLocator';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';

/** Of the section Entities of the API reference. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get entity collection by its ID',
	description: 'Retrieve one entity collection',
	endpoint: ENDPOINTS.entityCollections.retrieve,
	fields: [entityCollectionLocator, ...outputFields],
	code: async () => await import('./get.run.js'),
};
