import type { Connection } from '../api/client/connection';
import { read } from '../api/client/send';
import { ENDPOINTS } from '../api/endpoints';
import type { IndexedAssetDetailed } from './types';

/**
 * One indexed asset with all its details, some of which the lists leave out: metadata and stream.
 * @param about IDs that the answer has to repeat besides its own, by field
 * @throws NodeApiError also for the answer about another one
 */
export const indexedAsset = async (
	connection: Connection,
	indexId: string,
	id: string,
	about: { asset_id?: string } = {},
): Promise<IndexedAssetDetailed> =>
	await read<IndexedAssetDetailed>(connection, {
		endpoint: ENDPOINTS.indexedAssets.retrieve,
		ids: { indexId, indexedAssetId: id },
		names: { _id: id, ...about },
	});
