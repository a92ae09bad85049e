import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { CREDENTIAL_TYPE } from '../../../scripts/names';
import type { OtherNode } from '../../engine/harness';
import { MAX_URLS, type Session } from './session';
import type { SinkAddress } from './sink';

/** As many as the node lends. */
const BUFFERS = 3;

/**
 * A node that makes the requests of uploads in chunks, and does nothing else: no file is read, nothing is repeated. Each
 * chunk comes from a buffer that is there from the beginning, so what the process grows by beside these is n8n's HTTP client's.
 */
export const clientAloneNode = ({ api }: SinkAddress): OtherNode => ({
	// One that may use every credential.
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 1,
	nodeType: {
		description: {
			displayName: 'Client Alone',
			name: 'clientAlone',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Client Alone' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: CREDENTIAL_TYPE, required: true }],
			properties: [],
		},
		async execute() {
			const items = this.getInputData();
			await uploadAll(this, `${api}/assets/multipart-uploads`, items);
			return [items];
		},
	} satisfies INodeType,
});

/** A chunk, and what reports it. */
interface Chunk {
	url: string;
	bytes: number;
	report(etag: unknown): Promise<unknown>;
}

async function uploadAll(
	context: IExecuteFunctions,
	url: string,
	items: INodeExecutionData[],
): Promise<void> {
	const post = async (path: string, body: IDataObject): Promise<Session> =>
		(await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL_TYPE, {
			method: 'POST',
			url: url + path,
			body,
			json: true,
		})) as Session;
	const chunks = chunksOf(items, post);
	const send = async () => {
		let buffer: Buffer | undefined;
		for await (const chunk of chunks) {
			buffer ??= Buffer.alloc(chunk.bytes);
			const { headers } = (await context.helpers.httpRequest({
				method: 'PUT',
				url: chunk.url,
				headers: { 'Content-Type': 'application/octet-stream' },
				body: buffer.subarray(0, chunk.bytes),
				returnFullResponse: true,
			})) as { headers: IDataObject };
			await chunk.report(headers.etag);
		}
	};
	await Promise.all(Array.from({ length: BUFFERS }, send));
}

/** The chunks of all items, one item after the other. */
async function* chunksOf(
	items: INodeExecutionData[],
	post: (path: string, body: IDataObject) => Promise<Session>,
): AsyncGenerator<Chunk> {
	for (const { binary } of items) {
		const { bytes: total = 0, fileName } = binary?.data ?? {};
		const file = { filename: fileName, type: 'video', total_size: total };
		const { upload_id: id, chunk_size: size, total_chunks: count } = await post('', file);
		for (let index = 1; index <= count; ) {
			const range = { start: index, count: Math.min(MAX_URLS, count - index + 1) };
			const { upload_urls: urls } = await post(`/${id}/presigned-urls`, range);
			for (const { chunk_index, url } of urls) {
				const bytes = Math.min(size, total - (chunk_index - 1) * size);
				const stored = { chunk_index, proof_type: 'etag', chunk_size: bytes };
				const report = async (etag: unknown) =>
					await post(`/${id}`, {
						completed_chunks: [{ ...stored, proof: String(etag).replaceAll('"', '') }],
					});
				yield { url, bytes, report };
			}
			index += urls.length;
		}
	}
}
