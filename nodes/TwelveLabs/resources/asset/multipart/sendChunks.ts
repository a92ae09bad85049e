import type { Connection } from '../../../../api/client/connection';
import { endedAt } from '../../../../api/client/deadline';
import { unreadable, type UploadFile } from '../../../../api/client/file';
import { BufferPool, type Loan } from '../../../../api/storage/bufferPool';
import { ChunkReader } from '../../../../api/storage/chunkReader';
import { timeFor } from '../../../../api/storage/putChunk';
import { storeChunk } from '../../../../api/storage/storeChunk';
import type { ChunkReports } from './chunkReports';
import type { ChunkUrls } from './chunkUrls';
import type { UploadProgress } from './progress';
import { bytesOf, type Session } from './session';

/** One for the process: see `BufferPool`. */
const pool = new BufferPool();

/** An upload under way. */
export interface ChunkedUpload {
	connection: Connection;
	file: UploadFile;
	session: Session;
	urls: ChunkUrls;
	reports: ChunkReports;
	progress: UploadProgress;
}

/**
 * Reads the file once, and sends the chunks that are missing: as many at a time as there are buffers.
 * @param missing their indexes
 * @throws what ends the upload, when the chunks that are on their way have arrived or ended, too
 */
export async function sendChunks(
	upload: ChunkedUpload,
	missing: ReadonlySet<number>,
): Promise<void> {
	const { file, session } = upload;
	const last = Math.max(...missing);
	const reader = new ChunkReader(file);
	const sending: Array<Promise<void>> = [];
	let isBroken = false;
	const stop = () => (isBroken = true);
	try {
		for (let index = 1; index <= last && !isBroken; index++) {
			if (!missing.has(index)) {
				await readInTime(upload, bytesOf(session, index), reader);
				continue;
			}
			const loan = await filled(upload, reader, index);
			// The buffer may be that of the chunk which has ended the upload.
			if (isBroken) {
				loan.giveBack();
				break;
			}
			const sent = sendOne(upload, index, loan, stop);
			sending.push(sent);
			sent.catch(stop);
		}
	} finally {
		reader.close();
		await Promise.allSettled(sending);
	}
	await Promise.all(sending);
}

/** A buffer with the next chunk of the file. */
async function filled(upload: ChunkedUpload, reader: ChunkReader, index: number): Promise<Loan> {
	const { connection, session } = upload;
	const loan = await pool.borrow(session.uploadId, session.chunkBytes, connection.cancel);
	try {
		await readInTime(upload, bytesOf(session, index), reader, loan.buffer);
		return loan;
	} catch (error) {
		loan.giveBack();
		return await Promise.reject(error);
	}
}

/** A store that has stopped in the middle of a file would hold the buffer for ever. */
async function readInTime(
	{ connection, file }: ChunkedUpload,
	bytes: number,
	reader: ChunkReader,
	into?: Buffer,
): Promise<void> {
	const at = performance.now() + timeFor(bytes);
	const reason = () => unreadable(`${file.name} could not be read in time`);
	await endedAt({ at: () => at, cancel: connection.cancel, reason }, async () => {
		await reader.next(bytes, into);
	});
}

/** @param onBroken called before the buffer is lent on, where the chunk was not stored */
async function sendOne(
	{ connection, session, urls, reports, progress }: ChunkedUpload,
	index: number,
	{ buffer, giveBack }: Loan,
	onBroken: () => void,
): Promise<void> {
	const bytes = bytesOf(session, index);
	const storing = storeChunk(connection, {
		index,
		bytes: buffer.subarray(0, bytes),
		headers: session.headers,
		url: async (isNew) => await urls.next(index, isNew),
	});
	storing.catch(onBroken);
	const etag = await storing.finally(giveBack);
	await reports.add({ index, etag, bytes });
	progress.add(bytes);
}
