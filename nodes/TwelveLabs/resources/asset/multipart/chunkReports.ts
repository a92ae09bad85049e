import type { Connection } from '../../../../api/client/connection';
import { ENDPOINTS } from '../../../../api/endpoints';
import { factsOf, isOfRequest } from '../../../../api/errors/facts';
import { readThroughOutage } from '../../../../api/storage/outage';
import { textId } from '../../../../api/ids';

/** A chunk that the storage has. */
export interface StoredChunk {
	index: number;
	etag: string;
	bytes: number;
}

/** The answer to a report. */
interface Reported {
	asset_id?: string;
	total_completed?: number;
}

/**
 * Reports chunks to TwelveLabs as they arrive: what is reported need not be sent again, whatever happens. One report is under
 * way at a time; the next one has all that have arrived meanwhile.
 */
export class ChunkReports {
	/** As the last report says; undefined before the first. */
	completed?: number;
	assetId?: string;
	/** Whether the last report may have been counted, though no response says so. */
	isUnclear = false;
	private readonly waiting: StoredChunk[] = [];
	private last = Promise.resolve();

	constructor(
		private readonly connection: Connection,
		private readonly uploadId: string,
	) {}

	/**
	 * @returns when TwelveLabs has confirmed it
	 * @throws NodeApiError as `send`, also of an earlier report
	 */
	async add(chunk: StoredChunk): Promise<void> {
		this.waiting.push(chunk);
		this.last = this.last.then(async () => await this.report());
		await this.last;
	}

	private async report(): Promise<void> {
		const chunks = this.waiting.splice(0);
		if (chunks.length === 0) return;
		const { asset_id: assetId, total_completed: completed } = await readThroughOutage<Reported>(
			this.connection,
			{
				endpoint: ENDPOINTS.multipartUploads.reportChunks,
				ids: { uploadId: this.uploadId },
				body: {
					completed_chunks: chunks.map(({ index, etag, bytes }) => ({
						chunk_index: index,
						proof: etag,
						proof_type: 'etag',
						chunk_size: bytes,
					})),
				},
			},
		).catch(async (error: unknown) => {
			this.isUnclear = isOfRequest(error) && factsOf(error).effect === 'unclear';
			return await Promise.reject(error);
		});
		this.completed = completed;
		this.assetId = textId(assetId) ?? this.assetId;
	}
}
