import { ENDPOINTS } from '../../../api/endpoints';
import { assetLocator } from '../../../shared/locators/assetLocator';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { metadataFields } from '../../../shared/metadata/fields';
import { additionalFieldsOption } from '../../fields/additionalFields';
import type { Operation } from '../../operation';
import { createOptions, enableVideoStream } from './createFields';

/** https://docs.twelvelabs.io/api-reference/index-content/create */
export const create: Operation = {
	value: 'create',
	name: 'Index Asset',
	action: 'Index asset by asset ID and index ID',
	description: 'Make an uploaded asset searchable by adding it to an index',
	endpoint: ENDPOINTS.indexedAssets.create,
	fields: [indexLocator, assetLocator, enableVideoStream, ...metadataFields],
	options: [...createOptions, additionalFieldsOption],
	onceOnly: {
		done: 'were sent to TwelveLabs and are paid for',
		id: '_id',
		again:
			'Before you run the node again, turn on Skip if Already Indexed under Options, so that they are not indexed twice.',
		unclear:
			'TwelveLabs may have indexed these all the same, and charge for it: before you run the node again, turn on Skip if Already Indexed under Options.',
	},
	code: async () => await import('./create.run.js'),
};
