import type { IDataObject } from 'n8n-workflow';

import type { IndexedAssetDetailed } from '../../../shared/types';
import type { TriggerOptions } from '../../options';
import type { Prepared } from '../../pollOnce';
import type { Watched } from '../../source';
import { detailedEntries, type DetailsReader } from '../details';
import { isRunning } from '../watched';
import { completionEvent, finishedAt, hasMetadata, isWanted, withDetails } from './event';
import { TERMINAL } from './source';

/** What preparing events needs besides the entries. */
interface Preparation
	extends Omit<DetailsReader<IndexedAssetDetailed>, 'idOf' | 'merge' | 'isBehind'> {
	indexId: string;
	options: TriggerOptions;
	/** Called for an entry that starts no execution, since its metadata could not be read and the user filters by it. */
	onUnfiltered(id: string): void;
}

/**
 * The items of the events that the user wants, in the order of completion. What cannot be read in this poll is postponed.
 * @throws NodeApiError or OutOfTime when that leaves nothing to emit
 */
export async function preparedEvents(
	finished: Array<Watched<IndexedAssetDetailed>>,
	preparation: Preparation,
): Promise<Prepared<IDataObject>> {
	const { indexId, options } = preparation;
	const wanted = finished
		.map(({ entry }) => entry)
		.filter((entry) => isWanted(entry, options))
		.sort((a, b) => finishedAt(a) - finishedAt(b));
	const reader = { ...preparation, idOf, merge: withDetails, isBehind };
	const { entries, postponed, refused } = options.fullDetails
		? await detailedEntries(wanted, reader)
		: { entries: wanted, postponed: new Set<string>(), refused: [] };
	if (Object.keys(options.userMetadata).length > 0) refused.forEach(preparation.onUnfiltered);
	return {
		events: entries
			.filter((entry) => hasMetadata(entry, options.userMetadata))
			.map((entry) => completionEvent(indexId, entry, options.simplify)),
		postponed,
	};
}

const idOf = ({ _id }: IndexedAssetDetailed): string => _id;

/** What runs lacks its stream. */
const isBehind = (_: IndexedAssetDetailed, { status }: IndexedAssetDetailed): boolean =>
	isRunning(status, TERMINAL);
