import type { IDataObject } from 'n8n-workflow';

import type { CommonOptions } from '../options';
import type { Prepared } from '../pollOnce';
import type { Watched } from '../source';
import { detailedEntries, type DetailsReader } from './details';

/** How the details of tasks are read. */
export type TaskReader<T> = Pick<DetailsReader<T>, 'detailsOf' | 'unreadFor' | 'mayGoOn'>;

/** What is known of one kind of task. */
interface TaskKind<T> extends Omit<DetailsReader<T>, keyof TaskReader<T>> {
	/** When a task finished, in milliseconds since 1970. */
	finishedAt(task: T): number;
	eventOf(task: T, simplify: boolean): IDataObject;
}

/**
 * The items of the events that the user wants, in the order of completion. What cannot be read in this poll is postponed.
 * @throws NodeApiError or OutOfTime when that leaves nothing to emit
 */
export async function taskEvents<T extends { status?: string }>(
	finished: Array<Watched<T>>,
	{ events, simplify }: CommonOptions,
	kind: TaskKind<T> & TaskReader<T>,
): Promise<Prepared<IDataObject>> {
	const wanted = finished
		.map(({ entry }) => entry)
		.filter(({ status }) => events.includes(String(status)))
		.sort((a, b) => kind.finishedAt(a) - kind.finishedAt(b));
	const { entries, postponed } = await detailedEntries(wanted, kind);
	return { events: entries.map((task) => kind.eventOf(task, simplify)), postponed };
}
