import { ENDPOINTS } from '../../../api/endpoints';
import { assetLocator } from '../../../shared/locators/assetLocator';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/retrieve */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get asset by its ID',
	description: 'Retrieve one uploaded file with its status',
	endpoint: ENDPOINTS.assets.retrieve,
	fields: [assetLocator, ...outputFields],
	code: async () => await import('./get.run.js'),
};
