import type { IDataObject } from 'n8n-workflow';

import { remove } from '../../../api/client/remove';
import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { indexedAssetLocator } from '../../../shared/locators/indexedAssetLocator';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';

/** https://docs.twelvelabs.io/api-reference/index-content/delete */
export const deleteIndexedAsset: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete indexed asset by its ID and index ID',
	description: 'Remove an asset from an index. The asset itself stays.',
	endpoint: ENDPOINTS.indexedAssets.delete,
	fields: [indexLocator, indexedAssetLocator],
	run,
};

const UNCLEAR =
	'The first attempt had no response, and the next one found nothing. This run deleted the indexed asset, or it was not there before.';

async function run(item: Item): Promise<IDataObject[]> {
	const _id = item.id('indexedAssetId');
	const { isCertain } = await remove(item.connection, { ...item.request, names: { _id } });
	return [{ _id, deleted: true, ...(!isCertain && { unclear: UNCLEAR }) }];
}
