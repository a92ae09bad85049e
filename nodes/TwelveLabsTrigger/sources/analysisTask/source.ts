import type { Connection } from '../../../api/client/connection';
import { ENDPOINTS } from '../../../api/endpoints';
import { readAnalysisTask } from '../../../shared/analysisTask';
import { ANALYSIS_TASK, endsOf } from '../../../shared/lifecycles';
import type { AnalysisTask } from '../../../shared/types';
import type { ListRules } from '../../source';
import { taskSource, type TaskSource } from '../taskLists';
import { asWatched } from '../watched';

/** Statuses that end an analysis task. */
export const TERMINAL = endsOf(ANALYSIS_TASK);

type List = 'everything' | NonNullable<AnalysisTask['status']>;

/** In the order in which a task has its statuses: one that goes on while the lists are read is met again, and not missed. */
const RULES = {
	running: ['queued', 'pending', 'processing'],
	finished: 'everything',
	ended: ['ready', 'failed'],
	endedByCreation: true,
	round: 10,
	totalCounts: true,
} as const satisfies ListRules;

/** The analysis tasks of the account, as the scans read them. */
export const analysisTasks = (
	connection: Connection,
): TaskSource<AnalysisTask, List> & { rules: ListRules } => ({
	rules: RULES,
	...taskSource({
		connection,
		list: ENDPOINTS.analysisTasks.list,
		idField: 'task_id',
		read: async (id) => await readAnalysisTask(connection, id),
		watched: (entry) => asWatched(entry, entry.task_id, TERMINAL),
	}),
});
