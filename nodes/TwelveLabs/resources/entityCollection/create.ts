import { ENDPOINTS } from '../../../api/endpoints';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { createdOnce } from '../../fields/createdOnce';
import { descriptionField } from '../../fields/description';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';
import { entityCollectionName } from './fields';

/** Of the section Entities of the API reference. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create entity collection with a new name',
	description: 'Make a new collection, which entities can then be added to. The Free plan has one.',
	endpoint: ENDPOINTS.entityCollections.create,
	fields: [entityCollectionName, descriptionField, ...outputFields],
	options: [additionalFieldsOption],
	onceOnly: createdOnce('Entity Collection'),
	code: async () => await import('./create.run.js'),
};
