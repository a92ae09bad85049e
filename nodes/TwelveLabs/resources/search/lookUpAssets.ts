import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../../../api/client/connection';
import { factsOf, isOfRequest } from '../../../api/errors/facts';
import { indexedAsset } from '../../../shared/indexedAsset';
import { SharedLookUps } from '../../../shared/sharedLookUps';
import type { Item } from '../../run/item';
import type { Clip } from './clips';

/** A video that several items find is looked up once. */
const lookUps = new SharedLookUps<IDataObject>();

/**
 * Adds `asset_id` and `filename` to each clip, with one request for each indexed asset over all items. A clip whose indexed
 * asset was deleted meanwhile stays without them.
 * @throws NodeApiError as `send`
 */
export async function withAssets(item: Item, clips: readonly Clip[]): Promise<Clip[]> {
	const { connection } = item;
	const indexId = item.id('indexId');
	const ids = [...new Set(clips.map(({ video_id }) => video_id))];
	const assets = new Map(
		await Promise.all(
			ids.map(async (id) => {
				const key = [connection.account, indexId, id].join('\n');
				const asset = await lookUps.get(
					connection.run,
					key,
					async () => await assetOf(connection, indexId, id),
				);
				return [id, asset] as const;
			}),
		),
	);
	return clips.map((clip) => ({ ...clip, ...assets.get(clip.video_id) }));
}

async function assetOf(connection: Connection, indexId: string, id: string): Promise<IDataObject> {
	const found = await indexedAsset(connection, indexId, id).catch(async (error: unknown) => {
		if (isOfRequest(error) && factsOf(error).isGone) return undefined;
		return await Promise.reject(error);
	});
	if (found === undefined) return {};
	const filename = found.system_metadata?.filename;
	return { asset_id: found.asset_id, ...(filename !== undefined && { filename }) };
}
