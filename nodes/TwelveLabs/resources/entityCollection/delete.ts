import { ENDPOINTS } from '../../../api/endpoints';
import { entityCollectionLocator } from '../../../shared/locators/entityCollectionLocator';
import type { Operation } from '../../operation';

/** Of the section Entities of the API reference. */
export const deleteEntityCollection: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete entity collection by its ID',
	description:
		'Delete an entity collection for good. What becomes of the entities in it is undocumented.',
	endpoint: ENDPOINTS.entityCollections.delete,
	fields: [entityCollectionLocator],
	code: async () => await import('./delete.run.js'),
};
