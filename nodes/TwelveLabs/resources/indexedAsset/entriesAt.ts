import { NodeApiError } from 'n8n-workflow';

import { pause } from '../../../api/client/pause';
import { ENDPOINTS } from '../../../api/endpoints';
import { factsOf } from '../../../api/errors/facts';
import { isSameId } from '../../../api/ids';
import type { Target } from '../../../shared/creating/inTurn';
import { wholeList, type WholeList } from '../../../shared/creating/wholeList';
import { indexedAsset } from '../../../shared/indexedAsset';
import { PAUSES_MS } from '../../../shared/pausesMs';
import type { IndexedAsset, IndexedAssetSummary } from '../../../shared/types';
import type { Item } from '../../run/item';

/** Names one asset in one index. */
export interface Place {
	assetId: string;
	indexId: string;
}

/** IDs of indexed assets. */
export type IDs = ReadonlySet<string>;

/**
 * The list by asset names indexes but no statuses, so each entry of the index is read.
 * @param also IDs that are read though the list may not show them yet
 * @param except IDs that need no reading
 */
export async function entriesAt(
	item: Item,
	{ assetId, indexId }: Place,
	{ target, also, except }: { target?: Target; also?: IDs; except?: IDs } = {},
): Promise<WholeList<IndexedAsset>> {
	const request = { endpoint: ENDPOINTS.indexedAssets.listByAsset, ids: { assetId } };
	const list = await wholeList<IndexedAssetSummary>(item.connection, request, { target });
	const ids = new Set<string>(also);
	for (const { _id, index } of list.entries) if (isSameId(index?._id, indexId)) ids.add(_id);
	const entries: IndexedAsset[] = [];
	for (const id of ids) {
		const entry = except?.has(id) ? undefined : await entryOf(item, { assetId, indexId }, id);
		if (entry) entries.push(entry);
	}
	return { ...list, entries };
}

/**
 * An entry that was just made may be listed before it can be read.
 * @returns undefined where it was deleted since the list was read
 */
async function entryOf(
	item: Item,
	{ assetId, indexId }: Place,
	id: string,
): Promise<IndexedAsset | undefined> {
	for (const ms of PAUSES_MS) {
		await pause(ms, item.cancel);
		const entry = await indexedAsset(item.connection, indexId, id, { asset_id: assetId }).catch(
			(error: unknown) => {
				if (error instanceof NodeApiError && factsOf(error).isGone) return undefined;
				throw error;
			},
		);
		if (entry) return entry;
	}
	return undefined;
}
