import { ENDPOINTS } from '../../../api/endpoints';
import { metadataFields } from '../../../shared/metadata/fields';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';
import { uploadFields, uploadOptions } from './uploadFields';

/** https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/create */
export const upload: Operation = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload an asset',
	description: 'Upload a video, audio, image or document file, to index or analyze it',
	endpoint: ENDPOINTS.assets.create,
	fields: [...uploadFields, ...metadataFields, ...outputFields],
	options: [...uploadOptions, additionalFieldsOption],
	onceOnly: {
		done: 'were uploaded',
		id: 'asset_id',
		again:
			'Before you run the node again, take these items out of the input, so that their files are not uploaded twice.',
		resume: {
			id: 'upload_id',
			how: 'To go on with such an upload, set Resume Upload under Options to its ID, within a day.',
		},
		unclear:
			'TwelveLabs may have these files all the same: before you upload them again, look for them with Asset > Get Many, filtered by the filename.',
	},
	code: async () => await import('./upload.run.js'),
};
