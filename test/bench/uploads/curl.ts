import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { run } from '../../../scripts/command';
import { MAX_URLS, type Session } from './session';
import type { SinkAddress } from './sink';
import type { Stage } from './stage';

/** What curl is to do. */
interface CurlOrder {
	/** Files. */
	chunks: string[];
	/** Of all together. */
	bytes: number;
	connections: number;
	signal: AbortSignal;
}

/**
 * Sends chunks with curl, which does nothing else: the session and its addresses are there before, and nothing is reported.
 * @returns how long it took, in milliseconds
 */
export async function curl(
	{ sink, folder }: Pick<Stage, 'sink' | 'folder'>,
	{ chunks, bytes, connections, signal }: CurlOrder,
): Promise<number> {
	await sink.reset();
	const urls = await presigned(sink.address, bytes);
	const config = join(folder, 'curl.txt');
	const lines = chunks.map((path, n) => `upload-file = "${path}"\nurl = "${urls[n]}"`);
	await writeFile(config, lines.join('\n'));
	const begin = performance.now();
	await run(
		'curl',
		[
			...['--parallel', '--parallel-immediate', '--parallel-max', String(connections)],
			...['--silent', '--show-error', '--fail', '--noproxy', '*'],
			// Without it, curl first asks whether it may send.
			...['--header', 'Expect:', '--header', 'Content-Type: application/octet-stream'],
			...['--config', config],
		],
		{ cwd: folder, signal },
	);
	const ms = performance.now() - begin;
	const { puts } = await sink.tally();
	if (puts.length !== chunks.length) throw new Error(`curl sent ${puts.length} chunks`);
	return ms;
}

async function presigned({ api, apiKey }: SinkAddress, bytes: number): Promise<string[]> {
	const post = async (path: string, body: object): Promise<Session> => {
		const response = await fetch(api + path, {
			method: 'POST',
			headers: { 'x-api-key': apiKey, 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return (await response.json()) as Session;
	};
	const path = '/assets/multipart-uploads';
	const file = { filename: 'film.mp4', type: 'video', total_size: bytes };
	const { upload_id, total_chunks } = await post(path, file);
	const urls: string[] = [];
	while (urls.length < total_chunks) {
		const range = { start: urls.length + 1, count: Math.min(MAX_URLS, total_chunks - urls.length) };
		const { upload_urls: more } = await post(`${path}/${upload_id}/presigned-urls`, range);
		urls.push(...more.map(({ url }) => url));
	}
	return urls;
}
