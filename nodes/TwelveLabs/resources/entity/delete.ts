import { ENDPOINTS } from '../../../api/endpoints';
import { entityCollectionLocator } from '../../../shared/locators/entityCollectionLocator';
import { entityLocator } from '../../../shared/locators/entityLocator';
import type { Operation } from '../../operation';

/** Of the section Entities of the API reference. */
export const deleteEntityOf: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete entity by its ID and collection ID',
	description: 'Delete an entity for good. Its images stay.',
	endpoint: ENDPOINTS.entities.delete,
	fields: [entityCollectionLocator, entityLocator],
	code: async () => await import('./delete.run.js'),
};
