import { ENDPOINTS } from '../../../api/endpoints';
import { assetLocator } from '../../../shared/locators/assetLocator';
import { metadataFields } from '../../../shared/metadata/fields';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { hiddenForClear, updateMode } from '../../fields/updateMode';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/update-user-metadata */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update asset by its ID',
	description: 'Change, replace or clear the user metadata of an uploaded file',
	endpoint: ENDPOINTS.assets.updateUserMetadata,
	fields: [
		assetLocator,
		updateMode,
		...metadataFields.map((field) => hiddenForClear(field, 'updateMode')),
	],
	options: [hiddenForClear(additionalFieldsOption, '/updateMode')],
	code: async () => await import('./update.run.js'),
};
