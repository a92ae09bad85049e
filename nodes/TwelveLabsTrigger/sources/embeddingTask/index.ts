import type { IPollFunctions } from 'n8n-workflow';

import { readEmbeddingTask } from '../../../shared/embedding/task';
import type { EmbeddingTask } from '../../../shared/types';
import type { PolledSource, PollTime } from '../../polledSource';
import { openTasks } from '../openTasks';
import { finishedAt } from './event';
import { embeddingTaskEvents, lacksReason } from './events';
import { embeddingTasks, TERMINAL } from './source';

const PLACES = [
	{ status: 'ready', list: 'ready' },
	{ status: 'failed', list: 'failed' },
] as const;

const WORDS = {
	none: 'There is no finished embedding task of the last seven days: start an embedding, then fetch again',
	unwanted: 'No finished embedding task fits Trigger On: change it, then fetch again',
};

/**
 * The embedding tasks of the account, for one poll.
 * @throws UserError naming the field of a value that does not fit
 */
export const openEmbeddingTasks = async (
	context: IPollFunctions,
	time: PollTime,
): Promise<PolledSource<EmbeddingTask>> =>
	await openTasks(context, time, {
		value: 'embeddingTask',
		one: 'embedding task',
		ends: TERMINAL,
		places: PLACES,
		words: WORDS,
		source: embeddingTasks,
		read: readEmbeddingTask,
		needsDetails: lacksReason,
		finishedAt,
		eventsOf: embeddingTaskEvents,
	});
