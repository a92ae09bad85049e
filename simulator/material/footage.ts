import { isTimed, type AssetRecord, type IndexedAssetRecord } from '../records';
import type { Footage } from './clips';

/** What an indexed asset shows and says. Its asset may be gone. */
export function footageOf(indexed: IndexedAssetRecord, asset: AssetRecord | undefined): Footage {
	const { media, filename, userMetadata } = indexed;
	return {
		duration: media.duration,
		filename,
		userMetadata,
		spoken: asset?.spoken,
		scenes: asset?.scenes,
		hasSpeech: asset ? hasSpeech(asset) : true,
	};
}

/** What an asset shows and says. */
export function assetFootage(asset: AssetRecord): Footage {
	const { media, filename, userMetadata, spoken, scenes } = asset;
	return {
		duration: media.duration,
		filename,
		userMetadata,
		spoken,
		scenes,
		hasSpeech: hasSpeech(asset),
	};
}

/** Whether anything is spoken in it: in videos and audio, unless it says otherwise. */
export function hasSpeech({ speech, fileType }: AssetRecord): boolean {
	return speech ?? isTimed(fileType);
}
