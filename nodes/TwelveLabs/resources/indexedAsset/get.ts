import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { indexedAssetLocator } from '../../../shared/locators/indexedAssetLocator';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';
import { getOptions } from './getFields';

/** https://docs.twelvelabs.io/api-reference/index-content/retrieve */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get indexed asset by its ID and index ID',
	description: 'Retrieve one indexed asset with its status and metadata',
	endpoint: ENDPOINTS.indexedAssets.retrieve,
	fields: [indexLocator, indexedAssetLocator, ...outputFields],
	options: getOptions,
	code: async () => await import('./get.run.js'),
};
