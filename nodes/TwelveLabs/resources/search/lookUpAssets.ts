import type { IDataObject } from 'n8n-workflow';

import { factsOf, isOfRequest } from '../../../api/errors/facts';
import { indexedAsset } from '../../../shared/indexedAsset';
import type { Item } from '../../run/item';
import type { Clip } from './clips';

/**
 * Adds `asset_id` and `filename` to each clip, with one request for each indexed asset. A clip whose indexed asset was deleted
 * meanwhile stays without them.
 * @throws NodeApiError as `send`
 */
export async function withAssets(item: Item, clips: readonly Clip[]): Promise<Clip[]> {
	const ids = [...new Set(clips.map(({ video_id }) => video_id))];
	const assets = new Map(
		await Promise.all(ids.map(async (id) => [id, await assetOf(item, id)] as const)),
	);
	return clips.map((clip) => ({ ...clip, ...assets.get(clip.video_id) }));
}

async function assetOf(item: Item, id: string): Promise<IDataObject> {
	const found = await indexedAsset(item.connection, item.id('indexId'), id).catch(
		async (error: unknown) => {
			if (isOfRequest(error) && factsOf(error).isGone) return undefined;
			return await Promise.reject(error);
		},
	);
	if (found === undefined) return {};
	const filename = found.system_metadata?.filename;
	return { asset_id: found.asset_id, ...(filename !== undefined && { filename }) };
}
