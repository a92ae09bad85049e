import { ENDPOINTS } from '../../../api/endpoints';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { waitForAssetOptions } from '../../fields/waitOptions';
import type { Operation } from '../../operation';
import { createFields } from './createFields';
import { modelOptions, timedOptionsOfCreate } from './options';

/** https://docs.twelvelabs.io/api-reference/create-embeddings-v2/create-sync-embeddings */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create embeddings of text or media',
	description: 'Turn a text, an image, or audio or video of up to ten minutes into vectors',
	endpoint: ENDPOINTS.embeddings.create,
	fields: createFields,
	options: [
		...modelOptions,
		...timedOptionsOfCreate,
		...waitForAssetOptions,
		additionalFieldsOption,
	],
	onceOnly: {
		done: 'were embedded and are paid for',
		again:
			'Before you run the node again, take these items out of the input, so that they are not paid twice.',
		unclear: 'TwelveLabs may have embedded these all the same, and charge for it.',
	},
	code: async () => await import('./create.run.js'),
};
