import { ENDPOINTS } from '../../../api/endpoints';
import { entityCollectionLocator } from '../../../shared/locators/entityCollectionLocator';
import { entityLocator } from '../../../shared/locators/entityLocator';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { outputFields } from '../../fields/outputFields';
import { waitOptions } from '../../fields/waitOptions';
import type { Operation } from '../../operation';
import { assetIds } from './fields';

/** Of the section Entities of the API reference. */
export const removeAssets: Operation = {
	value: 'removeAssets',
	name: 'Remove Assets',
	action: 'Remove assets from entity by its ID and collection ID',
	description:
		'Remove images from an entity. The assets themselves stay, and so does the last image of an entity.',
	endpoint: ENDPOINTS.entities.deleteAssets,
	fields: [entityCollectionLocator, entityLocator, assetIds, ...outputFields],
	options: [...waitOptions, additionalFieldsOption],
	code: async () => await import('./removeAssets.run.js'),
};
