import type { NodeApiError } from 'n8n-workflow';

import { advise, detailsOf } from '../api/errors/details';
import { factsOf } from '../api/errors/facts';
import { readAsset } from '../shared/asset';
import type { Item } from './run/item';

const NOT_READY =
	'The asset is not ready yet. Turn on Wait for Asset under Options, or run the node again later.';

/** Statuses under which the state of the asset may be the reason: which one TwelveLabs uses is undocumented. */
const MAY_BE_THE_ASSET = [400, 409, 422];

/**
 * Says what to do when TwelveLabs refuses a request because of the state of an asset. Which code that has is undocumented, so
 * the asset is read, unless TwelveLabs' words say it.
 * @param ifFailed what to do with an asset that TwelveLabs could not process
 */
export async function explainAssetState(
	item: Item,
	assetId: string,
	error: NodeApiError,
	ifFailed: string,
): Promise<NodeApiError> {
	const { message = '', httpStatus = 0 } = detailsOf(error);
	if (/being processed/i.test(message)) return advise(error, NOT_READY);
	if (!MAY_BE_THE_ASSET.includes(httpStatus)) return error;
	const asset = await readAsset(item.connection, assetId).catch(() => undefined);
	if (asset?.status === 'failed') return advise(error, ifFailed);
	if (asset?.status === 'processing') return advise(error, NOT_READY);
	return error;
}

/** The same for a request that names an asset only, and no index. */
export async function explainAsset(
	item: Item,
	assetId: string | undefined,
	error: NodeApiError,
	ifFailed: string,
): Promise<NodeApiError> {
	if (assetId === undefined) return error;
	if (factsOf(error).isGone) return advise(error, IF_NO_ASSET);
	return await explainAssetState(item, assetId, error, ifFailed);
}

const IF_NO_ASSET =
	'Check that it is the ID of an asset: an indexed asset has an ID of its own, and names its asset in asset_id. What was deleted, or belongs to another account than the API key, cannot be found either.';
