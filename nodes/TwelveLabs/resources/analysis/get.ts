import { ENDPOINTS } from '../../../api/endpoints';
import { analysisTaskLocator } from '../../../shared/locators/analysisTaskLocator';
import { readEntity } from '../../entities';
import { outputFields } from '../../fields/outputFields';
import type { Operation } from '../../operation';
import { simplifiedTask } from './taskItems';

/** https://docs.twelvelabs.io/api-reference/analyze-videos/retrieve-analysis-task */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get analysis task by its ID',
	description: 'Retrieve one analysis task with its status, and its answer where it is ready',
	endpoint: ENDPOINTS.analysisTasks.retrieve,
	fields: [analysisTaskLocator, ...outputFields],
	run: async (item) => await readEntity(item, 'taskId', simplifiedTask, { idName: 'task_id' }),
};
