import { UserError } from 'n8n-workflow';

import type { Connection } from '../../../../api/client/connection';
import type { UploadFile } from '../../../../api/client/file';
import { ENDPOINTS } from '../../../../api/endpoints';
import { isSameId } from '../../../../api/ids';
import { PAGE_SIZE } from '../../../../api/paging/page';
import { PageWalk } from '../../../../api/paging/pageWalk';
import { readPage } from '../../../../api/paging/readPage';
import { createdAt } from '../../../../shared/creating/claim';
import { isSameName } from '../../../../shared/names';
import type { Asset } from '../../../../shared/types';
import type { Item } from '../../../run/item';
import { areChunksOf, chunksOf, DEFAULT_HEADERS, type Session } from './session';
import { readStatus, UPLOAD, type UploadStatus } from './status';

/** A session as the list of those that are not complete shows it. */
interface ListedUpload extends Record<'upload_id', string> {
	chunk_size?: number;
	total_chunks?: number;
}

/** A session with what has arrived before, or the asset that it became. */
export type Resumed = { session: Session; completed: ReadonlySet<number> } | { assetId: string };

/** Clocks of servers differ by minutes. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Finds a session again that was broken off.
 * @param uploadId as the user gives it
 * @throws UserError where the file is another one, or the session has ended; NodeApiError where there is none
 */
export async function resume(item: Item, file: UploadFile, uploadId: string): Promise<Resumed> {
	const { connection } = item;
	const status = await readStatus(connection, uploadId);
	const { totalBytes = file.bytes } = status;
	if (totalBytes !== file.bytes) {
		throw new UserError(
			`Resume Upload: ${uploadId} is of a file of ${totalBytes} bytes, and ${file.name} has ${file.bytes}`,
			{
				description:
					'Give the file that the upload began with, or leave Resume Upload out. Nothing was sent for this item.',
			},
		);
	}
	if (status.status === 'completed') {
		return { assetId: await assetOf(item, file, uploadId, status) };
	}
	const listed = UPLOAD.failed.includes(status.status ?? '')
		? undefined
		: await listedUpload(connection, uploadId);
	if (!listed) {
		throw new UserError(`Resume Upload: ${uploadId} has ended (${status.status ?? 'unknown'})`, {
			description:
				'TwelveLabs keeps what has arrived for a day. Leave Resume Upload out to upload the file from its beginning.',
		});
	}
	const { chunk_size: chunkBytes, total_chunks: totalChunks } = listed;
	if (!areChunksOf(file, chunkBytes, totalChunks)) {
		throw new UserError(
			`Resume Upload: ${uploadId} has ${totalChunks} chunks of ${chunkBytes} bytes, which do not make up ${file.name}`,
			{
				description:
					'Leave Resume Upload out to upload the file from its beginning. Nothing was sent for this item.',
			},
		);
	}
	const session: Session = {
		uploadId,
		chunkBytes,
		totalBytes,
		totalChunks: chunksOf(file, chunkBytes),
		// No answer names those of a session that was opened before.
		headers: DEFAULT_HEADERS,
		urls: [],
	};
	return { session, completed: status.completed };
}

/** Only the list shows how long the chunks of a session are. */
async function listedUpload(
	connection: Connection,
	uploadId: string,
): Promise<ListedUpload | undefined> {
	const walk = new PageWalk<ListedUpload, 'upload_id'>({ idField: 'upload_id' });
	while (walk.page !== undefined) {
		const page = await readPage<ListedUpload, 'upload_id'>(
			connection,
			{
				endpoint: ENDPOINTS.multipartUploads.list,
				query: { page: walk.page, page_limit: PAGE_SIZE },
			},
			'upload_id',
		);
		const found = walk.take(page).find(({ upload_id }) => isSameId(upload_id, uploadId));
		if (found) return found;
	}
	return undefined;
}

/**
 * The asset of a session that is complete, and does not name it.
 * @throws UserError where several may be it, or none
 */
export async function assetOf(
	{ connection }: Item,
	file: UploadFile,
	uploadId: string,
	status: UploadStatus,
): Promise<string> {
	const page = await readPage<Asset>(connection, {
		endpoint: ENDPOINTS.assets.list,
		query: { page: 1, page_limit: PAGE_SIZE, filename: file.name },
	});
	const begun = createdAt({ _id: uploadId, created_at: status.createdAt });
	const possible = page.data.filter(
		(asset) =>
			asset.method === 'multipart' &&
			isSameName(asset.filename ?? '', file.name) &&
			(asset.size ?? file.bytes) === file.bytes &&
			createdAt(asset) >= begun - CLOCK_TOLERANCE_MS,
	);
	const [only, ...others] = possible;
	if (only && others.length === 0) return only._id;
	const ids = possible.map(({ _id }) => _id).join(', ');
	throw new UserError(`Resume Upload: ${uploadId} is complete already`, {
		description: `Its asset has the ID that was named when the upload was broken off${ids && `; of this name there are ${ids}`}. Go on with that one, and leave Resume Upload out.`,
	});
}
