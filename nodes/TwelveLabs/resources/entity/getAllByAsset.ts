import { ENDPOINTS } from '../../../api/endpoints';
import { imageLocator } from '../../../shared/locators/imageLocator';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/entities/list-entities-by-asset */
export const getAllByAsset: Operation = {
	value: 'getAllByAsset',
	name: 'Get Many by Asset',
	action: 'Get many entities by asset ID',
	description: 'List the entities that an image belongs to',
	endpoint: ENDPOINTS.entities.listByAsset,
	fields: [imageLocator, ...listFields, ...outputFields],
	code: async () => await import('./getAllByAsset.run.js'),
};
