import { ENDPOINTS } from '../../../api/endpoints';
import { assetLocator } from '../../../shared/locators/assetLocator';
import { readEntity } from '../../entities';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';
import { simplifiedAsset } from './simplified';

/** https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/retrieve */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get asset by its ID',
	description: 'Retrieve one uploaded file with its status',
	endpoint: ENDPOINTS.assets.retrieve,
	fields: [assetLocator, ...outputFields],
	run: async (item) => await readEntity(item, 'assetId', simplifiedAsset),
};
