import type { Connection } from '../../../api/connection';
import { read } from '../../../api/send';
import type { IndexedAssetDetailed } from '../../../api/types';
import { indexedAssetPath } from './paths';

/** One indexed asset with all its details, some of which the lists leave out: metadata and stream. */
export const indexedAsset = async (
	connection: Connection,
	indexId: string,
	id: string,
): Promise<IndexedAssetDetailed> =>
	await read<IndexedAssetDetailed>(connection, {
		method: 'GET',
		path: indexedAssetPath(indexId, id),
	});
