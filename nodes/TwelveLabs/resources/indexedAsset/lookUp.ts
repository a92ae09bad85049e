import { NodeOperationError } from 'n8n-workflow';

import type { Item } from '../../../api/item';
import { PAGE_SIZE, walkPages } from '../../../api/pages';
import { read } from '../../../api/send';
import type { IndexedAsset, IndexedAssetSummary, Page } from '../../../api/types';
import { indexedAssetPath, indexedAssetsOfAssetPath } from './paths';

/**
 * What an index already holds of an asset. TwelveLabs documents no protection against indexing an asset twice, and an
 * asset that is indexed twice is billed twice.
 */

/**
 * The entry that makes indexing again unnecessary: a ready one, else one that is still running. What ended as `failed`
 * is no reason to leave the asset out.
 */
export async function findIndexed(
	item: Item,
	assetId: string,
	indexId: string,
): Promise<IndexedAsset | undefined> {
	const entries = await entriesOf(item, assetId, indexId);
	return (
		entries.find(({ status }) => status === 'ready') ??
		entries.find(({ status }) => status !== 'failed')
	);
}

/**
 * The entry that a request made whose answer named no ID: the newest.
 * @throws NodeOperationError when the index shows none yet; indexing again is then the wrong next step
 */
export async function newestIndexed(
	item: Item,
	assetId: string,
	indexId: string,
): Promise<IndexedAsset> {
	const entries = await entriesOf(item, assetId, indexId);
	const [newest] = entries.sort((a, b) => createdAt(b) - createdAt(a));
	if (newest) return newest;
	throw new NodeOperationError(
		item.connection.context.getNode(),
		'TwelveLabs accepted the asset, but named no ID for it',
		{
			description: `Look for asset ${assetId} in index ${indexId} with Get Many by Asset in a minute. Do not index it again before that, since it may then be billed twice.`,
		},
	);
}

const createdAt = ({ created_at }: IndexedAsset) => Date.parse(created_at ?? '') || 0;

/** The list by asset names indexes but no statuses, so each entry of the index is read. */
async function entriesOf(item: Item, assetId: string, indexId: string): Promise<IndexedAsset[]> {
	const { connection } = item;
	const listPath = indexedAssetsOfAssetPath(assetId);
	const entries: IndexedAsset[] = [];
	const summaries = walkPages(async (page) =>
		read<Page<IndexedAssetSummary>>(connection, {
			method: 'GET',
			path: listPath,
			query: { page, page_limit: PAGE_SIZE },
		}),
	);
	for await (const summary of summaries) {
		if (summary.index?._id !== indexId) continue;
		const path = indexedAssetPath(indexId, summary._id);
		entries.push(await read<IndexedAsset>(connection, { method: 'GET', path }));
	}
	return entries;
}

const underWay = new Map<string, Promise<IndexedAsset>>();

/**
 * Items that want the same asset in the same index share one look-up and one request. n8n starts all items at once, so
 * without this, two of them would both find nothing and both index. Other processes of n8n are not seen.
 *
 * When the shared work does not succeed, each of the waiting tries for itself, one after the other.
 */
export async function oneAtATime(
	key: string,
	work: () => Promise<IndexedAsset>,
): Promise<IndexedAsset> {
	for (let current = underWay.get(key); current; current = underWay.get(key)) {
		const shared = await current.catch(() => undefined);
		if (shared) return shared;
	}
	const mine = work().finally(() => underWay.delete(key));
	underWay.set(key, mine);
	return await mine;
}
