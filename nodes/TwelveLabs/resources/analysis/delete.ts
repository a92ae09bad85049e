import { ENDPOINTS } from '../../../api/endpoints';
import { analysisTaskLocator } from '../../../shared/locators/analysisTaskLocator';
import type { Operation } from '../../operation';

/** https://docs.twelvelabs.io/api-reference/analyze-videos/delete-analysis-task */
export const deleteTask: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete analysis task by its ID',
	description: 'Delete an analysis with its answer for good',
	endpoint: ENDPOINTS.analysisTasks.delete,
	fields: [analysisTaskLocator],
	code: async () => await import('./delete.run.js'),
};
