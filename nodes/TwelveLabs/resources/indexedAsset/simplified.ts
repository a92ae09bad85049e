import type { IDataObject } from 'n8n-workflow';

import { INDEXED_ASSET } from '../../../shared/lifecycles';
import type { IndexedAssetDetailed } from '../../../shared/types';

/** An indexed asset, small and flat. The answer itself names no index. */
export function simplifiedIndexedAsset(answer: IDataObject, indexId: string): IDataObject {
	const entry = answer as Partial<IndexedAssetDetailed>;
	const { _id, asset_id, status, system_metadata, created_at, indexed_at, hls } = entry;
	return {
		_id,
		asset_id,
		index_id: indexId,
		filename: system_metadata?.filename,
		status,
		duration: system_metadata?.duration,
		created_at,
		indexed_at,
		hls_url: hls?.video_url,
		reason: INDEXED_ASSET.reasonOf(entry),
	};
}
