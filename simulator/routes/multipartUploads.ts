import { ApiError } from '../errors';
import { paged, type PageQuery } from '../listing';
import { MEGABYTE } from '../megabyte';
import { UPLOAD_HEADERS } from '../storage';
import { countedOf, isComplete, statusOf, type UploadSession } from '../uploads';
import { handler, type Call, type Handler } from './call';
import { newMetadata } from './metadata';

/** Documented. */
const MAX_BYTES = 10 * 1024 * MEGABYTE;
const MAX_IMAGE_BYTES = 32 * MEGABYTE;
const MAX_URLS = 50;

/** Undocumented; enough for small files. */
const FIRST_URLS = 10;

interface UploadPath {
	upload_id: string;
}

interface NewUpload {
	filename: string;
	type: 'video' | 'audio' | 'image';
	total_size: number;
	enable_hls?: boolean;
	enable_thumbnail?: boolean;
	user_metadata?: unknown;
}

interface Report {
	completed_chunks: Array<{ chunk_index: number; proof: string; chunk_size: number }>;
}

const create = handler<unknown, unknown, NewUpload>(({ world, body, switches, now }) => {
	const { filename, type, total_size: bytes, enable_hls: hls, enable_thumbnail: thumbnail } = body;
	const max = type === 'image' ? MAX_IMAGE_BYTES : MAX_BYTES;
	if (!(bytes > 0 && bytes <= max)) {
		throw new ApiError(400, 'parameter_invalid', `total_size is ${bytes}, and at most ${max}.`);
	}
	const session = world.uploads.open(
		{ id: world.newId(), assetId: world.newId() },
		{
			filename,
			method: 'multipart',
			hls,
			thumbnail,
			userMetadata: newMetadata(body.user_metadata ?? {}),
			media: { size: bytes },
		},
		bytes,
		now,
	);
	return {
		status: 201,
		body: {
			upload_id: session.id,
			asset_id: session.assetId,
			upload_urls: world.uploads.urlsOf(session, 1, FIRST_URLS, now),
			...(switches.uploadHeaders === 'absent' ? {} : { upload_headers: UPLOAD_HEADERS }),
			chunk_size: session.chunkBytes,
			total_chunks: session.totalChunks,
			expires_at: new Date(session.expiresAt).toISOString(),
		},
	};
});

const list = handler<unknown, PageQuery>(({ world, query, switches, now }) => {
	const sessions = [...world.uploads.sessions.values()];
	const open = sessions.filter((session) => !isComplete(session, now));
	const show = (session: UploadSession) => ({
		upload_id: session.id,
		status: statusOf(session, now),
		total_size: session.totalBytes,
		chunk_size: session.chunkBytes,
		total_chunks: session.totalChunks,
		created_at: new Date(session.createdAt).toISOString(),
		expires_at: new Date(session.expiresAt).toISOString(),
	});
	return { status: 200, body: paged(open.reverse(), query, switches, show) };
});

const retrieve = handler<UploadPath, PageQuery>((call) => {
	const { query, switches, now } = call;
	const session = requireUpload(call, call.path.upload_id);
	const indexes = Array.from({ length: session.totalChunks }, (_, n) => n + 1);
	const { data, page_info } = paged(indexes, query, switches, (index) => {
		const at = session.reported.get(index);
		return at === undefined || at > now
			? { index, status: 'pending' }
			: { index, status: 'completed', uploaded_at: new Date(at).toISOString() };
	});
	const counted = countedOf(session, now);
	const reportedBytes = counted.reduce(
		(sum, index) => sum + (session.stored.get(index)?.bytes ?? 0),
		0,
	);
	return {
		status: 200,
		body: {
			upload_id: session.id,
			status: statusOf(session, now),
			uploaded_chunks: data,
			chunks_completed: counted.length,
			chunks_failed: 0,
			chunks_pending: session.totalChunks - counted.length,
			page_info,
			total_size: session.totalBytes,
			uploaded_size: reportedBytes,
			created_at: new Date(session.createdAt).toISOString(),
		},
	};
});

const report = handler<UploadPath, unknown, Report>((call) => {
	const { world, body, switches, now } = call;
	const session = requireActive(call);
	const chunks = body.completed_chunks;
	for (const { chunk_index: index, proof, chunk_size: bytes } of chunks) {
		const stored = session.stored.get(index);
		if (!stored || stored.bytes !== bytes || !isProof(call, proof, stored.etag)) {
			throw new ApiError(400, 'parameter_invalid', `Chunk ${index} is not what was uploaded.`);
		}
	}
	const fresh = chunks.filter(({ chunk_index: index }) => !session.reported.has(index));
	const countsAt = now + switches.reportLagMs;
	for (const { chunk_index: index } of fresh) session.reported.set(index, countsAt);
	if (fresh.length > 0 && isComplete(session, countsAt)) {
		const createdAt = switches.multipartCreatedAt === 'session' ? session.createdAt : undefined;
		world.addAsset({ ...session.asset, id: session.assetId, createdAt });
	}
	return {
		status: 200,
		body: {
			...(isComplete(session, now) && {
				url: `https://files.simulator.invalid/${session.assetId}`,
			}),
			asset_id: session.assetId,
			processed_chunks: fresh.length,
			duplicate_chunks: chunks.length - fresh.length,
			total_completed: countedOf(session, now).length,
		},
	};
});

const moreUrls = handler<UploadPath, unknown, { start: number; count: number }>((call) => {
	const { world, body, now } = call;
	const session = requireActive(call);
	const { start, count } = body;
	if (start < 1 || start > session.totalChunks || count < 1 || count > MAX_URLS) {
		throw new ApiError(400, 'parameter_invalid', `There are no ${count} chunks from ${start} on.`);
	}
	const urls = world.uploads.urlsOf(session, start, count, now);
	return {
		status: 200,
		body: {
			upload_id: session.id,
			start_index: start,
			count: urls.length,
			upload_urls: urls,
			generated_at: new Date(now).toISOString(),
			expires_at: urls[0].expires_at,
		},
	};
});

export const multipartUploadHandlers: Record<string, Handler> = {
	'multipartUpload.create': create,
	'multipartUpload.list-incomplete-uploads': list,
	'multipartUpload.get-status': retrieve,
	'multipartUpload.report-chunk-batch': report,
	'multipartUpload.get-additional-presigned-urls': moreUrls,
};

/** With its quotes or without. */
const isProof = ({ switches }: Call, proof: string, etag: string): boolean =>
	proof === etag.replaceAll('"', '') || (switches.quotedProof === 'accepted' && proof === etag);

function requireUpload({ world }: Call, id: string): UploadSession {
	const session = world.uploads.sessions.get(id);
	if (session) return session;
	throw new ApiError(404, 'resource_not_exist', `There is no upload ${id}.`);
}

function requireActive(call: Call<UploadPath>): UploadSession {
	const session = requireUpload(call, call.path.upload_id);
	// A report of what is complete repeats what was reported.
	if (statusOf(session, call.now) !== 'expired') return session;
	throw new ApiError(400, 'upload_expired', `Upload ${session.id} has expired.`);
}
