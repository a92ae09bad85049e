import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { text } from '../../../../api/body';
import type { UploadFile } from '../../../../api/client/file';
import { read } from '../../../../api/client/send';
import { ENDPOINTS } from '../../../../api/endpoints';
import { advise } from '../../../../api/errors/details';
import { factsOf } from '../../../../api/errors/facts';
import { textId } from '../../../../api/ids';
import type { Item } from '../../../run/item';

/** An upload in chunks, which TwelveLabs keeps for a day. */
export interface Session {
	readonly uploadId: string;
	/** Reserved from the beginning; a session that is resumed names it with the first report. */
	readonly assetId?: string;
	/** Of each chunk but the last, which may be shorter. */
	readonly chunkBytes: number;
	readonly totalBytes: number;
	readonly totalChunks: number;
	/** Of each request to the storage. */
	readonly headers: Readonly<Record<string, string>>;
	/** The addresses of the first chunks. */
	readonly urls: readonly ChunkUrl[];
}

/** Where one chunk goes, once, within an hour. */
export interface ChunkUrl {
	chunk_index?: number;
	url?: string;
}

/** What the storage needs to know of a chunk where the session says nothing. */
export const DEFAULT_HEADERS = { 'Content-Type': 'application/octet-stream' };

/** The answer to opening a session. */
interface Opened {
	upload_id?: string;
	asset_id?: string;
	chunk_size?: number;
	total_chunks?: number;
	upload_urls?: ChunkUrl[];
	upload_headers?: Record<string, unknown> | null;
}

/**
 * Opens a session.
 * @param body of the request
 * @throws NodeApiError as `send`; NodeOperationError for an answer that describes no upload of this file
 */
export async function openSession(
	item: Item,
	file: UploadFile,
	body: IDataObject,
): Promise<Session> {
	const opened = await read<Opened>(item.connection, {
		endpoint: ENDPOINTS.multipartUploads.create,
		body,
	}).catch(async (error: unknown) => await Promise.reject(nothingSent(error, file)));
	const uploadId = textId(opened.upload_id);
	const { chunk_size: chunkBytes, total_chunks: totalChunks, upload_urls: urls } = opened;
	if (uploadId === undefined || !areChunksOf(file, chunkBytes, totalChunks)) {
		throw new NodeOperationError(
			item.connection.node,
			`TwelveLabs opened no upload in chunks for ${file.name}`,
			{
				description:
					'Its answer names no ID or no length of the chunks. Check whether a proxy answers in place of TwelveLabs, or set Upload Method under Options to Direct.',
			},
		);
	}
	return {
		uploadId,
		assetId: textId(opened.asset_id),
		chunkBytes,
		totalBytes: file.bytes,
		totalChunks: chunksOf(file, chunkBytes),
		headers: headersOf(opened.upload_headers),
		urls: Array.isArray(urls) ? urls : [],
	};
}

/** A session that nothing continues ends by itself, so none has to be looked for. */
function nothingSent(error: unknown, { name }: UploadFile): unknown {
	if (!(error instanceof NodeApiError) || factsOf(error).effect === 'none') return error;
	return advise(
		error,
		`No part of ${name} was sent, and there is no asset. Run the node again in a few minutes.`,
	);
}

/** Whether chunks of a length make up a file, as many as are stated. */
export const areChunksOf = (
	file: UploadFile,
	chunkBytes: number | undefined,
	totalChunks: number | undefined,
): chunkBytes is number =>
	Number.isSafeInteger(chunkBytes) &&
	Number(chunkBytes) > 0 &&
	(totalChunks ?? undefined) === chunksOf(file, Number(chunkBytes));

/** How many chunks of a length a file has. */
export const chunksOf = ({ bytes }: UploadFile, chunkBytes: number): number =>
	Math.ceil(bytes / chunkBytes);

function headersOf(headers: Opened['upload_headers']): Record<string, string> {
	const entries = Object.entries(headers ?? {}).flatMap(([name, value]) => {
		const header = text(value);
		return header === undefined ? [] : [[name, header]];
	});
	return entries.length > 0
		? (Object.fromEntries(entries) as Record<string, string>)
		: DEFAULT_HEADERS;
}

/** How long a chunk is. */
export const bytesOf = ({ chunkBytes, totalBytes, totalChunks }: Session, index: number): number =>
	index < totalChunks ? chunkBytes : totalBytes - (totalChunks - 1) * chunkBytes;

/** The indexes of all chunks, from 1. */
export const allChunks = ({ totalChunks }: Session): number[] =>
	Array.from({ length: totalChunks }, (_, n) => n + 1);
