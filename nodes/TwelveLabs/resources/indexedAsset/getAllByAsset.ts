import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { perItem, type Item } from '../../run/perItem';
import type { IndexedAssetSummary } from '../../../shared/types';
import { idsOfNames } from '../../../shared/locators/idsOfNames';
import { list } from '../list';
import { INDEXED_ASSETS_OF_ASSET } from './paths';

/** https://docs.twelvelabs.io/api-reference/index-content/list-by-asset */
export const getAllByAssetOperation: INodePropertyOptions = {
	name: 'Get Many by Asset',
	value: 'getAllByAsset',
	action: 'Get many indexed assets by asset ID',
	description: 'List the indexes that hold an asset',
	routing: {
		request: { method: 'GET', url: INDEXED_ASSETS_OF_ASSET },
		operations: { pagination: perItem(getIndexedAssetsByAsset, idsOfNames) },
	},
};

async function getIndexedAssetsByAsset(item: Item): Promise<IDataObject[]> {
	return await list<IndexedAssetSummary>(item);
}
