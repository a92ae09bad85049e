import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../../api/client/connection';
import { read } from '../../api/client/send';
import { ENDPOINTS } from '../../api/endpoints';
import type { EmbeddingTask } from '../types';

/** One embedding task, with its vectors where it is ready. */
export const readEmbeddingTask = async (
	connection: Connection,
	taskId: string,
): Promise<EmbeddingTask> =>
	await read<EmbeddingTask>(connection, {
		endpoint: ENDPOINTS.embeddingTasks.retrieve,
		ids: { taskId },
		names: { _id: taskId },
	});

/** What a task, or its entry in a list, says of its file. */
export const embeddedFile = (task: EmbeddingTask): NonNullable<EmbeddingTask['metadata']> =>
	task.metadata ?? task.video_embedding?.metadata ?? task.audio_embedding?.metadata ?? {};

/** A task, small and flat, its ID under the name that tasks of all kinds have for it. */
export function simplifiedEmbeddingTask(entry: IDataObject): IDataObject {
	const task = entry as unknown as EmbeddingTask;
	const { _id, status, model_name, created_at, updated_at, error } = task;
	const { input_filename, input_url } = embeddedFile(task);
	return {
		...{ task_id: _id, status, model_name, filename: input_filename, url: input_url },
		...{ created_at, updated_at, error: error?.message },
	};
}
