import { ENDPOINTS } from '../../../api/endpoints';
import { advise } from '../../../api/errors/details';
import { analysisTaskLocator } from '../../../shared/locators/analysisTaskLocator';
import { deleteEntity } from '../../entities';
import type { Operation } from '../../operation';
import { isConflict } from './refusal';

/** https://docs.twelvelabs.io/api-reference/analyze-videos/delete-analysis-task */
export const deleteTask: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete analysis task by its ID',
	description: 'Delete an analysis with its answer for good',
	endpoint: ENDPOINTS.analysisTasks.delete,
	fields: [analysisTaskLocator],
	run: async (item) =>
		await deleteEntity(item, 'taskId', { one: 'analysis task', idName: 'task_id' }).catch(
			async (error: unknown) => await Promise.reject(explained(error)),
		),
};

function explained(error: unknown): unknown {
	if (!isConflict(error)) return error;
	return advise(error, 'It is being processed. Cancel it first, or wait for its end.');
}
