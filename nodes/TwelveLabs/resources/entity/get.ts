import { ENDPOINTS } from '../../../api/endpoints';
import { entityCollectionLocator } from '../../../shared/locators/entityCollectionLocator';
import { entityLocator } from '../../../shared/locators/entityLocator';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/entities/entity-collections/entities/retrieve */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get entity by its ID and collection ID',
	description: 'Retrieve one entity with its status and mention',
	endpoint: ENDPOINTS.entities.retrieve,
	fields: [entityCollectionLocator, entityLocator, ...outputFields],
	code: async () => await import('./get.run.js'),
};
