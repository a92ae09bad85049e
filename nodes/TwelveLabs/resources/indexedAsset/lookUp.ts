import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isSameId } from '../../../api/ids';
import { pause } from '../../../api/client/pause';
import { ENDPOINTS } from '../../../api/endpoints';
import { factsOf } from '../../../api/errors/facts';
import { PAGE_SIZE } from '../../../api/paging/page';
import { PageWalk } from '../../../api/paging/pageWalk';
import { readPage } from '../../../api/paging/readPage';
import { serverTime as timeOf } from '../../../api/time';
import type { Finding } from '../../../shared/creating/createOnce';
import { REMEMBERED_MS, type Target } from '../../../shared/creating/inTurn';
import { DATE_PRECISION_MS } from '../../../shared/creating/serverClock';
import { indexedAsset } from '../../../shared/indexedAsset';
import type { IndexedAsset, IndexedAssetSummary } from '../../../shared/types';
import type { Item } from '../../run/item';

/**
 * What an index already holds of an asset. TwelveLabs documents no protection against indexing an asset twice, and an
 * asset that is indexed twice is billed twice.
 */

/** Names one asset in one index. */
export interface Place {
	assetId: string;
	indexId: string;
}

/** IDs of indexed assets. */
export type IDs = ReadonlySet<string>;

/** The creating requests of an item. */
export interface Requests {
	/** When the first of them left, on the clock of `performance.now`. */
	begunAt: number;
	/** What the index held of the asset before them, where that is certain. */
	before?: IDs;
}

/** A list shows by then what was created. What was deleted since need not be read any more. */
const LISTED_AFTER_MS = 60_000;

/** Pauses before the readings of a list that came from a cache. */
const PAUSES_MS = [0, 1_000, 2_000];

/** A cache takes lists of another page size for others, so successive look-ups ask for different ones. */
const PAGE_SIZES = 25;

/**
 * What an index holds of an asset: `live` makes indexing again unnecessary, a ready entry, else one that is still running.
 * What ended as `failed` is no reason to leave the asset out.
 * @param target where it is given, that nothing is there is certain enough to index: `before` is what was there, and is left
 *   out where the list may be older than a request of this process
 * @throws NodeOperationError when only a cache answers, or the list cannot be read in full
 */
export async function findIndexed(
	item: Item,
	place: Place,
	target?: Target,
): Promise<{ live?: IndexedAsset; before?: IDs }> {
	let reading: Reading | undefined;
	for (const ms of PAUSES_MS) {
		await pause(ms, item.cancel);
		reading = await entriesAt(item, place, { target, also: justCreated(target) });
		const live =
			reading.entries.find(({ status }) => status === 'ready') ??
			reading.entries.find(({ status }) => status !== 'failed');
		if (live || !target) return { live };
		if (isProof(reading, target)) {
			return { before: new Set(reading.entries.map(({ _id }) => _id)) };
		}
	}
	if (reading?.isStored) throw onlyStored(item, place);
	if (reading?.isComplete === false) throw incomplete(item, place);
	return {};
}

/**
 * What the requests of an item have created. With `before`, that is what was not there before. Without, the times decide, and
 * they are of two clocks, which may differ by minutes: an entry of these minutes that belongs to no item of this process is
 * a reason not to index again. It is the item's own only where both clocks agree on that, and no other may be.
 */
export async function findCreated(
	item: Item,
	place: Place,
	{ begunAt, before }: Requests,
	target: Target,
): Promise<Finding<IndexedAsset>> {
	const { clock, owned } = target;
	const except = new Set([...owned.keys(), ...(before ?? [])]);
	const reading = await entriesAt(item, place, { target, except });
	const begun = clock.timeAt(begunAt);
	const foreign = reading.entries.sort((a, b) => createdAt(b) - createdAt(a));
	if (before) {
		if (foreign.length > 0) return { state: 'created', entry: foreign[0] };
	} else {
		const since = (begun ?? -Infinity) - REMEMBERED_MS;
		const recent = foreign.filter((entry) => createdAt(entry) >= since);
		const end = clock.timeAt(performance.now());
		const isWithin = (entry: IndexedAsset) =>
			begun !== undefined &&
			end !== undefined &&
			createdAt(entry) >= begun - DATE_PRECISION_MS &&
			createdAt(entry) <= end + DATE_PRECISION_MS;
		const [newest, second] = recent;
		if (newest && isWithin(newest) && !(second && isWithin(second))) {
			return { state: 'created', entry: newest };
		}
		if (newest) return { state: 'ambiguous', ids: recent.map(({ _id }) => _id) };
	}
	return { state: isProof(reading, target) ? 'absent' : 'unproven' };
}

/** What a list may not show yet. */
function justCreated(target?: Target): IDs {
	const since = performance.now() - LISTED_AFTER_MS;
	const created = [...(target?.owned ?? [])].filter(([, createdAt]) => createdAt >= since);
	return new Set(created.map(([id]) => id));
}

/** An entry without a time may be the one: better than indexing it twice. */
const createdAt = ({ created_at }: IndexedAsset): number => timeOf(created_at) ?? Infinity;

/** What a look-up has read. */
interface Reading {
	entries: IndexedAsset[];
	/** Whether the list was read whole. */
	isComplete: boolean;
	/** Whether a cache says that it had a page of it. */
	isStored: boolean;
	/** Of the oldest page; undefined where one had no `Date`. */
	serverTime?: number;
}

/** Whether what is not there was not there either when the last request of this process had ended. */
const isProof = ({ isComplete, isStored, serverTime }: Reading, target: Target): boolean =>
	isComplete && !isStored && target.clock.isAfter(serverTime, target.lastRequestEnd);

/**
 * The list by asset names indexes but no statuses, so each entry of the index is read.
 * @param also IDs that are read though the list may not show them yet
 * @param except IDs that need no reading
 */
async function entriesAt(
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

const onlyStored = (item: Item, { assetId }: Place): NodeOperationError =>
	new NodeOperationError(
		item.connection.node,
		`Only a cache says what is indexed of asset ${assetId}`,
		{
			description:
				'Nothing was indexed. Skip if Already Indexed needs the current state, but a proxy or gateway before TwelveLabs answers from its cache. Exclude TwelveLabs from that cache, then run the node again.',
		},
	);

/** An entry that was not read may be the one that makes indexing again unnecessary. */
const incomplete = (item: Item, { assetId }: Place): NodeOperationError =>
	new NodeOperationError(
		item.connection.node,
		`The list of the indexes that hold asset ${assetId} could not be read in full`,
		{
			description:
				'Nothing was indexed. Skip if Already Indexed needs the whole list, but it kept changing, or showed fewer entries than it holds. Run the item again in a few minutes.',
		},
	);
