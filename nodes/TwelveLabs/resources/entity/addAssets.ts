import { ENDPOINTS } from '../../../api/endpoints';
import { entityCollectionLocator } from '../../../shared/locators/entityCollectionLocator';
import { entityLocator } from '../../../shared/locators/entityLocator';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { outputFields } from '../../fields/outputFields';
import { waitOptions } from '../../fields/waitOptions';
import type { Operation } from '../../operation';
import { assetIds } from './fields';

/** Of the section Entities of the API reference. */
export const addAssets: Operation = {
	value: 'addAssets',
	name: 'Add Assets',
	action: 'Add assets to entity by its ID and collection ID',
	description: 'Add images of the person to an entity',
	endpoint: ENDPOINTS.entities.createAssets,
	fields: [entityCollectionLocator, entityLocator, assetIds, ...outputFields],
	options: [...waitOptions, additionalFieldsOption],
	code: async () => await import('./addAssets.run.js'),
};
