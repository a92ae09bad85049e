import { ENDPOINTS } from '../../../api/endpoints';
import { assetLocator } from '../../../shared/locators/assetLocator';
import { listFields } from '../../fields/returnAll';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/index-content/list-by-asset */
export const getAllByAsset: Operation = {
	value: 'getAllByAsset',
	name: 'Get Many by Asset',
	action: 'Get many indexed assets by asset ID',
	description: 'List the indexes that hold an asset',
	endpoint: ENDPOINTS.indexedAssets.listByAsset,
	fields: [assetLocator, ...listFields],
	code: async () => await import('./getAllByAsset.run.js'),
};
