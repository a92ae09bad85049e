import type { Connection } from '../../../../api/client/connection';
import { read } from '../../../../api/client/send';
import { ENDPOINTS } from '../../../../api/endpoints';
import { foreignAnswer } from '../../../../api/errors/apiError';
import type { ChunkUrl, Session } from './session';

/** Documented. */
const MAX_URLS = 50;

/** An address works for an hour; the request has to begin, and clocks to differ, within the rest. */
const FRESH_MS = 50 * 60_000;

/** The presigned addresses of an upload, fetched just before they are needed. */
export class ChunkUrls {
	private readonly urls = new Map<number, string>();
	private fetchedAt = performance.now();
	/** Of many at once. */
	private fetching?: Promise<void>;

	constructor(
		private readonly connection: Connection,
		private readonly session: Session,
	) {
		this.keep(session.urls);
	}

	/**
	 * An address for a chunk, which is handed out once.
	 * @param isNew whether it has to be fetched now, for this chunk alone
	 * @throws NodeApiError as `send`, or where the answer holds no address
	 */
	async next(index: number, isNew: boolean): Promise<string> {
		if (performance.now() - this.fetchedAt > FRESH_MS) this.urls.clear();
		if (!isNew && !this.urls.has(index)) await this.fetchMany(index);
		const url = isNew ? undefined : this.urls.get(index);
		this.urls.delete(index);
		return url ?? (await this.fetchOne(index));
	}

	/** Chunks that are sent at the same time share a request. */
	private async fetchMany(start: number): Promise<void> {
		this.fetching ??= this.fetch(start, MAX_URLS)
			.then((urls) => {
				this.fetchedAt = performance.now();
				this.keep(urls);
			})
			.finally(() => (this.fetching = undefined));
		await this.fetching;
	}

	private async fetchOne(index: number): Promise<string> {
		const [{ url }] = await this.fetch(index, 1);
		return String(url);
	}

	/** @returns addresses, that of the first chunk first */
	private async fetch(start: number, max: number): Promise<ChunkUrl[]> {
		const request = {
			endpoint: ENDPOINTS.multipartUploads.presignedUrls,
			ids: { uploadId: this.session.uploadId },
			body: { start, count: Math.min(max, this.session.totalChunks - start + 1) },
		};
		const body = await read<{ upload_urls?: ChunkUrl[] }>(this.connection, request);
		const urls = Array.isArray(body.upload_urls) ? body.upload_urls : [];
		const own = urls.find((url) => url.chunk_index === start && isWebAddress(url.url));
		if (!own) {
			throw foreignAnswer(this.connection, request, { statusCode: 200, headers: {}, body });
		}
		return [own, ...urls];
	}

	private keep(urls: readonly ChunkUrl[]): void {
		for (const { chunk_index: index, url } of urls) {
			if (index !== undefined && isWebAddress(url)) this.urls.set(index, url);
		}
	}
}

const isWebAddress = (url: unknown): url is string =>
	typeof url === 'string' && /^https?:/i.test(url) && URL.canParse(url);
