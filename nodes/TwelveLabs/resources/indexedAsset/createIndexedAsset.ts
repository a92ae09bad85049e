import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { send, serverTimeOf } from '../../../api/client/send';
import { advise } from '../../../api/errors/details';
import { factsOf } from '../../../api/errors/facts';
import { textId } from '../../../api/ids';
import { type Attempt, createOnce } from '../../../shared/creating/createOnce';
import type { Target } from '../../../shared/creating/inTurn';
import type { CreatedIndexedAsset, IndexedAsset } from '../../../shared/types';
import type { Item } from '../../run/item';
import type { IDs, Place } from './entriesAt';
import { findCreated, type Requests } from './lookUp';
import { explainRefusal } from './refusal';

/**
 * Indexes an asset, neither twice nor without an answer.
 * @param before what the index held of the asset, where that is certain
 * @param target what this process created there before; the own ID is added
 * @throws NodeApiError when TwelveLabs did not accept it, or when it stays unclear, which the error then says
 */
export async function createIndexedAsset(
	item: Item,
	place: Place,
	{ body, before, target }: { body: IDataObject; before?: IDs; target: Target },
): Promise<IndexedAsset> {
	const requests: Requests = { begunAt: performance.now(), before };
	const entry = await createOnce<IndexedAsset>({
		cancel: item.cancel,
		async create(isFirst) {
			const onSend = () => {
				// The first one may have waited long for a rate limit: what others indexed meanwhile is not its own.
				if (isFirst) requests.begunAt = performance.now();
				item.connection.onSend?.();
			};
			const sender = { ...item, connection: { ...item.connection, onSend } };
			return await post(sender, place, body, target).finally(() => {
				target.lastRequestEnd = performance.now();
			});
		},
		find: async () => await findCreated(item, place, requests, target),
		unclear,
	});
	target.owned.set(entry._id, performance.now());
	return entry;
}

/** @throws NodeApiError when it had no effect */
async function post(
	item: Item,
	place: Place,
	body: IDataObject,
	{ clock }: Target,
): Promise<Attempt<IndexedAsset>> {
	const request = {
		...item.request,
		body,
		names: { asset_id: place.assetId },
	};
	try {
		const response = await send(item.connection, request);
		item.paid();
		clock.note(serverTimeOf(response), performance.now());
		const created = response.body as CreatedIndexedAsset | undefined;
		const _id = textId(created?._id) ?? idFrom(response.headers.location, place);
		if (_id) return { created: { _id } };
		return { unclear: withoutId(item, place), isAnswered: false, mayRepeat: false };
	} catch (error) {
		if (!(error instanceof NodeApiError)) return await Promise.reject(error);
		const { effect, hasEnded, mayStillRun } = factsOf(error);
		if (effect === 'none') return await Promise.reject(await explainRefusal(item, place, error));
		item.paid();
		return { unclear: error, isAnswered: hasEnded, mayRepeat: !mayStillRun };
	}
}

function unclear(reason: Error, ids: string[]): Error {
	if (!(reason instanceof NodeApiError)) return reason;
	const found =
		ids.length > 0
			? ` Of the last minutes, the index holds ${ids.join(', ')} of this asset, which may be of this item or of another run.`
			: '';
	return advise(
		reason,
		`The asset may have been indexed all the same.${found} Before you run the node again, turn on Skip if Already Indexed under Options: it then looks first.`,
	);
}

const withoutId = (item: Item, { assetId, indexId }: Place): NodeOperationError =>
	new NodeOperationError(
		item.connection.node,
		'TwelveLabs accepted the asset, but named no ID for it',
		{
			description: `Look for asset ${assetId} in index ${indexId} with Get Many by Asset in a minute. Do not index it again before that, since it may then be billed twice.`,
		},
	);

/** `/indexes/{index-id}/indexed-assets/{indexed-asset-id}` */
const LOCATION = /(?:\/indexes\/([\w-]+))?\/indexed-assets\/([\w-]+)$/;

/** The response's Location ends in the ID. */
function idFrom(location: unknown, { indexId }: Place): string | undefined {
	if (typeof location !== 'string') return undefined;
	// IDs need no decoding; anything that does is none.
	const [, index, id] = LOCATION.exec(location) ?? [];
	const isOfIndex = index === undefined || index.toLowerCase() === indexId.toLowerCase();
	return isOfIndex ? id : undefined;
}
