import { ENDPOINTS } from '../../../api/endpoints';
import { entityCollectionLocator } from '../../../shared/locators/entityCollectionLocator';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { createdOnce } from '../../fields/createdOnce';
import { descriptionField } from '../../fields/description';
import { outputFields } from '../../fields/outputFields';
import { waitOptions } from '../../fields/waitOptions';
import type { Operation } from '../../operation';
import { assetIds, entityName, metadata } from './fields';

/** Of the section Entities of the API reference. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create entity by its collection ID',
	description:
		'Make an entity of images of a person, so that searches find that person. Several items go in one request.',
	endpoint: ENDPOINTS.entities.create,
	fields: [
		entityCollectionLocator,
		entityName,
		assetIds,
		descriptionField,
		...metadata,
		...outputFields,
	],
	options: [...waitOptions, additionalFieldsOption],
	onceOnly: createdOnce('Entity'),
	code: async () => await import('./create.run.js'),
};
