import { type IDataObject, UserError } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { indexedAssetLocator } from '../../../shared/locators/indexedAssetLocator';
import { metadataFields } from '../../../shared/metadata/fields';
import { userMetadata } from '../../../shared/metadata/userMetadata';
import { updateEntity } from '../../entities';
import { additionalFieldsOption, withAdditionalFields } from '../../fields/additionalFields';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';

/** https://docs.twelvelabs.io/api-reference/index-content/update */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update indexed asset by its ID and index ID',
	description: 'Change the user metadata of an indexed asset. Fields you do not name stay.',
	endpoint: ENDPOINTS.indexedAssets.update,
	fields: [indexLocator, indexedAssetLocator, ...metadataFields],
	options: [additionalFieldsOption],
	run: async (item) => await updateEntity(item, 'indexedAssetId', { body: updateBody(item) }),
};

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
