import type { AssetStatus, IndexedAssetStatus, Life, LifeWish } from './lifecycle';

/** Values may be strings, numbers and booleans; the API refuses anything else. */
export type UserMetadata = Record<string, string | number | boolean>;

/** What a media probe finds out about a file. */
export interface Media {
	duration: number;
	fps: number;
	width: number;
	height: number;
	size: number;
}

export interface Model {
	model_name: string;
	model_options: string[];
}

export interface IndexRecord {
	readonly id: string;
	name: string;
	models: Model[];
	addons: string[];
	createdAt: number;
	updatedAt: number;
}

/** What is to be seen and heard in a file. */
interface Content {
	/** Whether anything is spoken in it; default: in videos and audio. */
	speech?: boolean;
	/** Why it cannot be transcribed, though it is ready. */
	transcriptionFailure?: string;
	/** Its sentences, in turn; default: the same few for every file. */
	spoken?: readonly string[];
	/** What is to be seen in it, in turn. */
	scenes?: readonly string[];
	/** What each page of a PDF says, or each sentence of a text; default: the same few for every document. */
	pages?: readonly string[];
	/** What its own clock shows at the first frame, in seconds; default 0. */
	clockStart?: number;
}

export interface AssetRecord extends Content {
	readonly id: string;
	method: 'direct' | 'url' | 'multipart' | 'connector';
	filename: string;
	fileType: string;
	/** Of the bytes that were uploaded, in hexadecimal. */
	sha256?: string;
	media: Media;
	userMetadata: UserMetadata;
	hls: boolean;
	thumbnail: boolean;
	createdAt: number;
	life: Life<AssetStatus>;
	failure?: string;
}

export interface IndexedAssetRecord {
	readonly id: string;
	readonly indexId: string;
	readonly assetId: string;
	filename: string;
	media: Media;
	userMetadata: UserMetadata;
	metadataEditedAt?: number;
	videoStream: boolean;
	createdAt: number;
	life: Life<IndexedAssetStatus>;
	failure?: string;
}

/** What a new index may say about itself; everything has a default. */
export type NewIndex = Partial<Omit<IndexRecord, 'updatedAt'>>;

/** What a new asset may say about itself; everything has a default. */
export type NewAsset = Partial<Omit<AssetRecord, 'life' | 'media'> & LifeWish<AssetStatus>> & {
	media?: Partial<Media>;
};

/** What a new indexed asset may say about itself. Without an `assetId` it brings a ready asset of its own. */
export type NewIndexedAsset = Partial<
	Omit<IndexedAssetRecord, 'life' | 'media'> & LifeWish<IndexedAssetStatus>
> & { indexId: string; media?: Partial<Media> };

const SHORTEST_SECONDS = 30;
const DURATION_SPREAD = 570;
/** A prime, so that successive videos differ in length without a random source: runs stay repeatable. */
const DURATION_STRIDE = 37;
/** About what a Full HD stream of 4 Mbit/s takes. */
const BYTES_PER_SECOND = 500_000;

/** About what an image or a document takes. */
const STILL_BYTES = 400_000;

/** Plausible media facts for the n-th file of a world. */
export function plausibleMedia(n: number, fileType: string, given: Partial<Media> = {}): Media {
	const duration = given.duration ?? SHORTEST_SECONDS + ((n * DURATION_STRIDE) % DURATION_SPREAD);
	return {
		duration,
		fps: 30,
		width: 1920,
		height: 1080,
		size: isTimed(fileType) ? duration * BYTES_PER_SECOND : STILL_BYTES,
		...given,
	};
}

/** The content alone of what a new asset says about itself. */
export function contentOf(wish: Content): Content {
	const { speech, transcriptionFailure, spoken, scenes, pages, clockStart } = wish;
	return { speech, transcriptionFailure, spoken, scenes, pages, clockStart };
}

const FILE_TYPES: Record<string, string> = {
	mp4: 'video/mp4',
	mov: 'video/quicktime',
	mkv: 'video/x-matroska',
	webm: 'video/webm',
	mp3: 'audio/mpeg',
	wav: 'audio/wav',
	flac: 'audio/flac',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	pdf: 'application/pdf',
	txt: 'text/plain',
	md: 'text/markdown',
};

/** The MIME type by the name's ending; video where the name has none that is listed. */
export function fileTypeOf(filename: string): string {
	const extension = filename.split('.').pop()?.toLowerCase() ?? '';
	return FILE_TYPES[extension] ?? 'video/mp4';
}

/** Which of the API's four kinds of asset a MIME type belongs to. */
export function assetTypeOf(fileType: string): 'image' | 'video' | 'audio' | 'document' {
	const [kind] = fileType.split('/');
	return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document';
}

/** Whether a file of this MIME type lasts some time: video and audio. */
export const isTimed = (fileType: string): boolean =>
	['video', 'audio'].includes(assetTypeOf(fileType));
