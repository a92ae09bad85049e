import type { IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { assetLocator } from '../../../shared/locators/assetLocator';
import { list } from '../../fields/list';
import { listFields } from '../../fields/returnAll';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';

/** https://docs.twelvelabs.io/api-reference/index-content/list-by-asset */
export const getAllByAsset: Operation = {
	value: 'getAllByAsset',
	name: 'Get Many by Asset',
	action: 'Get many indexed assets by asset ID',
	description: 'List the indexes that hold an asset',
	endpoint: ENDPOINTS.indexedAssets.listByAsset,
	fields: [assetLocator, ...listFields],
	run: getIndexedAssetsByAsset,
};

async function getIndexedAssetsByAsset(item: Item): Promise<IDataObject[]> {
	return await list(item);
}
