/** Documented: the most addresses of one request. */
export const MAX_URLS = 50;

/** What the API answers to opening an upload in chunks, and of it to the request for addresses. */
export interface Session {
	upload_id: string;
	chunk_size: number;
	total_chunks: number;
	upload_urls: Array<{ chunk_index: number; url: string }>;
}
