import { NodeApiError } from 'n8n-workflow';

import { isGone } from '../../../api/apiError';
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

/**
 * The entry that makes indexing again unnecessary: a ready one, else one that is still running. What ended as `failed`
 * is no reason to leave the asset out.
 */
export async function findIndexed(item: Item, place: Place): Promise<IndexedAsset | undefined> {
	const { entries } = await entriesAt(item, place);
	return (
		entries.find(({ status }) => status === 'ready') ??
		entries.find(({ status }) => status !== 'failed')
	);
}

/**
 * The newest entry that was made by a request sent at `sentAt`, or after it: nothing older is taken for its work.
 * @param sentAt by the local clock, in milliseconds. It is compared with `created_at` by way of the server's own clock,
 *   so it does not matter whether the two agree
 */
export async function createdSince(
	item: Item,
	place: Place,
	sentAt: number,
): Promise<IndexedAsset | undefined> {
	const { entries, serverTime } = await entriesAt(item, place);
	if (serverTime === undefined) return undefined;
	const sentByServer = serverTime - (Date.now() - sentAt) - DATE_PRECISION_MS;
	return entries
		.filter((entry) => createdAt(entry) >= sentByServer)
		.sort((a, b) => createdAt(b) - createdAt(a))
		.at(0);
}

const createdAt = ({ created_at }: IndexedAsset) => Date.parse(created_at ?? '') || 0;

/** The list by asset names indexes but no statuses, so each entry of the index is read. */
async function entriesAt(item: Item, { assetId, indexId }: Place) {
	const { connection } = item;
	const path = indexedAssetsOfAssetPath(assetId);
	const walk = new PageWalk<IndexedAssetSummary>();
	const entries: IndexedAsset[] = [];
	let serverTime: number | undefined;
	while (walk.page !== undefined) {
		const page = await readPage<IndexedAssetSummary>(connection, {
			method: 'GET',
			path,
			query: { page: walk.page, page_limit: PAGE_SIZE },
		});
		({ serverTime } = page);
		for (const { _id, index } of walk.take(page)) {
			const entry = index?._id === indexId && (await entryOf(item, indexId, _id));
			if (entry) entries.push(entry);
		}
	}
	return { entries, serverTime };
}

/** Undefined where it was deleted since the list was read. */
const entryOf = async (item: Item, indexId: string, id: string) =>
	await indexedAsset(item.connection, indexId, id).catch((error: unknown) => {
		if (error instanceof NodeApiError && isGone(error)) return undefined;
		throw error;
	});
