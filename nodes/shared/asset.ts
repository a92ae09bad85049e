import type { Connection } from '../api/client/connection';
import { read } from '../api/client/send';
import { ENDPOINTS } from '../api/endpoints';
import type { Asset } from './types';

/** One asset. */
export const readAsset = async (connection: Connection, assetId: string): Promise<Asset> =>
	await read<Asset>(connection, {
		endpoint: ENDPOINTS.assets.retrieve,
		ids: { assetId },
		names: { _id: assetId },
	});
