import { ENDPOINTS } from '../../../api/endpoints';
import { embeddingTaskLocator } from '../../../shared/locators/embeddingTaskLocator';
import { outputFields } from '../../fields/outputFields';
import { waitOptions } from '../../fields/waitOptions';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/create-embeddings-v2/retrieve-embeddings */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get embeddings by their task ID',
	description: 'Retrieve the vectors of an embedding task that is ready',
	endpoint: ENDPOINTS.embeddingTasks.retrieve,
	fields: [embeddingTaskLocator, ...outputFields],
	options: waitOptions,
	code: async () => await import('./get.run.js'),
};
