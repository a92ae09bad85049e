import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { pollConnection, type Connection } from '../../api/client/connection';
import { commonOptions, type CommonOptions } from '../options';
import { listsEndAtOf, MAX_DETAILS, type PolledSource, type PollTime } from '../polledSource';
import type { Prepared } from '../pollOnce';
import { SCAN_LIMITS } from '../scanLimits';
import type { Watched, WatchList, WatchSource } from '../source';
import { accountScope } from './accountScope';
import type { TaskReader } from './taskEvents';
import type { TaskSource } from './taskLists';
import { testEvent, type Place, type Words } from './testEvent';
import { unreadDetails } from './unreadDetails';

/** One kind of task, as the trigger watches it. */
interface WatchedTasks<T, List extends WatchList> {
	/** The value of Watch. */
	value: string;
	/** What a task is called, such as 'analysis task'. */
	one: string;
	/** Statuses that end a task. */
	ends: readonly string[];
	places: ReadonlyArray<Place & { list: List }>;
	words: Words;
	source(connection: Connection): TaskSource<T, List> & Pick<WatchSource<T>, 'rules'>;
	read(connection: Connection, id: string): Promise<T>;
	/** Whether an event of a task costs a request. */
	needsDetails(task: T): boolean;
	finishedAt(task: T): number;
	eventsOf(
		finished: Array<Watched<T>>,
		options: CommonOptions,
		reader: TaskReader<T>,
	): Promise<Prepared<IDataObject>>;
}

/**
 * Tasks of the account, for one poll.
 * @throws UserError naming the field of a value that does not fit
 */
export async function openTasks<T extends { status?: string }, List extends WatchList>(
	context: IPollFunctions,
	time: PollTime,
	tasks: WatchedTasks<T, List>,
): Promise<PolledSource<T>> {
	const options = commonOptions((name) => context.getNodeParameter(name), tasks.ends);
	const connection = { ...(await pollConnection(context)), endsAt: time.end };
	const listsEndAt = listsEndAtOf(time);
	const { rules, page, entry, readDetails } = tasks.source({ ...connection, endsAt: listsEndAt });
	const reader = {
		detailsOf: async (id: string) => readDetails(id) ?? (await tasks.read(connection, id)),
		unreadFor: unreadDetails(context),
		mayGoOn: () => performance.now() < time.end,
	};
	const eventsOf = async (finished: Array<Watched<T>>) =>
		await tasks.eventsOf(finished, options, reader);
	const isWanted = (task: T) => options.events.includes(String(task.status));
	return {
		scope: accountScope(context, tasks.value),
		one: tasks.one,
		name: `${tasks.one}s`,
		listsEndAt,
		rules,
		page,
		entry,
		limits: {
			...SCAN_LIMITS,
			finished: MAX_DETAILS,
			isWanted: (watched) => isWanted(watched.entry as T) && tasks.needsDetails(watched.entry as T),
		},
		eventsOf,
		testEvent: async () =>
			await testEvent(context, {
				page,
				places: tasks.places,
				finished: 'everything',
				statusOf: ({ status }) => status,
				finishedAt: tasks.finishedAt,
				events: options.events,
				eventsOf,
				words: tasks.words,
			}),
	};
}
