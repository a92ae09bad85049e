import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { TwelveLabs } from 'twelvelabs-js';

import { startBench, type Bench } from './support';

const CHUNK_BYTES = 1_000;
const HOUR_MS = 60 * 60_000;

interface Session {
	upload_id: string;
	asset_id: string;
	upload_urls: Array<{ chunk_index: number; url: string }>;
	upload_headers?: Record<string, string>;
	chunk_size: number;
	total_chunks: number;
}

describe('A multipart upload', () => {
	let bench: Bench;
	const bytes = randomBytes(2 * CHUNK_BYTES + 10);
	const chunk = (index: number) => bytes.subarray((index - 1) * CHUNK_BYTES, index * CHUNK_BYTES);

	beforeAll(async () => {
		bench = await startBench({ chunkBytes: CHUNK_BYTES });
	});
	afterAll(async () => await bench.simulator.close());
	afterEach(() => {
		expect(bench.simulator.refusedRequests).toEqual([]);
		expect(bench.simulator.contractViolations).toEqual([]);
	});

	const open = async () => {
		const body = { filename: 'film.mp4', type: 'video', total_size: bytes.length };
		const opened = await bench.call<Session>('POST', '/assets/multipart-uploads', body);
		return { ...opened.body, path: `/assets/multipart-uploads/${opened.body.upload_id}` };
	};
	const put = async (url: string, body: Buffer, headers: Record<string, string> = {}) =>
		await fetch(url, {
			method: 'PUT',
			headers: { 'Content-Type': 'application/octet-stream', ...headers },
			body: new Uint8Array(body),
			redirect: 'manual',
		});
	const report = async (path: string, index: number, proof: string) =>
		await bench.call<{ total_completed: number; duplicate_chunks: number; url?: string }>(
			'POST',
			path,
			{
				completed_chunks: [
					{ chunk_index: index, proof, proof_type: 'etag', chunk_size: chunk(index).length },
				],
			},
		);

	test('has its asset when the last of its chunks is reported, in any order, and not before', async () => {
		const { path, upload_urls: urls, asset_id, total_chunks, upload_headers } = await open();
		expect({ total_chunks, upload_headers }).toEqual({
			total_chunks: 3,
			upload_headers: { 'Content-Type': 'application/octet-stream' },
		});
		for (const index of [3, 1, 2]) {
			expect((await bench.call('GET', `/assets/${asset_id}`)).status).toBe(404);
			const stored = await put(urls[index - 1].url, chunk(index));
			const etag = stored.headers.get('etag') ?? '';
			expect(etag).toBe(`"${createHash('md5').update(chunk(index)).digest('hex')}"`);
			const { body } = await report(path, index, etag.replaceAll('"', ''));
			expect(body.url !== undefined).toBe(index === 2);
		}
		expect((await bench.call('GET', path)).body).toMatchObject({
			status: 'completed',
			chunks_completed: 3,
			uploaded_size: bytes.length,
		});
		const asset = await bench.call('GET', `/assets/${asset_id}`);
		expect(asset.body).toMatchObject({ method: 'multipart', filename: 'film.mp4' });
	});

	test('counts a chunk that is reported again as a duplicate', async () => {
		const { path, upload_urls: urls } = await open();
		const etag = (await put(urls[0].url, chunk(1))).headers.get('etag') ?? '';
		expect((await report(path, 1, etag)).body).toMatchObject({ duplicate_chunks: 0 });
		expect((await report(path, 1, etag)).body).toMatchObject({
			duplicate_chunks: 1,
			total_completed: 1,
		});
	});

	test('refuses to report what the storage does not hold', async () => {
		const { path } = await open();
		expect((await report(path, 1, 'made-up')).status).toBe(400);
	});

	test('takes a chunk once at an address, within an hour, with its header, and of its length', async () => {
		const { path, upload_urls: urls } = await open();
		expect((await put(urls[0].url, chunk(2).subarray(1))).status).toBe(400);
		expect((await put(urls[0].url, chunk(1), { 'Content-Type': 'video/mp4' })).status).toBe(403);
		expect((await put(urls[0].url, chunk(1))).status).toBe(200);
		expect((await put(urls[0].url, chunk(1))).status).toBe(403);
		bench.clock.advance(HOUR_MS);
		expect((await put(urls[1].url, chunk(2))).status).toBe(403);
		const more = await bench.call<Session>('POST', `${path}/presigned-urls`, {
			start: 2,
			count: 2,
		});
		expect(more.body.upload_urls.map(({ chunk_index }) => chunk_index)).toEqual([2, 3]);
		expect((await put(more.body.upload_urls[0].url, chunk(2))).status).toBe(200);
	});

	test('notes an API key that is sent to the storage as a defect of the client', async () => {
		const { upload_urls: urls } = await open();
		await put(urls[0].url, chunk(1), { 'x-api-key': 'secret' });
		expect(bench.simulator.refusedRequests.map(({ code }) => code)).toEqual(['api_key_at_storage']);
		bench.simulator.refusedRequests.length = 0;
	});

	test('meets what a test orders of the storage: a status, a reset, a lost response, a redirect', async () => {
		const { upload_urls: urls, upload_id: id } = await open();
		const { faults } = bench.simulator.storage;
		faults.push({ chunk: 1, respond: 503 }, { chunk: 1, respond: 'reset' });
		expect((await put(urls[0].url, chunk(1))).status).toBe(503);
		await expect(put(urls[0].url, chunk(1))).rejects.toThrow();
		faults.push({ respond: { redirectTo: 'http://127.0.0.1:1/' } }, { respond: 'lost' });
		expect((await put(urls[0].url, chunk(1))).status).toBe(307);
		const { stored } = bench.simulator.world.uploads.sessions.get(id) ?? {};
		expect(stored?.size).toBe(0);
		await expect(put(urls[0].url, chunk(1))).rejects.toThrow();
		expect(stored?.size).toBe(1);
	});

	test('expires after a day, and is listed until it is complete', async () => {
		const { path, upload_id: id } = await open();
		bench.clock.advance(24 * HOUR_MS);
		expect((await bench.call('GET', path)).body).toMatchObject({ status: 'expired' });
		const listed = await bench.call<{ data: Array<{ upload_id: string }> }>(
			'GET',
			'/assets/multipart-uploads?page_limit=50',
		);
		expect(listed.body.data.map(({ upload_id }) => upload_id)).toContain(id);
	});

	test('is finished by the official SDK', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'simulator-upload-'));
		const file = join(folder, 'film.mp4');
		await writeFile(file, bytes);
		const { url, apiKey } = bench.simulator;
		// The only way to lead it elsewhere.
		process.env.TWELVELABS_BASE_URL = url;
		const client = new TwelveLabs({ apiKey });
		delete process.env.TWELVELABS_BASE_URL;
		const before = new Set(bench.simulator.world.uploads.sessions.keys());
		// It reports its progress.
		jest.spyOn(console, 'log').mockImplementation();
		const { assetId } = await client.multipartUpload.uploadFile(file, { filename: 'film.mp4' });
		const sessions = [...bench.simulator.world.uploads.sessions.values()];
		const [session] = sessions.filter(({ id }) => !before.has(id));
		expect(session.assetId).toBe(assetId);
		expect([...session.stored].sort(([a], [b]) => a - b).map(([, { sha256 }]) => sha256)).toEqual(
			[1, 2, 3].map((index) => createHash('sha256').update(chunk(index)).digest('hex')),
		);
		jest.restoreAllMocks();
		await rm(folder, { recursive: true });
	});
});
