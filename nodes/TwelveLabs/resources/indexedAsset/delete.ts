import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { indexedAssetLocator } from '../../../shared/locators/indexedAssetLocator';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/index-content/delete */
export const deleteIndexedAsset: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete indexed asset by its ID and index ID',
	description: 'Remove an asset from an index. The asset itself stays.',
	endpoint: ENDPOINTS.indexedAssets.delete,
	fields: [indexLocator, indexedAssetLocator],
	code: async () => await import('./delete.run.js'),
};
