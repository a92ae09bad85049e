import type { EmbeddingOption } from '../embedding/request';
import { stepAt } from '../lifecycle';
import type { AssetRecord, IndexedAssetRecord } from '../records';
import type { Switches } from '../switches';
import type { World } from '../world';
import { embeddingOf } from './indexedAssetEmbedding';

/** What a retrieve call may ask for in addition. */
export interface Extras {
	embedding_option?: EmbeddingOption[];
	transcription?: boolean;
}

const SEGMENT_SECONDS = 6;
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

/**
 * An indexed asset as the retrieve call shows it. Embedding and transcription only exist once it is ready.
 * @param asset that of the indexed asset, unless it is gone
 */
export function details(
	indexed: IndexedAssetRecord,
	asset: AssetRecord | undefined,
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
		...(ready && options.length > 0 ? { embedding: embeddingOf(indexed, asset, options) } : {}),
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
