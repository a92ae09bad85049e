import type { IDataObject } from 'n8n-workflow';

import { read } from '../../../api/client/send';
import { advise, isConflict } from '../../../api/errors/details';
import { readAnalysisTask } from '../../../shared/analysisTask';
import { ANALYSIS_TASK, endsOf } from '../../../shared/lifecycles';
import type { AnalysisTask } from '../../../shared/types';
import type { Item } from '../../run/item';

export async function run(item: Item): Promise<IDataObject[]> {
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
	if (task?.status !== undefined && endsOf(ANALYSIS_TASK).includes(task.status)) return task;
	return await Promise.reject(
		advise(error, 'A task of a batch is canceled with its batch. Otherwise run the node again.'),
	);
}
