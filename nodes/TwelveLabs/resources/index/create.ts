import { ENDPOINTS } from '../../../api/endpoints';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { createdOnce } from '../../fields/createdOnce';
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
	onceOnly: createdOnce('Index'),
	code: async () => await import('./create.run.js'),
};
