import type { Connection } from '../../../api/client/connection';
import { ENDPOINTS } from '../../../api/endpoints';
import { PAGE_SIZE } from '../../../api/paging/page';
import { readPage } from '../../../api/paging/readPage';
import { serverTime } from '../../../api/time';
import { readAnalysisTask } from '../../../shared/analysisTask';
import { ANALYSIS_TASK, endsOf } from '../../../shared/lifecycles';
import type { AnalysisTask } from '../../../shared/types';
import type { ListRules, Watched, WatchPage, WatchSource } from '../../source';
import { orWhyNot } from '../orWhyNot';

/** Statuses that end an analysis task. */
export const TERMINAL = endsOf(ANALYSIS_TASK);

/** The list without a filter, and those of one status each: a request takes one. */
type List = 'everything' | NonNullable<AnalysisTask['status']>;

/** In the order in which a task has its statuses: one that goes on while the lists are read is met again, and not missed. */
const RULES = {
	running: ['queued', 'pending', 'processing'],
	finished: 'everything',
	round: 10,
	totalCounts: true,
} as const satisfies ListRules;

/** A status that is not documented counts as running. */
const watched = (entry: AnalysisTask): Watched<AnalysisTask> => ({
	_id: entry.task_id,
	createdAt: serverTime(entry.created_at),
	finished: entry.status !== undefined && TERMINAL.includes(entry.status),
	entry,
});

/** The part of a source that asks TwelveLabs. */
interface AnalysisTaskSource extends Pick<WatchSource<AnalysisTask>, 'rules' | 'entry'> {
	page(list: List, page: number): Promise<WatchPage<AnalysisTask>>;
	/** A finished task that was asked for by itself: it need not be read again. */
	readDetails(id: string): AnalysisTask | undefined;
}

/** The analysis tasks of the account, as the scans read them. */
export function analysisTasks(connection: Connection): AnalysisTaskSource {
	const details = new Map<string, AnalysisTask>();
	const read = async (id: string) => {
		const one = watched({ ...(await readAnalysisTask(connection, id)), task_id: id });
		if (one.finished) details.set(id, one.entry);
		return one;
	};
	return {
		rules: RULES,
		async page(list, number) {
			const request = {
				endpoint: ENDPOINTS.analysisTasks.list,
				query: {
					...(list !== 'everything' && { status: list }),
					page: number,
					page_limit: PAGE_SIZE,
				},
			};
			const { data, ...page } = await readPage<AnalysisTask, 'task_id'>(
				connection,
				request,
				'task_id',
			);
			return { ...page, data: data.map(watched) };
		},
		readDetails: (id) => details.get(id),
		entry: async (id) => await orWhyNot(read(id)),
	};
}
