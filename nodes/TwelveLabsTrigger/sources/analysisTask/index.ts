import type { IPollFunctions } from 'n8n-workflow';

import { readAnalysisTask } from '../../../shared/analysisTask';
import type { AnalysisTask } from '../../../shared/types';
import type { PolledSource, PollTime } from '../../polledSource';
import { openTasks } from '../openTasks';
import { completedAt } from './event';
import { analysisTaskEvents } from './events';
import { analysisTasks, TERMINAL } from './source';

const PLACES = [
	{ status: 'ready', list: 'ready' },
	{ status: 'failed', list: 'failed' },
	{ status: 'canceled', list: 'canceled', isOptional: true },
] as const;

const WORDS = {
	none: 'There is no finished analysis task yet: start an analysis, then fetch again',
	unwanted: 'No finished analysis task fits Trigger On: change it, then fetch again',
};

/**
 * The analysis tasks of the account, for one poll.
 * @throws UserError naming the field of a value that does not fit
 */
export const openAnalysisTasks = async (
	context: IPollFunctions,
	time: PollTime,
): Promise<PolledSource<AnalysisTask>> =>
	await openTasks(context, time, {
		value: 'analysisTask',
		one: 'analysis task',
		ends: TERMINAL,
		places: PLACES,
		words: WORDS,
		source: analysisTasks,
		read: readAnalysisTask,
		needsDetails: () => true,
		finishedAt: completedAt,
		eventsOf: analysisTaskEvents,
	});
