import { ENDPOINTS } from '../../../api/endpoints';
import { additionalFieldsOption } from '../../fields/additionalFields';
import type { Operation } from '../../operation';
import { createOptions, modelOptions } from './createFields';
import { indexName } from './name';

/** https://docs.twelvelabs.io/api-reference/indexes/create */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create index with a new name',
	description: 'Make a new index, which assets can then be added to',
	endpoint: ENDPOINTS.indexes.create,
	fields: [indexName, modelOptions],
	options: [...createOptions, additionalFieldsOption],
	onceOnly: {
		done: 'were created',
		id: '_id',
		again: 'Before you run the node again, take these items out of the input.',
		unclear:
			'TwelveLabs may have created these all the same: before you run the node again, look for them with Index > Get Many, filtered by the name.',
	},
	code: async () => await import('./create.run.js'),
};
