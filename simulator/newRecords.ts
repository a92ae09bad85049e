import { assetLife, indexingLife, type StatusDurations } from './lifecycle';
import { FAILING_ASSET, FAILING_INDEXING, plannedFailure } from './plannedFailures';
import {
	contentOf,
	fileTypeOf,
	plausibleMedia,
	type AssetRecord,
	type IndexedAssetRecord,
	type NewAsset,
	type NewIndexedAsset,
} from './records';

/** What distinguishes a record from all others. */
export interface Identity {
	id: string;
	/** Counts all records of a world. */
	n: number;
	createdAt: number;
}

/** A whole asset from what is said about it. */
export function newAsset(
	wish: NewAsset,
	{ id, n, createdAt }: Identity,
	durations: StatusDurations,
): AssetRecord {
	const filename = wish.filename ?? `video-${n}.mp4`;
	const failure = wish.failure ?? plannedFailure(filename, FAILING_ASSET);
	const fileType = wish.fileType ?? fileTypeOf(filename);
	return {
		id,
		createdAt,
		filename,
		failure,
		method: wish.method ?? 'url',
		fileType,
		sha256: wish.sha256,
		media: plausibleMedia(n, fileType, wish.media),
		userMetadata: wish.userMetadata ?? {},
		hls: wish.hls ?? false,
		thumbnail: wish.thumbnail ?? false,
		...contentOf(wish),
		life: assetLife({ ...wish, createdAt, failure }, durations),
	};
}

/** A whole indexed asset from what is said about it. */
export function newIndexedAsset(
	wish: NewIndexedAsset,
	{ id, createdAt }: Identity,
	asset: AssetRecord,
	durations: StatusDurations,
): IndexedAssetRecord {
	const failure = wish.failure ?? plannedFailure(asset.filename, FAILING_INDEXING);
	return {
		id,
		createdAt,
		failure,
		indexId: wish.indexId,
		assetId: asset.id,
		filename: wish.filename ?? asset.filename,
		media: { ...asset.media, ...wish.media },
		userMetadata: wish.userMetadata ?? {},
		metadataEditedAt: wish.metadataEditedAt,
		videoStream: wish.videoStream ?? false,
		life: indexingLife({ ...wish, createdAt, failure }, durations),
	};
}
