import { NodeApiError } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { explainReason } from '../../../api/errors/catalogue';
import { advise, detailsOf } from '../../../api/errors/details';
import { factsOf } from '../../../api/errors/facts';
import { megabytes } from '../../../api/megabytes';
import { readEmbeddingTask } from '../../../shared/embedding/task';
import { EMBEDDING_TASK } from '../../../shared/lifecycles';
import type { EmbeddingTask } from '../../../shared/types';
import type { TaskKind } from '../../taskWait';
import { slots } from '../../slots';
import { because, waitEnded } from '../../wait';

/** A task of four hours takes 0.5 to 0.8 GB while its response is read. */
const withVectors = slots(2);

/** How an embedding task is read and waited for. */
export const EMBEDDINGS: TaskKind<EmbeddingTask> = {
	lifecycle: EMBEDDING_TASK,
	name: 'Embedding',
	read: async (connection, taskId) =>
		await withVectors(connection, async () => await readEmbeddingTask(connection, taskId)).catch(
			async (error: unknown) => await Promise.reject(explained(error)),
		),
	failure(item, task) {
		const reason = EMBEDDING_TASK.reasonOf(task);
		return waitEnded(item, `TwelveLabs could not embed the file${because(reason)}`, {
			about: { task_id: task._id, status: task.status },
			next: explainReason(reason)?.next ?? CHECK_FILE,
		});
	},
};

function explained(error: unknown): unknown {
	if (!(error instanceof NodeApiError)) return error;
	if (factsOf(error).isGone) return advise(error, KEPT);
	if (detailsOf(error).code !== 'response_too_large') return error;
	error.message = 'The vectors of the task are too many to be read';
	return advise(error, TOO_MANY);
}

const KEPT = 'TwelveLabs keeps embeddings for seven days: start older ones again.';

const TOO_MANY = `Up to ${megabytes(ENDPOINTS.embeddingTasks.retrieve.maxAnswerBytes)} MB can be read. Start the embedding again with a longer Segment Duration, a smaller Dimension, or fewer Embeddings or Scopes, or in parts with Start Time and End Time.`;

const CHECK_FILE = `Check that the file is complete, plays to its end, and is of the Media Type. Then start the embedding again. ${KEPT}`;
