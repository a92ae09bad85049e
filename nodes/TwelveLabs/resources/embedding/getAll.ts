import { ENDPOINTS } from '../../../api/endpoints';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import type { Operation } from '../../operation';
import { filterOptions } from './getAllFields';

/** https://docs.twelvelabs.io/api-reference/create-embeddings-v2/list-async-embedding-tasks */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many embedding tasks',
	description: 'List embeddings that were started, the newest first. Get reads their vectors.',
	endpoint: ENDPOINTS.embeddingTasks.list,
	fields: [...listFields, ...outputFields],
	filters: filterOptions,
	code: async () => await import('./getAll.run.js'),
};
