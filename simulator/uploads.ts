import { MEGABYTE } from './megabyte';
import type { NewAsset } from './records';

/** Documented: a URL lives for an hour and works once, a session for a day. */
const URL_LIFE_MS = 60 * 60_000;
const SESSION_LIFE_MS = 24 * 60 * 60_000;

/** What the SDK's examples have. */
export const DEFAULT_CHUNK_BYTES = 16 * MEGABYTE;

/** A chunk that the storage holds: counted and summed up, never kept, so that uploads of any size need no space. */
interface StoredChunk {
	/** As the storage sends it, in quotes. */
	etag: string;
	bytes: number;
	/** In hexadecimal. */
	sha256: string;
}

/** A multipart upload. */
export interface UploadSession {
	readonly id: string;
	/** Reserved from the beginning; there is no such asset before the last chunk is reported. */
	readonly assetId: string;
	readonly asset: NewAsset;
	readonly totalBytes: number;
	readonly chunkBytes: number;
	readonly totalChunks: number;
	readonly createdAt: number;
	readonly expiresAt: number;
	/** By index, from 1. */
	readonly stored: Map<number, StoredChunk>;
	/** From when on each counts that was reported. */
	readonly reported: Map<number, number>;
}

/** Where one chunk goes, once. */
export interface ChunkUrl {
	readonly session: UploadSession;
	readonly index: number;
	readonly expiresAt: number;
	isUsed: boolean;
}

/** The multipart uploads of an account. */
export class Uploads {
	readonly sessions = new Map<string, UploadSession>();
	/** By the last part of their address. */
	readonly urls = new Map<string, ChunkUrl>();
	/** Of the storage, without a slash at its end. */
	storage = '';

	constructor(private readonly chunkBytes: number) {}

	/** @param ids of the session and of its asset */
	open(
		ids: { id: string; assetId: string },
		asset: NewAsset,
		totalBytes: number,
		now: number,
	): UploadSession {
		const session: UploadSession = {
			...ids,
			asset,
			totalBytes,
			chunkBytes: this.chunkBytes,
			totalChunks: Math.ceil(totalBytes / this.chunkBytes),
			createdAt: now,
			expiresAt: now + SESSION_LIFE_MS,
			stored: new Map(),
			reported: new Map(),
		};
		this.sessions.set(session.id, session);
		return session;
	}

	/** New addresses, of chunks that may have had some before. */
	urlsOf(session: UploadSession, start: number, count: number, now: number) {
		const last = Math.min(start + count - 1, session.totalChunks);
		return Array.from({ length: Math.max(0, last - start + 1) }, (_, n) => {
			const [index, expiresAt] = [start + n, now + URL_LIFE_MS];
			const token = `${session.id}-${index}-${this.urls.size}`;
			this.urls.set(token, { session, index, expiresAt, isUsed: false });
			return {
				chunk_index: index,
				url: `${this.storage}/${token}?signature=simulated`,
				expires_at: new Date(expiresAt).toISOString(),
			};
		});
	}
}

/** How long a chunk has to be. */
export const bytesOfChunk = (
	{ totalBytes, totalChunks, chunkBytes }: UploadSession,
	index: number,
): number => (index < totalChunks ? chunkBytes : totalBytes - (totalChunks - 1) * chunkBytes);

/** Chunks that were reported, and count by now. */
export const countedOf = ({ reported }: UploadSession, now: number): number[] =>
	[...reported].filter(([, at]) => at <= now).map(([index]) => index);

export const isComplete = (session: UploadSession, now: number): boolean =>
	countedOf(session, now).length === session.totalChunks;

export function statusOf(session: UploadSession, now: number): 'active' | 'completed' | 'expired' {
	if (isComplete(session, now)) return 'completed';
	return now >= session.expiresAt ? 'expired' : 'active';
}
