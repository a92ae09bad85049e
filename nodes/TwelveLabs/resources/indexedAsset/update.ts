import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { indexedAssetLocator } from '../../../shared/locators/indexedAssetLocator';
import { metadataFields } from '../../../shared/metadata/fields';
import { additionalFieldsOption } from '../../fields/additionalFields';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/index-content/update */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update indexed asset by its ID and index ID',
	description: 'Change the user metadata of an indexed asset. Fields you do not name stay.',
	endpoint: ENDPOINTS.indexedAssets.update,
	fields: [indexLocator, indexedAssetLocator, ...metadataFields],
	options: [additionalFieldsOption],
	code: async () => await import('./update.run.js'),
};
