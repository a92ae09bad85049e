import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { OutOfTime } from '../../../api/client/deadline';
import { factsOf, isOfRequest } from '../../../api/errors/facts';
import type { IndexedAsset, IndexedAssetDetailed } from '../../../shared/types';
import type { Watched } from '../../source';
import { completionEvent, finishedAt, hasMetadata, isWanted, withDetails } from './event';
import type { TriggerOptions } from '../../parameters';
import type { Prepared } from '../../pollOnce';

/** How many details are read at a time. */
const ROUND = 8;

/** So long an event waits for details that TwelveLabs cannot give just now. */
const DETAILS_WITHIN_MS = 60 * 60_000;

/** What preparing events needs besides the entries. */
interface Preparation {
	indexId: string;
	options: TriggerOptions;
	/** Reads one entry with all its details. */
	detailsOf(id: string): Promise<IndexedAssetDetailed>;
	/** How long ago, in milliseconds, the details of an entry could first not be read. */
	unreadFor(id: string): number;
	/** Called for an entry that starts no execution, since its metadata could not be read and the user filters by it. */
	onUnfiltered(id: string): void;
	mayGoOn(): boolean;
}

/**
 * The items of the events that the user wants, in the order of completion. What cannot be read in this poll is postponed.
 * @throws NodeApiError or OutOfTime when that leaves nothing to emit
 */
export async function preparedEvents(
	finished: Array<Watched<IndexedAsset>>,
	preparation: Preparation,
): Promise<Prepared<IDataObject>> {
	const { indexId, options } = preparation;
	const wanted = finished
		.map(({ entry }) => entry)
		.filter((entry) => isWanted(entry, options))
		.sort((a, b) => finishedAt(a) - finishedAt(b));
	const { entries, postponed, refused } = options.fullDetails
		? await detailedEntries(wanted, preparation)
		: { entries: wanted, postponed: new Set<string>(), refused: [] };
	if (Object.keys(options.userMetadata).length > 0) refused.forEach(preparation.onUnfiltered);
	return {
		events: entries
			.filter((entry) => hasMetadata(entry, options.userMetadata))
			.map((entry) => completionEvent(indexId, entry, options.simplify)),
		postponed,
	};
}

async function detailedEntries(
	wanted: IndexedAsset[],
	{ detailsOf, unreadFor, mayGoOn }: Preparation,
): Promise<{ entries: IndexedAssetDetailed[]; postponed: Set<string>; refused: string[] }> {
	const entries: IndexedAssetDetailed[] = [];
	const postponed = new Set<string>();
	const refused: string[] = [];
	let unread: NodeApiError | OutOfTime | undefined;
	for (let at = 0; at < wanted.length; at += ROUND) {
		const round = wanted.slice(at, at + ROUND);
		if (!mayGoOn() || (unread && factsOf(unread).concernsAccount)) {
			for (const { _id } of wanted.slice(at)) postponed.add(_id);
			break;
		}
		const results = await Promise.all(
			round.map(async (entry) => await detailed(entry, { detailsOf, unreadFor })),
		);
		results.forEach((result, index) => {
			if (result instanceof Error) {
				unread = result;
				postponed.add(round[index]._id);
			} else {
				if (result === round[index]) refused.push(result._id);
				entries.push(result);
			}
		});
	}
	if (unread && entries.length === 0) throw unread;
	return { entries, postponed, refused };
}

/**
 * What was deleted meanwhile did finish, and is emitted with what the list had of it. So is what TwelveLabs gives no details
 * of, at once where it refuses them, after a while where it cannot give them.
 */
const detailed = async (
	entry: IndexedAsset,
	{ detailsOf, unreadFor }: Pick<Preparation, 'detailsOf' | 'unreadFor'>,
): Promise<IndexedAssetDetailed | NodeApiError | OutOfTime> =>
	await detailsOf(entry._id).then(
		(details) => withDetails(entry, details),
		(error: unknown) => {
			if (!isOfRequest(error)) throw error;
			const { concernsAccount, isRejection } = factsOf(error);
			if (error instanceof OutOfTime || concernsAccount) return error;
			return isRejection || unreadFor(entry._id) > DETAILS_WITHIN_MS ? entry : error;
		},
	);
