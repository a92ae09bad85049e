/**
 * What travels on the wire, with the API's own names. Every field is optional where the interface description
 * (API reference, TwelveLabs v1.3) does not promise it.
 */

/** Terminal are `ready` and `failed`. A status that is not listed here counts as still running. */
export const INDEXED_ASSET_STATUSES = ['pending', 'queued', 'indexing', 'ready', 'failed'] as const;
type IndexedAssetStatus = (typeof INDEXED_ASSET_STATUSES)[number];

/** An asset in an index, as the list of the index shows it. Times are RFC 3339, durations seconds, sizes bytes. */
export interface IndexedAsset {
	_id: string;
	asset_id?: string;
	created_at?: string;
	updated_at?: string;
	indexed_at?: string;
	status?: IndexedAssetStatus;
	system_metadata?: {
		filename?: string;
		duration?: number;
		fps?: number;
		width?: number;
		height?: number;
		size?: number;
	};
	/** Undocumented; older indexing tasks carry the reason of a failure in one of these. */
	error_reason?: string;
	error?: { message?: string };
}

/** What retrieving one indexed asset adds to what the list shows. */
export interface IndexedAssetDetailed extends IndexedAsset {
	user_metadata?: Record<string, unknown>;
	hls?: { video_url?: string; thumbnail_urls?: string[]; status?: string; updated_at?: string };
}

/** An index that holds an asset, as `GET /assets/{asset_id}/indexed-assets` shows it: without a status. */
export interface IndexedAssetSummary {
	_id: string;
	index?: { _id?: string; name?: string };
}

/** The answer to `POST /indexes/{index-id}/indexed-assets`. Earlier versions of the API named only `_id`. */
export interface CreatedIndexedAsset {
	_id?: string;
	asset_id?: string;
}

/** An uploaded file. Only a `ready` one can be indexed. */
export interface Asset {
	_id: string;
	/** How it was uploaded: `direct`, `url`, `multipart` or `connector`. */
	method?: string;
	status?: 'processing' | 'ready' | 'failed';
	filename?: string;
	file_type?: string;
	created_at?: string;
	user_metadata?: Record<string, unknown>;
	/** Bytes, once it is ready. */
	size?: number;
	/** Seconds; of a video or a recording, once it is ready. */
	duration?: number;
	hls?: { manifest_url?: string };
	thumbnail?: { representative_url?: string };
	error?: { message?: string };
}

/** A word, a sentence or an utterance. Times are seconds. */
export interface SpokenEntry {
	start?: number;
	end?: number;
	value: string;
	/** Of an utterance. */
	speaker?: string;
}

/** What is spoken in an asset. Ready, it has the segmentations that were asked for, as far as there are any. */
export interface Transcription {
	status?: 'pending' | 'processing' | 'ready' | 'failed';
	words?: SpokenEntry[];
	sentences?: SpokenEntry[];
	utterances?: SpokenEntry[];
	error?: { message?: string };
}

/** What an analysis comes to. */
export interface AnalysisResult {
	/** Text; of an analysis by a schema and of segments, JSON as text. An object is not documented, but accepted. */
	data?: string | object;
	/** `stop`, or `length` where the answer was cut off at a limit. */
	finish_reason?: string;
	usage?: { input_tokens?: number; output_tokens?: number };
	/** Why the answer is not whole. */
	error?: { code?: string; message?: string };
}

/** An analysis that runs by itself. Lists shorten its parameters, and may leave out its result. */
export interface AnalysisTask {
	task_id: string;
	custom_id?: string | null;
	status?: 'queued' | 'pending' | 'processing' | 'ready' | 'failed' | 'canceled';
	created_at?: string;
	completed_at?: string;
	video_source?: { asset_id?: string | null; url?: string | null } | null;
	/** What it was asked for. */
	request_params?: {
		analysis_mode?: string;
		prompt?: string | null;
		response_format?: { type?: string } | null;
	} | null;
	/** Of one that is ready. */
	result?: Omit<AnalysisResult, 'error'>;
	/** Why it failed or was canceled; of one that is ready, a warning. */
	error?: AnalysisResult['error'];
}

/** One vector. What it is of: a part of a file, or, where option and scope are null, all of what was embedded. */
export interface EmbeddingVector {
	embedding: number[];
	/** What of the file it is about: `visual`, `audio`, `transcription`, `text`, `fused`. */
	embedding_option?: string | null;
	/** `clip`, `asset`; of a document also `page`, `chunk`. */
	embedding_scope?: string | null;
	/** Seconds. */
	start_sec?: number | null;
	end_sec?: number | null;
}

/** What a list and a task say of the file. */
interface EmbeddedFile {
	input_url?: string;
	input_filename?: string;
	/** Seconds. */
	duration?: number;
}

/** Vectors of a file that are made by themselves. Lists name model and file, but have no vectors. */
export interface EmbeddingTask {
	_id: string;
	status?: 'processing' | 'ready' | 'failed';
	created_at?: string;
	updated_at?: string;
	/** In lists. */
	model_name?: string;
	/** In lists, of one that embeds audio or a video. */
	audio_embedding?: { metadata?: EmbeddedFile };
	video_embedding?: { metadata?: EmbeddedFile };
	/** Of one that is ready. */
	metadata?: EmbeddedFile;
	/** Of one that is ready. */
	data?: EmbeddingVector[] | null;
	error?: { message?: string };
}

export interface Index {
	_id: string;
	index_name?: string;
	created_at?: string;
	updated_at?: string;
	/** Of an index of the Free plan; else null. */
	expires_at?: string | null;
	/** Seconds of everything in it. */
	total_duration?: number;
	/** Indexed assets that are ready. */
	video_count?: number;
	models?: Array<{ model_name?: string; model_options?: string[] }>;
}

/** People to be found in videos belong to a collection. */
export interface EntityCollection {
	_id: string;
	name?: string;
	description?: string;
	created_at?: string;
	updated_at?: string;
}

/** A person to be found in videos. */
export interface Entity {
	_id: string;
	entity_collection_id?: string;
	name?: string;
	description?: string;
	/** A search finds it once it is ready. */
	status?: 'processing' | 'ready';
	/** Images of its face. */
	asset_ids?: string[];
	metadata?: Record<string, unknown>;
	created_at?: string;
	updated_at?: string;
}
