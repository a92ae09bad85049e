import { ENDPOINTS } from '../../../api/endpoints';
import { entityCollectionLocator } from '../../../shared/locators/entityCollectionLocator';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { descriptionField } from '../../fields/description';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';
import { newEntityCollectionName } from './fields';

/** Of the section Entities of the API reference. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update entity collection by its ID',
	description: 'Change the name or the description of an entity collection',
	endpoint: ENDPOINTS.entityCollections.update,
	fields: [entityCollectionLocator, newEntityCollectionName, descriptionField, ...outputFields],
	options: [additionalFieldsOption],
	code: async () => await import('./update.run.js'),
};
