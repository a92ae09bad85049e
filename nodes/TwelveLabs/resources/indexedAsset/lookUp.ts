import { NodeApiError } from 'n8n-workflow';

import { isGone } from '../../../api/errorKind';
import type { Item } from '../../../api/item';
import { PAGE_SIZE, PageWalk } from '../../../api/pages';
import { readPage } from '../../../api/readPage';
import type { IndexedAsset, IndexedAssetSummary } from '../../../api/types';
import { indexedAssetsOfAssetPath } from './paths';
import { indexedAsset } from './retrieve';

/**
 * What an index already holds of an asset. TwelveLabs documents no protection against indexing an asset twice, and an
 * asset that is indexed twice is billed twice.
 */

/** An HTTP `Date` has whole seconds. */
const DATE_PRECISION_MS = 1_000;

/** Names one asset in one index. */
export interface Place {
	assetId: string;
	indexId: string;
}

/** IDs of indexed assets. */
export type IDs = ReadonlySet<string>;

/**
 * What an index holds of an asset: `live` makes indexing again unnecessary, a ready entry, else one that is still running.
 * What ended as `failed` is no reason to leave the asset out.
 */
export async function findIndexed(
	item: Item,
	place: Place,
): Promise<{ live?: IndexedAsset; before: IDs }> {
	const { entries } = await entriesAt(item, place);
	const live =
		entries.find(({ status }) => status === 'ready') ??
		entries.find(({ status }) => status !== 'failed');
	return { live, before: new Set(entries.map(({ _id }) => _id)) };
}

/**
 * The newest entry that a request made which was sent at `sentAt`, or later: one that was not there before, or, where that
 * is not known, one that is not older than the request; and none that belongs to another item.
 * @param sentAt by `performance.now`, which no change of the clock moves. It is compared with `created_at` by way of the
 *   server's own clock, so it does not matter whether the two agree
 * @returns `isCertain` says whether finding nothing means that there is nothing
 */
export async function findCreated(
	item: Item,
	place: Place,
	{ sentAt, before, taken }: { sentAt: number; before?: IDs; taken: IDs },
): Promise<{ found?: IndexedAsset; isCertain: boolean }> {
	const { entries, serverTime, readAt, complete } = await entriesAt(item, place);
	if (!before && serverTime === undefined) return { isCertain: false };
	const sentByServer = (serverTime ?? 0) - (readAt - sentAt) - DATE_PRECISION_MS;
	const isNew = (entry: IndexedAsset) =>
		before ? !before.has(entry._id) : createdAt(entry) >= sentByServer;
	const found = entries
		.filter((entry) => isNew(entry) && !taken.has(entry._id))
		.sort((a, b) => createdAt(b) - createdAt(a))
		.at(0);
	return { found, isCertain: complete };
}

/** An entry without a time may be the one: better than indexing it twice. */
function createdAt({ created_at }: IndexedAsset): number {
	const time = Date.parse(created_at ?? '');
	return Number.isNaN(time) ? Infinity : time;
}

/** The list by asset names indexes but no statuses, so each entry of the index is read. */
async function entriesAt(item: Item, { assetId, indexId }: Place) {
	const { connection } = item;
	const path = indexedAssetsOfAssetPath(assetId);
	const walk = new PageWalk<IndexedAssetSummary>();
	const entries: IndexedAsset[] = [];
	let serverTime: number | undefined;
	let readAt = performance.now();
	while (walk.page !== undefined) {
		const page = await readPage<IndexedAssetSummary>(connection, {
			method: 'GET',
			path,
			query: { page: walk.page, page_limit: PAGE_SIZE },
		});
		({ serverTime } = page);
		readAt = performance.now();
		for (const { _id, index } of walk.take(page)) {
			const entry = index?._id === indexId && (await entryOf(item, indexId, _id));
			if (entry) entries.push(entry);
		}
	}
	return { entries, serverTime, readAt, complete: walk.complete };
}

/** Undefined where it was deleted since the list was read. */
const entryOf = async (item: Item, indexId: string, id: string) =>
	await indexedAsset(item.connection, indexId, id).catch((error: unknown) => {
		if (error instanceof NodeApiError && isGone(error)) return undefined;
		throw error;
	});
