import { stepAt } from '../lifecycle';
import type { IndexedAssetRecord } from '../records';
import type { Switches } from '../switches';
import type { World } from '../world';

/** What a retrieve call may ask for in addition. */
export interface Extras {
	embedding_option?: string[];
	transcription?: boolean;
}

/** Real embeddings have hundreds of dimensions; these only need the form of embeddings. */
const EMBEDDING_DIMENSIONS = 8;
const SEGMENT_SECONDS = 6;
const EMBEDDING_MODEL = 'marengo3.0';
const SPOKEN = ['Welcome to the show.', 'Let us turn to the numbers.', 'Thank you for watching.'];

/** When an indexed asset last changed, in whichever sense the switches give to that. */
export function updatedAt(indexed: IndexedAssetRecord, switches: Switches, now: number): number {
	const moved =
		switches.updatedAt === 'transitions' ? stepAt(indexed.life, now).at : indexed.createdAt;
	return switches.metadataMovesUpdatedAt ? Math.max(moved, indexed.metadataEditedAt ?? 0) : moved;
}

/** An indexed asset as an item of a list. */
export function listItem(indexed: IndexedAssetRecord, switches: Switches, now: number): object {
	const { userMetadata } = indexed;
	return {
		...core(indexed, switches, now),
		...(switches.listUserMetadata ? { user_metadata: userMetadata } : {}),
	};
}

/** An indexed asset as the retrieve call shows it. Embedding and transcription only exist once it is ready. */
export function details(
	indexed: IndexedAssetRecord,
	{ embedding_option: options = [], transcription }: Extras,
	switches: Switches,
	now: number,
): object {
	const ready = stepAt(indexed.life, now).status === 'ready';
	return {
		...core(indexed, switches, now),
		user_metadata: indexed.userMetadata,
		...(indexed.videoStream
			? { hls: stream(indexed, ready, updatedAt(indexed, switches, now)) }
			: {}),
		...(ready && options.length > 0 ? { embedding: embedding(indexed, options) } : {}),
		...(ready && transcription ? { transcription: transcript(indexed) } : {}),
	};
}

/** An indexed asset as the list by asset shows it: where it is, and nothing about its state. */
export function summary({ id, indexId }: IndexedAssetRecord, world: World): object {
	return { _id: id, index: { _id: indexId, name: world.indexes.get(indexId)?.name } };
}

function core(indexed: IndexedAssetRecord, switches: Switches, now: number): object {
	const { status, at } = stepAt(indexed.life, now);
	return {
		_id: indexed.id,
		asset_id: indexed.assetId,
		created_at: new Date(indexed.createdAt).toISOString(),
		updated_at: new Date(updatedAt(indexed, switches, now)).toISOString(),
		...indexedAt(status, at, switches),
		status,
		system_metadata:
			status === 'ready'
				? { filename: indexed.filename, ...indexed.media }
				: { filename: indexed.filename },
		...(status === 'failed' ? failure(indexed, switches) : {}),
	};
}

function indexedAt(status: string, at: number, switches: Switches): object {
	const finished = status === 'ready' || status === 'failed';
	const hasTime = switches.indexedAt === 'whenFinished' ? finished : status === 'ready';
	if (hasTime) return { indexed_at: new Date(at).toISOString() };
	return switches.indexedAt === 'nullUntilReady' ? { indexed_at: null } : {};
}

function failure({ failure: reason = 'unknown' }: IndexedAssetRecord, switches: Switches): object {
	const places = {
		error_reason: { error_reason: reason },
		'error.message': { error: { message: reason } },
		none: {},
	};
	return places[switches.failureReason];
}

function stream({ id }: IndexedAssetRecord, ready: boolean, at: number): object {
	const files = `https://files.simulator.invalid/${id}`;
	if (!ready) return { status: 'PROCESSING', updated_at: new Date(at).toISOString() };
	return {
		video_url: `${files}/master.m3u8`,
		thumbnail_urls: [`${files}/thumbnail.jpg`],
		status: 'COMPLETE',
		updated_at: new Date(at).toISOString(),
	};
}

function embedding({ media }: IndexedAssetRecord, options: string[]): object {
	const segments = options.flatMap((option, n) =>
		starts(media.duration).map((start) => ({
			float: Array.from({ length: EMBEDDING_DIMENSIONS }, (_, d) => Math.sin(start + n + d)),
			start_offset_sec: start,
			end_offset_sec: Math.min(start + SEGMENT_SECONDS, media.duration),
			embedding_option: option,
			embedding_scope: 'clip',
		})),
	);
	return { model_name: EMBEDDING_MODEL, video_embedding: { segments } };
}

function transcript({ media }: IndexedAssetRecord): object[] {
	return starts(media.duration).map((start, n) => ({
		start,
		end: Math.min(start + SEGMENT_SECONDS, media.duration),
		value: SPOKEN[n],
	}));
}

/** One segment for each spoken sentence, as far as the video lasts. */
function starts(duration: number): number[] {
	return SPOKEN.map((_, n) => n * SEGMENT_SECONDS).filter((start) => start < duration);
}
