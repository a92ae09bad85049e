import type { Connection } from '../../../api/client/connection';
import { ENDPOINTS } from '../../../api/endpoints';
import { readEmbeddingTask } from '../../../shared/embedding/task';
import { EMBEDDING_TASK, endsOf } from '../../../shared/lifecycles';
import type { EmbeddingTask } from '../../../shared/types';
import type { ListRules } from '../../source';
import { taskSource, type TaskSource } from '../taskLists';
import { asWatched } from '../watched';
import { withoutVectors } from './event';

/** Statuses that end an embedding task. */
export const TERMINAL = endsOf(EMBEDDING_TASK);

type List = 'everything' | NonNullable<EmbeddingTask['status']>;

/**
 * Lists go back seven days: so long TwelveLabs keeps a task, and the total shrinks by those that expire. A task that is asked for
 * by itself comes with its vectors, so the lists of what has ended are read before, and few are asked for at a time.
 */
const RULES = {
	running: ['processing'],
	finished: 'everything',
	ended: ['ready', 'failed'],
	endedByCreation: true,
	round: 2,
	totalCounts: false,
} as const satisfies ListRules;

/** The embedding tasks of the account, as the scans read them. */
export const embeddingTasks = (
	connection: Connection,
): TaskSource<EmbeddingTask, List> & { rules: ListRules } => ({
	rules: RULES,
	...taskSource({
		connection,
		list: ENDPOINTS.embeddingTasks.list,
		idField: '_id',
		read: async (id) => withoutVectors(await readEmbeddingTask(connection, id)),
		watched: (entry) => asWatched(entry, entry._id, TERMINAL),
	}),
});
