import type { IDataObject } from 'n8n-workflow';

import { read } from '../../../api/client/send';
import { ENDPOINTS } from '../../../api/endpoints';
import { advise } from '../../../api/errors/details';
import { readAnalysisTask } from '../../../shared/analysisTask';
import { ANALYSIS_TASK } from '../../../shared/lifecycles';
import { analysisTaskLocator } from '../../../shared/locators/analysisTaskLocator';
import type { AnalysisTask } from '../../../shared/types';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';
import { isConflict } from './refusal';

/** `analyzeAsync.tasks.cancel` of the official SDK's source, 1.3.5. */
export const cancel: Operation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel analysis task by its ID',
	description:
		'Stop an analysis that is queued or being processed. One that has ended keeps its status.',
	endpoint: ENDPOINTS.analysisTasks.cancel,
	fields: [analysisTaskLocator],
	run: cancelTask,
};

async function cancelTask(item: Item): Promise<IDataObject[]> {
	const task_id = item.id('taskId');
	const request = { ...item.request, names: { task_id } };
	const { status } = await read<Partial<AnalysisTask>>(item.connection, request).catch(
		async (error: unknown) => await endedAs(item, task_id, error),
	);
	return [{ task_id, ...(status && { status }) }];
}

/** TwelveLabs may refuse to cancel what has ended, or state how it ended: the item is the same. */
async function endedAs(item: Item, taskId: string, error: unknown): Promise<Partial<AnalysisTask>> {
	if (!isConflict(error)) return await Promise.reject(error);
	const task = await readAnalysisTask(item.connection, taskId).catch(() => undefined);
	const ends = [...ANALYSIS_TASK.succeeded, ...ANALYSIS_TASK.failed];
	if (task?.status !== undefined && ends.includes(task.status)) return task;
	return await Promise.reject(
		advise(error, 'A task of a batch is canceled with its batch. Otherwise run the node again.'),
	);
}
