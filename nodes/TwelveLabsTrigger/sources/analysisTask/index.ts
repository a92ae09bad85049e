import type { IPollFunctions } from 'n8n-workflow';

import { pollConnection } from '../../../api/client/connection';
import { readAnalysisTask } from '../../../shared/analysisTask';
import type { AnalysisTask } from '../../../shared/types';
import { commonOptions } from '../../options';
import { listsEndAtOf, MAX_DETAILS, type PolledSource, type PollTime } from '../../polledSource';
import { SCAN_LIMITS } from '../../scanLimits';
import type { Watched } from '../../source';
import { accountScope } from '../accountScope';
import { testEvent } from '../testEvent';
import { unreadDetails } from '../unreadDetails';
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
export async function openAnalysisTasks(
	context: IPollFunctions,
	time: PollTime,
): Promise<PolledSource<AnalysisTask>> {
	const options = commonOptions((name) => context.getNodeParameter(name), TERMINAL);
	const connection = { ...(await pollConnection(context)), endsAt: time.end };
	const listsEndAt = listsEndAtOf(time);
	const source = analysisTasks({ ...connection, endsAt: listsEndAt });
	const reader = {
		detailsOf: async (id: string) =>
			source.readDetails(id) ?? (await readAnalysisTask(connection, id)),
		unreadFor: unreadDetails(context),
		mayGoOn: () => performance.now() < time.end,
	};
	const eventsOf = async (finished: Array<Watched<AnalysisTask>>) =>
		await analysisTaskEvents(finished, options, reader);
	const { rules, page, entry } = source;
	return {
		scope: accountScope(context, 'analysisTask'),
		one: 'analysis task',
		name: 'analysis tasks',
		listsEndAt,
		rules,
		page,
		entry,
		limits: {
			...SCAN_LIMITS,
			finished: MAX_DETAILS,
			isWanted: ({ entry: task }) => options.events.includes(String((task as AnalysisTask).status)),
		},
		eventsOf,
		testEvent: async () =>
			await testEvent(context, {
				page,
				places: PLACES,
				finished: 'everything',
				statusOf: ({ status }) => status,
				finishedAt: completedAt,
				events: options.events,
				eventsOf,
				words: WORDS,
			}),
	};
}
