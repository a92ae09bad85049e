import type { IDataObject } from 'n8n-workflow';

import { serverTime } from '../../../api/time';
import { simplifiedEmbeddingTask } from '../../../shared/embedding/task';
import { EMBEDDING_TASK } from '../../../shared/lifecycles';
import { withoutGaps } from '../../../shared/output';
import type { EmbeddingTask } from '../../../shared/types';
import { endFields, isoTimes } from '../eventFields';

/**
 * The item of an event: the fields of Embedding: Get Many, with `event` and `reason` in the place of `status` and `error`. It has no
 * vectors, since they are large: Embedding: Get reads them by `task_id`, which TwelveLabs
 * itself calls `_id`.
 */
export function embeddingTaskEvent(task: EmbeddingTask, simplify: boolean): IDataObject {
	const { _id, status, created_at, updated_at } = task;
	const end = endFields({ id: _id, status, reason: EMBEDDING_TASK.reasonOf(task) });
	const times = isoTimes({ created_at, updated_at });
	if (!simplify) return { ...withoutVectors(task), ...times, ...end } as IDataObject;
	const fields = withoutGaps(simplifiedEmbeddingTask({ ...task } as unknown as IDataObject));
	delete fields.status;
	delete fields.error;
	return { ...end, ...fields, ...times };
}

export function withoutVectors(task: EmbeddingTask): EmbeddingTask {
	const rest = { ...task };
	delete rest.data;
	return rest;
}

/** A task as a list showed it, and why it failed. */
export const withReason = (found: EmbeddingTask, details: EmbeddingTask): EmbeddingTask => ({
	...found,
	...(details.error && { error: details.error }),
});

/** When a task finished: its last change. */
export const finishedAt = ({ updated_at, created_at }: EmbeddingTask): number =>
	serverTime(updated_at) ?? serverTime(created_at) ?? 0;
