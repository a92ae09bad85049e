import { ENDPOINTS } from '../../../api/endpoints';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import type { Operation } from '../../operation';
import { filterOptions } from './getAllFields';

/** https://docs.twelvelabs.io/api-reference/analyze-videos/list-analysis-tasks */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many analysis tasks',
	description:
		'List analyses that were started, the newest first. Their answers are read with Get.',
	endpoint: ENDPOINTS.analysisTasks.list,
	fields: [...listFields, ...outputFields],
	filters: filterOptions,
	code: async () => await import('./getAll.run.js'),
};
