import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { perItem, type Item } from '../../run/perItem';
import { remove } from '../../../api/client/remove';
import { idsOfNames } from '../../../shared/locators/idsOfNames';
import { INDEXED_ASSET } from './paths';

/** https://docs.twelvelabs.io/api-reference/index-content/delete */
export const deleteOperation: INodePropertyOptions = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete indexed asset by its ID and index ID',
	description: 'Remove an asset from an index. The asset itself stays.',
	routing: {
		request: { method: 'DELETE', url: INDEXED_ASSET },
		operations: { pagination: perItem(deleteIndexedAsset, idsOfNames) },
	},
};

const UNCLEAR =
	'The first attempt had no response, and the next one found nothing. This run deleted the indexed asset, or it was not there before.';

async function deleteIndexedAsset(item: Item): Promise<IDataObject[]> {
	const _id = item.id('indexedAssetId');
	const { isCertain } = await remove(item.connection, { ...item.request, names: { _id } });
	return [{ _id, deleted: true, ...(!isCertain && { unclear: UNCLEAR }) }];
}
