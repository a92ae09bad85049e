import { UserError, type IDataObject, type INodePropertyOptions } from 'n8n-workflow';

import { perItem, type Item } from '../../run/perItem';
import { send } from '../../../api/client/send';
import { idsOfNames } from '../../../shared/locators/idsOfNames';
import { withAdditionalFields } from '../additionalFields';
import { userMetadata } from '../../../shared/metadata/userMetadata';
import { INDEXED_ASSET } from './paths';

/** https://docs.twelvelabs.io/api-reference/index-content/update */
export const updateOperation: INodePropertyOptions = {
	name: 'Update',
	value: 'update',
	action: 'Update indexed asset by its ID and index ID',
	description: 'Change the user metadata of an indexed asset. Fields you do not name stay.',
	routing: {
		request: { method: 'PATCH', url: INDEXED_ASSET },
		operations: { pagination: perItem(updateIndexedAsset, idsOfNames) },
	},
};

async function updateIndexedAsset(item: Item): Promise<IDataObject[]> {
	const _id = item.id('indexedAssetId');
	await send(item.connection, { ...item.request, body: updateBody(item), names: { _id } });
	return [{ _id, updated: true }];
}

function updateBody(item: Item): IDataObject {
	const { additionalFields } = item.options;
	const metadata = userMetadata(item, { allowNull: true });
	const body = withAdditionalFields(
		Object.keys(metadata).length > 0 ? { user_metadata: metadata } : {},
		additionalFields,
	);
	if (Object.keys(body).length === 0) {
		throw new UserError('User Metadata names no field to update', {
			description: 'Add at least one field. Nothing was sent for this item.',
		});
	}
	return body;
}
