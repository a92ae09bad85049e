import { NodeOperationError, type IDataObject, type IPollFunctions } from 'n8n-workflow';

import { factsOf, isOfRequest } from '../../api/errors/facts';
import { isLastPage } from '../../api/paging/page';
import type { Prepared } from '../pollOnce';
import type { Watched, WatchList, WatchPage } from '../source';

/** Where the newest entries with a status are found. */
export interface Place {
	status: string;
	list: WatchList;
	/** How many pages are searched; by default one. */
	pages?: number;
	/** Whether TwelveLabs may not have the list: an earlier version of the API did not. */
	isOptional?: boolean;
}

/** What *Fetch Test Event* needs. */
interface TestEventSource<T> {
	page(list: WatchList, page: number): Promise<WatchPage<T>>;
	/** For each status, the most useful first. */
	places: readonly Place[];
	/** Shows whether anything has finished at all. */
	finished: WatchList;
	statusOf(entry: T): unknown;
	finishedAt(entry: T): number;
	/** Statuses that the user wants. */
	events: string[];
	eventsOf(finished: Array<Watched<T>>): Promise<Prepared<IDataObject>>;
	words: Words;
}

/** What to say where nothing has finished, and where nothing of it is wanted. */
export interface Words {
	none: string;
	unwanted: string;
}

/**
 * The event that *Fetch Test Event* shows: the newest entry that is ready, where the user wants those, else the newest one
 * with another end. Details are read of no more than it takes.
 * @throws NodeOperationError where there is none
 */
export async function testEvent<T>(
	context: IPollFunctions,
	source: TestEventSource<T>,
): Promise<IDataObject[]> {
	for (const place of source.places) {
		if (!source.events.includes(place.status)) continue;
		const events = await newestEvent(source, place);
		if (events) return events;
	}
	const { data } = await source.page(source.finished, 1);
	const { none, unwanted } = source.words;
	throw new NodeOperationError(
		context.getNode(),
		data.some(({ finished }) => finished) ? unwanted : none,
		{
			description: 'A workflow that is active starts by itself as soon as something has finished.',
		},
	);
}

async function newestEvent<T>(
	source: TestEventSource<T>,
	{ status, list, pages = 1, isOptional = false }: Place,
): Promise<IDataObject[] | undefined> {
	const { statusOf, finishedAt, eventsOf } = source;
	for (let number = 1; number <= pages; number++) {
		const page = await source.page(list, number).catch(async (error: unknown) => {
			return isOptional && isRefused(error) ? undefined : await Promise.reject(error);
		});
		if (!page) return undefined;
		const newestFirst = page.data
			.filter(({ entry }) => statusOf(entry) === status)
			.sort((a, b) => finishedAt(b.entry) - finishedAt(a.entry));
		for (const watched of newestFirst) {
			const { events } = await eventsOf([watched]);
			if (events.length > 0) return events;
		}
		if (isLastPage(page, number)) return undefined;
	}
	return undefined;
}

const isRefused = (error: unknown): boolean =>
	isOfRequest(error) && factsOf(error).isRejection && !factsOf(error).concernsAccount;
