import type { Connection } from '../api/client/connection';
import { read } from '../api/client/send';
import { ENDPOINTS } from '../api/endpoints';
import type { AnalysisTask } from './types';

/** One analysis task, with its result where it is ready. */
export const readAnalysisTask = async (
	connection: Connection,
	taskId: string,
): Promise<AnalysisTask> =>
	await read<AnalysisTask>(connection, {
		endpoint: ENDPOINTS.analysisTasks.retrieve,
		ids: { taskId },
		names: { task_id: taskId },
	});
