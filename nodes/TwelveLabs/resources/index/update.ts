import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { additionalFieldsOption } from '../../fields/additionalFields';
import type { Operation } from '../../operation';
import { indexName } from './name';

/** https://docs.twelvelabs.io/api-reference/indexes/update */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update index by its ID',
	description: 'Change the name of an index. Its models and modalities are fixed.',
	endpoint: ENDPOINTS.indexes.update,
	fields: [indexLocator, indexName],
	options: [additionalFieldsOption],
	code: async () => await import('./update.run.js'),
};
