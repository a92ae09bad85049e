import { ENDPOINTS } from '../../../api/endpoints';
import { indexLocator } from '../../../shared/locators/indexLocator';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/indexes/retrieve */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get index by its ID',
	description: 'Retrieve one index with its models and how much video it holds',
	endpoint: ENDPOINTS.indexes.retrieve,
	fields: [indexLocator, ...outputFields],
	code: async () => await import('./get.run.js'),
};
