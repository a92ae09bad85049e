import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { ApiResponse } from '../../../api/client/request';
import { advise } from '../../../api/errors/details';
import { textId } from '../../../api/ids';
import { createAt } from '../../../shared/creating/createAt';
import type { Target } from '../../../shared/creating/inTurn';
import type { CreatedIndexedAsset, IndexedAsset } from '../../../shared/types';
import { explainAssetState } from '../../assetState';
import type { Item } from '../../run/item';
import type { IDs, Place } from './entriesAt';
import { findCreated } from './lookUp';
import { UPLOAD_AGAIN } from './wait';

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
	return await createAt<IndexedAsset>(target, {
		connection: item.connection,
		request: { ...item.request, body, names: { asset_id: place.assetId } },
		tries: item.tries,
		entryOf: (response) => createdIn(response, place),
		withoutId: () => withoutId(item, place),
		explain: async (error) => await explainAssetState(item, place.assetId, error, UPLOAD_AGAIN),
		onEffect: (effect) => item.onEffect(effect, `asset ${place.assetId} in index ${place.indexId}`),
		find: async (begunAt) => await findCreated(item, place, { begunAt, before }, target),
		unclear: maybeIndexed,
	});
}

function createdIn({ body, headers }: ApiResponse, place: Place): IndexedAsset | undefined {
	const created = body as CreatedIndexedAsset | undefined;
	const _id = textId(created?._id) ?? idFrom(headers.location, place);
	return _id === undefined ? undefined : { _id };
}

function maybeIndexed(reason: Error, ids: string[]): Error {
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
