import type { IDataObject } from 'n8n-workflow';

import { EMBEDDING_TASK } from '../../../shared/lifecycles';
import type { EmbeddingTask } from '../../../shared/types';
import type { CommonOptions } from '../../options';
import type { Prepared } from '../../pollOnce';
import type { Watched } from '../../source';
import { taskEvents, type TaskReader } from '../taskEvents';
import { isRunning } from '../watched';
import { embeddingTaskEvent, finishedAt, withReason } from './event';
import { TERMINAL } from './source';

/**
 * The items of the events that the user wants, in the order of completion. Lists leave out why a task failed, so each of those is read
 * by itself.
 * @throws NodeApiError or OutOfTime when that leaves nothing to emit
 */
export const embeddingTaskEvents = async (
	finished: Array<Watched<EmbeddingTask>>,
	options: CommonOptions,
	reader: TaskReader<EmbeddingTask>,
): Promise<Prepared<IDataObject>> =>
	await taskEvents(finished, options, {
		...reader,
		idOf: ({ _id }) => _id,
		needsDetails: lacksReason,
		merge: withReason,
		isBehind: (task, { status }) => isRunning(status, TERMINAL) && lacksReason(task),
		finishedAt,
		eventOf: embeddingTaskEvent,
	});

/** Whether a task has failed, and does not say why. */
export const lacksReason = (task: EmbeddingTask): boolean =>
	task.status === 'failed' && EMBEDDING_TASK.reasonOf(task) === undefined;
