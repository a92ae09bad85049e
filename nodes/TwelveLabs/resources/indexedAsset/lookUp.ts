import { NodeOperationError } from 'n8n-workflow';

import { pause } from '../../../api/client/pause';
import { claim, createdAt } from '../../../shared/creating/claim';
import type { Finding } from '../../../shared/creating/createOnce';
import type { Target } from '../../../shared/creating/inTurn';
import { isProof, type WholeList } from '../../../shared/creating/wholeList';
import { PAUSES_MS } from '../../../shared/pausesMs';
import type { IndexedAsset } from '../../../shared/types';
import type { Item } from '../../run/item';
import { entriesAt, type IDs, type Place } from './entriesAt';

/**
 * What an index already holds of an asset. TwelveLabs documents no protection against indexing an asset twice, and an
 * asset that is indexed twice is billed twice.
 */

/** The creating requests of an item. */
interface Requests {
	/** When the first of them left, on the clock of `performance.now`. */
	begunAt: number;
	/** What the index held of the asset before them, where that is certain. */
	before?: IDs;
}

/** A list shows by then what was created. What was deleted since need not be read any more. */
const LISTED_AFTER_MS = 60_000;

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
	let list: WholeList<IndexedAsset> | undefined;
	for (const ms of PAUSES_MS) {
		await pause(ms, item.cancel);
		list = await entriesAt(item, place, { target, also: justCreated(target) });
		const live =
			list.entries.find(({ status }) => status === 'ready') ??
			list.entries.find(({ status }) => status !== 'failed');
		if (live || !target) return { live };
		list.entries.forEach(({ _id }) => item.tries.forget(_id));
		if (isProof(list, target)) {
			return { before: new Set(list.entries.map(({ _id }) => _id)) };
		}
	}
	if (list?.isStored) throw onlyStored(item, place);
	if (list?.isComplete === false) throw incomplete(item, place);
	return {};
}

/**
 * What the requests of an item have created. With `before`, that is what was not there before. Without, the times decide.
 */
export async function findCreated(
	item: Item,
	place: Place,
	{ begunAt, before }: Requests,
	target: Target,
): Promise<Finding<IndexedAsset>> {
	const except = new Set([...target.owned.keys(), ...(before ?? [])]);
	const list = await entriesAt(item, place, { target, except });
	if (!before) {
		const claimed = claim(list.entries, begunAt, target);
		if (claimed) return claimed;
	} else if (list.entries.length > 0) {
		const [entry] = list.entries.sort((a, b) => createdAt(b) - createdAt(a));
		return { state: 'created', entry };
	}
	return { state: isProof(list, target) ? 'absent' : 'unproven' };
}

/** What a list may not show yet. */
function justCreated(target?: Target): IDs {
	const since = performance.now() - LISTED_AFTER_MS;
	const created = [...(target?.owned ?? [])].filter(([, createdAt]) => createdAt >= since);
	return new Set(created.map(([id]) => id));
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
