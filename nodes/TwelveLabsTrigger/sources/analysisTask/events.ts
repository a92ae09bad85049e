import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { ANALYSIS_TASK } from '../../../shared/lifecycles';
import type { AnalysisTask } from '../../../shared/types';
import type { CommonOptions } from '../../options';
import type { Prepared } from '../../pollOnce';
import type { Watched } from '../../source';
import { taskEvents, type TaskReader } from '../taskEvents';
import { isRunning } from '../watched';
import { analysisTaskEvent, completedAt, withAnswer } from './event';
import { TERMINAL } from './source';

/**
 * The items of the events that the user wants, in the order of completion. A list may leave the answer out, so each task is
 * read by itself.
 * @throws NodeApiError or OutOfTime when that leaves nothing to emit
 */
export const analysisTaskEvents = async (
	finished: Array<Watched<AnalysisTask>>,
	options: CommonOptions,
	reader: TaskReader<AnalysisTask>,
): Promise<Prepared<IDataObject>> =>
	await taskEvents(finished, options, {
		...reader,
		idOf: ({ task_id }) => task_id,
		merge: withAnswer,
		isBehind: lacksOutcome,
		finishedAt: completedAt,
		eventOf: analysisTaskEvent,
	});

/** Whether a task has neither its answer nor the reason why there is none, though it may yet have it. */
const lacksOutcome = (task: AnalysisTask, { status }: AnalysisTask): boolean =>
	task.status === 'ready'
		? !isRecord(task.result)
		: isRunning(status, TERMINAL) && ANALYSIS_TASK.reasonOf(task) === undefined;
