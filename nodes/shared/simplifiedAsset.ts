import type { IDataObject } from 'n8n-workflow';

import { ASSET } from './lifecycles';
import type { Asset } from './types';

/** An asset, small and flat. */
export function simplifiedAsset(answer: IDataObject): IDataObject {
	const asset = answer as Partial<Asset>;
	const { _id, filename, status, file_type, duration, size, created_at, hls, thumbnail } = asset;
	return {
		_id,
		filename,
		status,
		file_type,
		duration,
		size,
		created_at,
		hls_url: hls?.manifest_url,
		thumbnail_url: thumbnail?.representative_url,
		error: ASSET.reasonOf(asset),
	};
}
