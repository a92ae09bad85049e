import { fillPath } from '../../../api/path';

/** Path templates, as the API reference spells them. */
export const INDEXED_ASSETS = '/indexes/{index-id}/indexed-assets';
export const INDEXED_ASSET = '/indexes/{index-id}/indexed-assets/{indexed-asset-id}';
export const INDEXED_ASSETS_OF_ASSET = '/assets/{asset_id}/indexed-assets';

export const indexedAssetPath = (indexId: string, indexedAssetId: string) =>
	fillPath(INDEXED_ASSET, (name) => (name === 'indexId' ? indexId : indexedAssetId));

export const indexedAssetsOfAssetPath = (assetId: string) =>
	fillPath(INDEXED_ASSETS_OF_ASSET, () => assetId);

export const assetPath = (assetId: string) => fillPath('/assets/{asset_id}', () => assetId);
