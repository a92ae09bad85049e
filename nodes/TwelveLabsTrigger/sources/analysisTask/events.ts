import type { IDataObject } from 'n8n-workflow';

import type { AnalysisTask } from '../../../shared/types';
import type { CommonOptions } from '../../options';
import type { Prepared } from '../../pollOnce';
import type { Watched } from '../../source';
import { detailedEntries, type DetailsReader } from '../details';
import { analysisTaskEvent, completedAt, withAnswer } from './event';

type Reader = Omit<DetailsReader<AnalysisTask>, 'idOf' | 'merge'>;

/**
 * The items of the events that the user wants, in the order of completion. A list may leave the answer out, so each task is
 * read by itself; what cannot be read in this poll is postponed.
 * @throws NodeApiError or OutOfTime when that leaves nothing to emit
 */
export async function analysisTaskEvents(
	finished: Array<Watched<AnalysisTask>>,
	{ events, simplify }: CommonOptions,
	reader: Reader,
): Promise<Prepared<IDataObject>> {
	const wanted = finished
		.map(({ entry }) => entry)
		.filter(({ status }) => events.includes(String(status)))
		.sort((a, b) => completedAt(a) - completedAt(b));
	const { entries, postponed } = await detailedEntries(wanted, {
		...reader,
		idOf: ({ task_id }) => task_id,
		merge: withAnswer,
	});
	return { events: entries.map((task) => analysisTaskEvent(task, simplify)), postponed };
}
