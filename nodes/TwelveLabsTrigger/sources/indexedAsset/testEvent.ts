import { NodeOperationError, type IDataObject, type IPollFunctions } from 'n8n-workflow';

import type { IndexedAsset } from '../../../shared/types';
import { finishedAt } from './event';
import type { Prepared } from '../../pollOnce';
import type { Watched, WatchList, WatchSource } from '../../source';

/** What *Fetch Test Event* needs. */
interface TestEventSource {
	source: Pick<WatchSource<IndexedAsset>, 'page'>;
	events: string[];
	eventsOf(finished: Array<Watched<IndexedAsset>>): Promise<Prepared<IDataObject>>;
}

/**
 * The event that *Fetch Test Event* shows: the newest asset that is ready, where the user wants those, else the newest one
 * that could not be indexed. Details are read of no more than it takes.
 * @throws NodeOperationError where there is none
 */
export async function testEvent(
	context: IPollFunctions,
	{ source, events, eventsOf }: TestEventSource,
): Promise<IDataObject[]> {
	const lists: Array<[string, WatchList]> = [
		['ready', 'justReady'],
		['failed', 'justFailed'],
	];
	for (const [status, list] of lists) {
		if (!events.includes(status)) continue;
		const { data } = await source.page(list, 1);
		const newestFirst = data
			.filter(({ entry }) => entry.status === status)
			.sort((a, b) => finishedAt(b.entry) - finishedAt(a.entry));
		for (const watched of newestFirst) {
			const prepared = await eventsOf([watched]);
			if (prepared.events.length > 0) return prepared.events;
		}
	}
	const { data } = await source.page('justFinished', 1);
	throw new NodeOperationError(
		context.getNode(),
		!data.some(({ finished }) => finished)
			? 'This index has no finished asset yet: index one, then fetch again'
			: 'No finished asset of this index fits Trigger On and Options: change them, or index one that fits, then fetch again',
		{ description: 'A workflow that is active starts by itself as soon as an asset has finished.' },
	);
}
