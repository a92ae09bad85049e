import { ENDPOINTS } from '../../../../api/endpoints';
import { isLastPage, PAGE_SIZE, type Page } from '../../../../api/paging/page';
import { read } from '../../../../api/client/send';
import type { Connection } from '../../../../api/client/connection';
import type { Lifecycle } from '../../../../shared/lifecycles';

/** How far an upload is. */
export interface UploadStatus {
	/** See `UPLOAD`. */
	status?: string;
	totalBytes?: number;
	createdAt?: string;
	/** Indexes of the chunks that need not be sent again. */
	completed: ReadonlySet<number>;
}

export const UPLOAD: Lifecycle<UploadStatus> = {
	succeeded: ['completed'],
	failed: ['failed', 'expired'],
	running: { active: 'active' },
	reasonOf: () => undefined,
};

/** A page of the answer, which lists the chunks. */
interface StatusPage extends Pick<Page<unknown>, 'page_info'> {
	status?: string;
	total_size?: number | null;
	created_at?: string;
	uploaded_chunks?: Array<{ index?: number; status?: string }>;
}

/** @throws NodeApiError as `send` */
export async function readStatus(connection: Connection, uploadId: string): Promise<UploadStatus> {
	const states = new Map<number | undefined, string | undefined>();
	for (let page = 1; ; page++) {
		const answer = await read<StatusPage>(connection, {
			endpoint: ENDPOINTS.multipartUploads.retrieve,
			ids: { uploadId },
			query: { page, page_limit: PAGE_SIZE },
		});
		const { status, total_size, created_at, page_info, uploaded_chunks: listed } = answer;
		const chunks = Array.isArray(listed) ? listed : [];
		const before = states.size;
		for (const { index, status: state } of chunks) states.set(index, state);
		// A server that gives the same page for ever ends the reading, too.
		const isNew = states.size > before;
		if (isNew && !isLastPage({ data: chunks, page_info }, page)) continue;
		const completed = [...states.keys()].filter(
			(index) => index !== undefined && states.get(index) === 'completed',
		);
		return {
			status,
			totalBytes: total_size ?? undefined,
			createdAt: created_at,
			completed: new Set(completed as number[]),
		};
	}
}
