import { ENDPOINTS } from '../../../../api/endpoints';
import { isLastPage, PAGE_SIZE, type Page } from '../../../../api/paging/page';
import { read } from '../../../../api/client/send';
import type { Connection } from '../../../../api/client/connection';

/** How far an upload is. */
export interface UploadStatus {
	/** `active`, `completed`, `failed` or `expired`. */
	status?: string;
	totalBytes?: number;
	totalChunks?: number;
	createdAt?: string;
	/** Indexes of the chunks that need not be sent again. */
	completed: ReadonlySet<number>;
}

/** A page of the answer, which lists the chunks. */
interface StatusPage extends Pick<Page<unknown>, 'page_info'> {
	status?: string;
	total_size?: number;
	created_at?: string;
	uploaded_chunks?: Array<{ index?: number; status?: string }>;
}

/** @throws NodeApiError as `send` */
export async function readStatus(connection: Connection, uploadId: string): Promise<UploadStatus> {
	const completed = new Set<number>();
	for (let page = 1; ; page++) {
		const answer = await read<StatusPage>(connection, {
			endpoint: ENDPOINTS.multipartUploads.retrieve,
			ids: { uploadId },
			query: { page, page_limit: PAGE_SIZE },
		});
		const { status, total_size, created_at, page_info, uploaded_chunks: listed } = answer;
		const chunks = Array.isArray(listed) ? listed : [];
		for (const { index, status: state } of chunks) {
			if (index !== undefined && state === 'completed') completed.add(index);
		}
		if (chunks.length === 0 || isLastPage({ data: chunks, page_info }, page)) {
			return {
				status,
				totalBytes: total_size,
				totalChunks: page_info?.total_results,
				createdAt: created_at,
				completed,
			};
		}
	}
}
