import { ENDPOINTS } from '../../../api/endpoints';
import { entityCollectionLocator } from '../../../shared/locators/entityCollectionLocator';
import { entityLocator } from '../../../shared/locators/entityLocator';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { descriptionField } from '../../fields/description';
import { outputFields } from '../../fields/outputFields';
import { updateMode } from '../../fields/updateMode';
import type { Operation } from '../../operation';
import { metadata, newEntityName } from './fields';

/** Of the section Entities of the API reference. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update entity by its ID and collection ID',
	description: 'Change name, description or metadata of an entity',
	endpoint: ENDPOINTS.entities.update,
	fields: [
		entityCollectionLocator,
		entityLocator,
		newEntityName,
		descriptionField,
		updateMode,
		...metadata,
		...outputFields,
	],
	options: [additionalFieldsOption],
	code: async () => await import('./update.run.js'),
};
