import { NodeApiError } from 'n8n-workflow';

import { explainReason } from '../../../api/errors/catalogue';
import { advise } from '../../../api/errors/details';
import { factsOf } from '../../../api/errors/facts';
import { readEmbeddingTask } from '../../../shared/embedding/task';
import { EMBEDDING_TASK } from '../../../shared/lifecycles';
import type { EmbeddingTask } from '../../../shared/types';
import type { TaskKind } from '../../taskWait';
import { because, waitEnded } from '../../wait';

/** How an embedding task is read and waited for. */
export const EMBEDDINGS: TaskKind<EmbeddingTask> = {
	lifecycle: EMBEDDING_TASK,
	name: 'Embedding',
	read: async (connection, taskId) =>
		await readEmbeddingTask(connection, taskId).catch(
			async (error: unknown) => await Promise.reject(isGone(error) ? advise(error, KEPT) : error),
		),
	failure(item, task) {
		const reason = EMBEDDING_TASK.reasonOf(task);
		return waitEnded(item, `TwelveLabs could not embed the file${because(reason)}`, {
			about: { task_id: task._id, status: task.status },
			next: explainReason(reason)?.next ?? CHECK_FILE,
		});
	},
};

const isGone = (error: unknown): error is NodeApiError =>
	error instanceof NodeApiError && factsOf(error).isGone === true;

const KEPT = 'TwelveLabs keeps embeddings for seven days: start older ones again.';

const CHECK_FILE = `Check that the file is complete, plays to its end, and is of the Media Type. Then start the embedding again. ${KEPT}`;
