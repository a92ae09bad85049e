import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { withCredential } from '../../scripts/example';
import { outputOf } from '../../scripts/n8n/executions';
import type { WorkflowDraft } from '../../scripts/n8n/clientTypes';
import { NODE_TYPE } from '../../scripts/names';
import type { Canvas } from './canvas';
import type { Stage } from './part';
import { leadsTo, START } from './workflows';

const FETCH = 'Fetch';
const UPLOAD = 'Upload';

const MEGABYTE = 1024 * 1024;

/** More than goes up in one request, and no whole number of chunks. */
const FILE_BYTES = 40 * MEGABYTE + 17;

const WITHIN_MS = 120_000;

/**
 * A file that n8n keeps between two nodes goes up in chunks, and arrives byte by byte.
 * @param mode of n8n's binary data, with which the IDs of its files begin
 */
export async function uploadStoredFile(
	stage: Stage,
	{ simulator, client, credential }: Canvas,
	mode: string,
): Promise<void> {
	const file = randomBytes(FILE_BYTES);
	const url = await serve(stage, file);
	const { id } = await client.createWorkflow(withCredential(fetchAndUpload(url), credential));
	await stage.check(
		`a file that n8n keeps in its ${mode} arrives in chunks, byte by byte`,
		async () => {
			const execution = await client.finished(await client.run(id, START.name), WITHIN_MS);
			assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
			const [fetched] = outputOf(execution, FETCH);
			assert.match(String(fetched.binary?.data.id), new RegExp(`^${mode}`));
			const [uploaded] = outputOf(execution, UPLOAD);
			const session = simulator.world.uploads.sessions.get(String(uploaded.json.upload_id));
			assert.ok(session);
			assert.equal(uploaded.json._id, session.assetId);
			const { chunkBytes, totalChunks, stored } = session;
			const hashes = Array.from({ length: totalChunks }, (_, n) =>
				sha256(file.subarray(n * chunkBytes, (n + 1) * chunkBytes)),
			);
			assert.deepEqual(
				hashes.map((_, n) => stored.get(n + 1)?.sha256),
				hashes,
			);
		},
	);
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Serves the file until the part ends. */
async function serve({ cleanup }: Stage, file: Buffer): Promise<string> {
	const server = createServer((_, response) => {
		response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': file.length });
		response.end(file);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	cleanup.add(async () => {
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/talk.mp4`;
}

const fetchAndUpload = (url: string): WorkflowDraft => ({
	name: 'Stored file',
	nodes: [
		START,
		{
			id: 'fetch',
			name: FETCH,
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [200, 0],
			parameters: { url, options: { response: { response: { responseFormat: 'file' } } } },
		},
		{
			id: 'upload',
			name: UPLOAD,
			type: NODE_TYPE,
			typeVersion: 1,
			position: [400, 0],
			parameters: { resource: 'asset', operation: 'upload' },
		},
	],
	connections: { [START.name]: leadsTo(FETCH), [FETCH]: leadsTo(UPLOAD) },
});
