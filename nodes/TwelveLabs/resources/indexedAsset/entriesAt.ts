import { NodeApiError } from 'n8n-workflow';

import { pause } from '../../../api/client/pause';
import { ENDPOINTS } from '../../../api/endpoints';
import { factsOf } from '../../../api/errors/facts';
import { isSameId } from '../../../api/ids';
import { PAGE_SIZE } from '../../../api/paging/page';
import { PageWalk } from '../../../api/paging/pageWalk';
import { readPage } from '../../../api/paging/readPage';
import type { Target } from '../../../shared/creating/inTurn';
import { indexedAsset } from '../../../shared/indexedAsset';
import type { IndexedAsset, IndexedAssetSummary } from '../../../shared/types';
import type { Item } from '../../run/item';

/** Names one asset in one index. */
export interface Place {
	assetId: string;
	indexId: string;
}

/** IDs of indexed assets. */
export type IDs = ReadonlySet<string>;

/** Pauses before the readings of a list that came from a cache. */
export const PAUSES_MS = [0, 1_000, 2_000];

/** A cache takes lists of another page size for others, so successive look-ups ask for different ones. */
const PAGE_SIZES = 25;

/** What a look-up has read. */
export interface Reading {
	entries: IndexedAsset[];
	/** Whether the list was read whole. */
	isComplete: boolean;
	/** Whether a cache says that it had a page of it. */
	isStored: boolean;
	/** Of the oldest page; undefined where one had no `Date`. */
	serverTime?: number;
}

/**
 * The list by asset names indexes but no statuses, so each entry of the index is read.
 * @param also IDs that are read though the list may not show them yet
 * @param except IDs that need no reading
 */
export async function entriesAt(
	item: Item,
	{ assetId, indexId }: Place,
	{ target, also, except }: { target?: Target; also?: IDs; except?: IDs } = {},
): Promise<Reading> {
	const pageSize = PAGE_SIZE - (target ? ++target.lookups % PAGE_SIZES : 0);
	const walk = new PageWalk<IndexedAssetSummary>({ pageSize });
	const ids = new Set<string>(also);
	let serverTime: number | undefined = Infinity;
	let isStored = false;
	let isWhole = true;
	while (walk.page !== undefined) {
		const page = await readPage<IndexedAssetSummary>(item.connection, {
			endpoint: ENDPOINTS.indexedAssets.listByAsset,
			ids: { assetId },
			query: { page: walk.page, page_limit: pageSize },
		});
		target?.clock.note(page.serverTime, performance.now());
		serverTime = earlier(serverTime, page.serverTime);
		isStored ||= page.isStored;
		// An entry that came without an ID is left out.
		isWhole &&= page.size === page.data.length;
		for (const { _id, index } of walk.take(page)) if (isSameId(index?._id, indexId)) ids.add(_id);
	}
	const entries: IndexedAsset[] = [];
	for (const id of ids) {
		const entry = except?.has(id) ? undefined : await entryOf(item, { assetId, indexId }, id);
		if (entry) entries.push(entry);
	}
	return { entries, isComplete: isWhole && walk.complete, isStored, serverTime };
}

const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
	a === undefined || b === undefined ? undefined : Math.min(a, b);

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
