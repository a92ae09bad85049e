import { fillPath } from '../../../api/path';

/** Path templates, as the API reference has them. */
export const INDEXED_ASSETS = '/indexes/:indexId/indexed-assets';
export const INDEXED_ASSET = '/indexes/:indexId/indexed-assets/:indexedAssetId';
export const INDEXED_ASSETS_OF_ASSET = '/assets/:assetId/indexed-assets';

export const indexedAssetPath = (indexId: string, indexedAssetId: string) =>
	fillPath(INDEXED_ASSET, (name) => (name === 'indexId' ? indexId : indexedAssetId));

export const indexedAssetsOfAssetPath = (assetId: string) =>
	fillPath(INDEXED_ASSETS_OF_ASSET, () => assetId);

export const assetPath = (assetId: string) => fillPath('/assets/:assetId', () => assetId);
