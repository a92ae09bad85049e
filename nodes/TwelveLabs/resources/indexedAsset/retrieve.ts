import { unexpected } from '../../../api/apiError';
import type { Connection } from '../../../api/connection';
import { read } from '../../../api/send';
import type { IndexedAssetDetailed } from '../../../api/types';
import { indexedAssetPath } from './paths';

/**
 * One indexed asset with all its details, some of which the lists leave out: metadata and stream.
 * @throws NodeApiError also for JSON that is none
 */
export const indexedAsset = async (
	connection: Connection,
	indexId: string,
	id: string,
): Promise<IndexedAssetDetailed> => {
	const entry = await read<IndexedAssetDetailed>(connection, {
		method: 'GET',
		path: indexedAssetPath(indexId, id),
	});
	if (entry._id) return entry;
	throw unexpected(connection, { statusCode: 200, headers: {}, body: entry });
};
