import { randomBytes } from 'node:crypto';

import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { Fault } from '../../simulator/faults';
import { DEFAULT_SWITCHES } from '../../simulator/switches';
import type { UploadSession } from '../../simulator/uploads';
import { until } from '../until';
import { inMemory, itemWith, sha256 } from './files';
import { errorOf, itemsOf, jsonOf, type RunOptions } from './harness';
import { useOddStore } from './oddStore';
import { Eavesdropper, recordOf } from './secretSearch';
import { useWorld } from './world';

const CHUNK_BYTES = 100_000;

const world = useWorld({
	chunkBytes: CHUNK_BYTES,
	durations: { processing: 500, pending: 200, queued: 200, indexing: 200 },
});

const CREATE = 'multipartUpload.create';
const REPORT = 'multipartUpload.report-chunk-batch';
const URLS = 'multipartUpload.get-additional-presigned-urls';

/** Twenty-three chunks, the last of ten bytes: twice as many as the first addresses. */
const bytes = randomBytes(22 * CHUNK_BYTES + 10);
const CHUNKS = 23;

const chunkOf = (file: Buffer, index: number) =>
	file.subarray((index - 1) * CHUNK_BYTES, index * CHUNK_BYTES);

const upload = (options: IDataObject = {}, { parameters, ...more }: Partial<RunOptions> = {}) =>
	world.run(
		'upload',
		{ resource: 'asset', options: { uploadMethod: 'multipart', ...options }, ...parameters },
		{ input: itemWith(inMemory(bytes)), ...more },
	);

const sessions = (): UploadSession[] => [...world.simulator.world.uploads.sessions.values()];
const lastSession = (): UploadSession => {
	const session = sessions().at(-1);
	if (!session) throw new Error('There is no session');
	return session;
};

const assets = () => [...world.simulator.world.assets.values()];

/** Chunks whose storage has other bytes than the file. */
const wrongChunks = (session: UploadSession, file = bytes) =>
	Array.from({ length: session.totalChunks }, (_, n) => n + 1).filter(
		(index) => session.stored.get(index)?.sha256 !== sha256(chunkOf(file, index)),
	);

/** How often each chunk went to the storage. */
const puts = () => {
	const counts = new Map<number, number>();
	for (const { chunk = 0 } of world.simulator.storage.requests) {
		counts.set(chunk, (counts.get(chunk) ?? 0) + 1);
	}
	return counts;
};

const expectUploadedOnce = (result: Awaited<ReturnType<typeof upload>>, file = bytes) => {
	const [item] = jsonOf(result);
	const session = lastSession();
	expect(item).toMatchObject({ _id: session.assetId, upload_id: session.id });
	expect(wrongChunks(session, file)).toEqual([]);
	expect(assets().map(({ id }) => id)).toEqual([session.assetId]);
};

beforeEach(() => {
	world.simulator.world.assets.clear();
	world.simulator.world.uploads.sessions.clear();
	world.simulator.storage.requests.length = 0;
	world.simulator.storage.faults.length = 0;
	Object.assign(world.simulator.switches, DEFAULT_SWITCHES);
});

// Whatever happens, the key goes nowhere but to the API.
afterEach(() => {
	const headers = JSON.stringify(world.simulator.storage.requests);
	expect(headers).not.toContain(world.simulator.apiKey);
	expect(headers.toLowerCase()).not.toContain('x-api-key');
});

describe('a file in chunks', () => {
	test('goes up byte by byte, with its name, type and metadata, and comes out as an asset', async () => {
		const result = await upload(
			{ enableHls: true, filename: 'keynote.mp4' },
			{
				parameters: {
					userMetadata: { fields: [{ key: 'year', type: 'integer', numberValue: 2026 }] },
				},
			},
		);
		expectUploadedOnce(result);
		expect(jsonOf(result)).toEqual([
			{
				_id: lastSession().assetId,
				filename: 'keynote.mp4',
				status: 'processing',
				file_type: 'video/mp4',
				created_at: expect.any(String),
				upload_id: lastSession().id,
			},
		]);
		expect(assets()[0]).toMatchObject({
			method: 'multipart',
			hls: true,
			userMetadata: { year: 2026 },
			media: { size: bytes.length },
		});
		expect([...puts().values()]).toEqual(Array.from({ length: CHUNKS }, () => 1));
	});

	test('is waited for', async () => {
		const [asset] = jsonOf(await upload({ waitForCompletion: true }));
		expect(asset).toMatchObject({
			_id: lastSession().assetId,
			upload_id: lastSession().id,
			status: 'ready',
			size: bytes.length,
		});
	});

	test('may be shorter than a chunk, or end with a whole one', async () => {
		for (const file of [randomBytes(1), randomBytes(2 * CHUNK_BYTES)]) {
			world.simulator.world.assets.clear();
			expectUploadedOnce(await upload({}, { input: itemWith(inMemory(file)) }), file);
		}
	});

	test('reports how far it is', async () => {
		const lines: string[] = [];
		await upload({}, { onConsole: (line) => lines.push(line) });
		expect(lines).toEqual([
			`Uploading talk.mp4: 3 MB in 23 chunks. Upload ID: ${lastSession().id}`,
			'Uploading talk.mp4: 3 of 3 MB',
		]);
	});

	test('sends further fields of the request', async () => {
		await upload({ additionalFields: '{"enable_thumbnail": true}' });
		expect(assets()[0]).toMatchObject({ thumbnail: true });
	});

	test.each([
		['uploadHeaders', 'unneeded'],
		['uploadHeaders', 'absent'],
		['quotedProof', 'refused'],
		['multipartCreatedAt', 'session'],
	] as const)('goes up where %s is %s', async (name, value) => {
		Object.assign(world.simulator.switches, { [name]: value });
		expectUploadedOnce(await upload());
	});

	test('is read anew for each of many items, each uploaded once', async () => {
		const files = Array.from({ length: 9 }, (_, n) => randomBytes(3 * CHUNK_BYTES + n));
		const input = files.map((file, n) => itemWith(inMemory(file, { fileName: `v${n}.mp4` }))[0]);
		const result = await upload({}, { input });
		const bySession = new Map(sessions().map((session) => [session.id, session]));
		for (const [n, { upload_id }] of jsonOf(result).entries()) {
			const session = bySession.get(String(upload_id));
			expect(session && wrongChunks(session, files[n])).toEqual([]);
		}
		expect(assets()).toHaveLength(9);
	});
});

test('all items of a process together have three chunks on their way at most, and all of them finish', async () => {
	world.simulator.storage.faults.push({ respond: { delayMs: 20 }, times: Infinity });
	let most = 0;
	const { requests } = world.simulator.storage;
	const watching = setInterval(() => {
		most = Math.max(most, requests.filter(({ status }) => status === undefined).length);
	}, 5);
	const input = Array.from(
		{ length: 6 },
		() => itemWith(inMemory(randomBytes(4 * CHUNK_BYTES)))[0],
	);
	const runs = await Promise.all(
		['1', '2'].map(async (executionId) => await upload({}, { input, executionId })),
	);
	clearInterval(watching);
	expect(most).toBe(3);
	expect(runs.flatMap((run) => jsonOf(run))).toHaveLength(12);
	expect(assets()).toHaveLength(12);
});

describe('the method', () => {
	test('is chosen by the length of the file', async () => {
		const large = randomBytes(32 * 1024 * 1024);
		await upload({ uploadMethod: 'auto' }, { input: itemWith(inMemory(large)) });
		await upload({ uploadMethod: 'auto' });
		expect(assets()).toMatchObject([{ method: 'multipart' }, { method: 'direct' }]);
	});

	test('in chunks is refused for a document, before anything is sent', async () => {
		const pdf = inMemory(bytes, { mimeType: 'application/pdf', fileName: 'a.pdf' });
		expect(errorOf(await upload({}, { input: itemWith(pdf) })).message).toBe(
			'Upload Method: a.pdf is a document, which cannot go up in chunks [item 0]',
		);
		expect(world.sent()).toEqual([]);
	});
});

describe('a fault', () => {
	const api: Array<[string, Omit<Fault, 'on'>]> = [
		['reset before', { respond: 'reset' }],
		['reset after', { respond: 'reset', when: 'after' }],
		['502 before', { respond: 'html502' }],
		['502 after', { respond: 'html502', when: 'after' }],
		['cut after', { respond: 'truncated', when: 'after' }],
		['empty after', { respond: 'empty', when: 'after' }],
		['429', { respond: { status: 429, headers: { 'retry-after': '2' } } }],
		['503 four times', { respond: { status: 503 }, times: 4 }],
	];

	test.each(api)('of the opening (%s) leaves one asset', async (what, fault) => {
		world.simulator.faults.add({ on: CREATE, ...fault });
		const result = await upload();
		if (what !== 'empty after') return expectUploadedOnce(result);
		expect(errorOf(result).message).toContain('does not come from TwelveLabs');
		expect(assets()).toEqual([]);
	});

	test('of the opening that stays ends the item, and says that there is no asset', async () => {
		world.simulator.faults.add({ on: CREATE, respond: 'html502', when: 'after', times: Infinity });
		const error = errorOf(await upload());
		expect(error.message).toBe('TwelveLabs could not process the request just now');
		expect(error.description).toContain('No part of talk.mp4 was sent, and there is no asset.');
		expect(error.description).not.toContain('look before');
	});

	test.each(api)('of new addresses (%s) leaves one asset', async (_what, fault) => {
		world.simulator.faults.add({ on: URLS, ...fault });
		expectUploadedOnce(await upload());
	});

	test.each(api)('of the first report (%s) leaves one asset', async (_what, fault) => {
		world.simulator.faults.add({ on: REPORT, ...fault });
		expectUploadedOnce(await upload());
	});

	test.each(api)('of the last report (%s) leaves one asset', async (_what, fault) => {
		const isLast = ({ operationId, body }: { operationId?: string; body: unknown }) =>
			operationId === REPORT && JSON.stringify(body).includes(`"chunk_index":${CHUNKS}`);
		world.simulator.faults.add({ on: isLast, ...fault });
		expectUploadedOnce(await upload());
	});

	test('of every report after its effect is resolved by the status of the upload', async () => {
		world.simulator.faults.add({ on: REPORT, respond: 'html502', when: 'after', times: 40 });
		expectUploadedOnce(await upload());
		expect(world.sent()).toContain(`GET /assets/multipart-uploads/${lastSession().id}`);
	});

	test.each([
		['500', 500],
		['503', 503],
		['403', 403],
		['400', 400],
		['a reset', 'reset'],
		['a lost answer', 'lost'],
		['a late answer', { delayMs: 300 }],
	] as const)('of a chunk (%s) repeats that chunk alone', async (what, respond) => {
		world.simulator.storage.faults.push({ chunk: 9, respond });
		expectUploadedOnce(await upload());
		const again = [...puts()].filter(([, count]) => count > 1).map(([chunk]) => chunk);
		expect(again).toEqual(what === 'a late answer' ? [] : [9]);
	});

	test('of every chunk, once, repeats each', async () => {
		for (let chunk = 1; chunk <= CHUNKS; chunk++) {
			world.simulator.storage.faults.push({ chunk, respond: 'reset' });
		}
		expectUploadedOnce(await upload());
	});

	test('of a chunk that stays ends the item, says how to go on, and the rest arrives later', async () => {
		world.simulator.storage.faults.push({ chunk: 9, respond: 500, times: Infinity });
		const [failed] = itemsOf(await upload({}, { onError: 'continueErrorOutput' }), 1);
		const { id, assetId } = lastSession();
		expect(failed.json).toMatchObject({
			error: expect.stringMatching(
				/^The storage at 127\.0\.0\.1:\d+ did not take chunk 9( \[item 0\])?$/,
			),
			details: {
				upload_id: id,
				asset_id: assetId,
				httpStatus: 500,
				next: expect.stringContaining(`with Resume Upload under Options set to ${id}`),
			},
		});
		expect(assets()).toEqual([]);

		world.simulator.storage.faults.length = 0;
		const reported = new Set(lastSession().reported.keys());
		world.simulator.storage.requests.length = 0;
		expectUploadedOnce(await upload({ resumeUploadId: id }));
		expect([...puts().keys()].filter((chunk) => reported.has(chunk))).toEqual([]);
	});

	test('that makes TwelveLabs unreachable for most of a minute is waited for, without sending what has arrived', async () => {
		world.simulator.storage.faults.push({ chunk: 9, respond: 'reset' });
		const running = upload();
		await until(() => world.simulator.storage.requests.some(({ chunk }) => chunk === 9));
		await world.simulator.outage();
		const begun = performance.now();
		let isOver = false;
		void running.then(() => (isOver = true));
		await until(() => isOver || performance.now() - begun > 40_000);
		await world.simulator.recover();
		expectUploadedOnce(await running);
		expect([...puts()].filter(([, count]) => count > 1)).toEqual([[9, 2]]);
	});

	test('that refuses a chunk again and again ends the item after three tries', async () => {
		world.simulator.storage.faults.push({ chunk: 2, respond: 403, times: Infinity });
		const error = errorOf(await upload());
		expect(error.message).toMatch(/^The storage at .* did not take chunk 2/);
		expect(puts().get(2)).toBe(3);
	});

	test('that redirects a chunk is not followed', async () => {
		const redirectTo = `${world.simulator.url}/assets`;
		world.simulator.storage.faults.push({ chunk: 3, respond: { redirectTo } });
		const error = errorOf(await upload());
		expect(error.message).toMatch(/^The storage at .* answered with a redirect/);
		expect(world.sent()).not.toContain('PUT /assets');
		expect(error.description).toContain(lastSession().id);
	});

	test('that ends the upload sends no further chunk', async () => {
		world.simulator.storage.faults.push(
			{ chunk: 1, respond: { delayMs: 200 } },
			{ chunk: 2, respond: { delayMs: 200 } },
			{ chunk: 3, respond: { redirectTo: `${world.simulator.url}/assets` } },
		);
		await upload();
		expect([...puts().keys()].sort()).toEqual([1, 2, 3]);
		expect([...lastSession().reported.keys()].sort()).toEqual([1, 2]);
	});
});

describe('a chunk that TwelveLabs does not count', () => {
	test('is sent again', async () => {
		const forget = () => {
			lastSession().reported.delete(4);
			return false;
		};
		let reports = 0;
		world.simulator.faults.add({
			on: ({ operationId }) => operationId === REPORT && ++reports === 3 && forget(),
			respond: 'reset',
		});
		expectUploadedOnce(await upload());
		expect(puts().get(4)).toBe(2);
	});
});

describe('chunks that TwelveLabs counts later', () => {
	test('are waited for, and not sent again', async () => {
		world.simulator.switches.reportLagMs = 20_000;
		expectUploadedOnce(await upload());
		expect([...puts().values()]).toEqual(Array.from({ length: CHUNKS }, () => 1));
	});

	test('are no reason to upload the file from its beginning', async () => {
		world.simulator.switches.reportLagMs = 60 * 60_000;
		const [failed] = itemsOf(await upload({}, { onError: 'continueErrorOutput' }), 1);
		expect(failed.json).toMatchObject({
			error: 'TwelveLabs counts 0 of the 23 chunks of talk.mp4, though all were sent',
			details: {
				upload_id: lastSession().id,
				next: expect.stringContaining(
					`with Resume Upload under Options set to ${lastSession().id}`,
				),
			},
		});
	});

	test.each([
		['active', 'has all 23 chunks of talk.mp4, but has not completed the upload (active)'],
		[
			'being_joined',
			'has all 23 chunks of talk.mp4, but has not completed the upload (being_joined)',
		],
		['failed', 'has ended the upload of talk.mp4 (failed)'],
	])('in status %s end with a message that says so', async (status, message) => {
		const chunks = Array.from({ length: CHUNKS }, (_, n) => ({
			index: n + 1,
			status: 'completed',
		}));
		world.simulator.faults.add({
			on: REPORT,
			respond: { status: 200, body: {} },
			when: 'after',
			times: Infinity,
		});
		world.simulator.faults.add({
			on: 'multipartUpload.get-status',
			respond: { status: 200, body: { status, uploaded_chunks: chunks, page_info: { page: 1 } } },
			times: Infinity,
		});
		const [failed] = itemsOf(await upload({}, { onError: 'continueErrorOutput' }), 1);
		expect(failed.json.error).toBe(`TwelveLabs ${message}`);
		const { next } = failed.json.details as IDataObject;
		if (status === 'failed')
			expect(next).toBe('Upload it again from its beginning, with Resume Upload left out.');
		else expect(next).toContain(`with Resume Upload under Options set to ${lastSession().id}`);
		expect([...puts().values()]).toEqual(Array.from({ length: CHUNKS }, () => 1));
	});
});

describe('addresses', () => {
	test('are asked for once for many chunks', async () => {
		await upload();
		expect(world.sent().filter((sent) => sent.endsWith('/presigned-urls'))).toHaveLength(1);
	});
});

describe('an address', () => {
	test.each([
		['is refused', 'http://127.0.0.1:9', /^The storage at 127\.0\.0\.1:9 cannot be reached/],
		['has no host', 'http://storage.invalid', /^The storage at storage\.invalid cannot be reached/],
		[
			'is not trusted',
			'https',
			/^No secure connection to the storage at 127\.0\.0\.1:\d+ can be made/,
		],
		[
			'is no web address',
			'ftp://storage.invalid',
			/^The answer from .* does not come from TwelveLabs/,
		],
	])('that %s stands in no error and in no log', async (_what, storage, message) => {
		const { uploads } = world.simulator.world;
		const { url } = world.simulator.storage;
		uploads.storage = storage === 'https' ? url.replace('http:', 'https:') : storage;
		const eavesdropper = new Eavesdropper();
		const result = await upload().finally(() => eavesdropper.stop());
		uploads.storage = url;
		expect(errorOf(result).message).toMatch(message);
		expect(errorOf(result).description).toContain(`set to ${lastSession().id}`);
		expect(errorOf(result).description).not.toContain('look before');
		expect(`${recordOf(result)}\n${eavesdropper.text}`).not.toContain('signature=');
	});

	test('that cannot be had ends the upload, since none of its reports is unclear', async () => {
		world.simulator.faults.add({ on: URLS, respond: 'html502', times: Infinity });
		expect(errorOf(await upload()).message).toContain('could not process the request');
		expect(world.sent().filter((sent) => sent.startsWith('GET'))).toEqual([]);
		expect(lastSession().reported.size).toBe(10);
	});

	test('that has expired is replaced', async () => {
		const { uploads } = world.simulator.world;
		let hasExpired = false;
		world.simulator.faults.add({
			on: ({ operationId }) => {
				// Once: three refused addresses in a row end a chunk.
				if (operationId === REPORT && !hasExpired) {
					for (const url of uploads.urls.values()) url.isUsed = true;
					hasExpired = true;
				}
				return false;
			},
			respond: 'reset',
		});
		expectUploadedOnce(await upload());
		expect(hasExpired).toBe(true);
	});
});

describe('Resume Upload', () => {
	const broken = async () => {
		world.simulator.storage.faults.push({ chunk: 9, respond: 403, times: 3 });
		await upload();
		const session = lastSession();
		world.simulator.storage.requests.length = 0;
		world.simulator.requests.length = 0;
		return { session, reported: [...session.reported.keys()] };
	};

	test('goes on where the upload was broken off, whatever Upload Method is', async () => {
		const { session, reported } = await broken();
		const lines: string[] = [];
		const result = await upload(
			{ uploadMethod: 'auto', resumeUploadId: ` ${session.id} ` },
			{ onConsole: (line) => lines.push(line) },
		);
		expectUploadedOnce(result);
		expect(reported.length).toBeGreaterThan(5);
		expect([...puts().keys()].filter((chunk) => reported.includes(chunk))).toEqual([]);
		expect(lines[0]).toBe(
			`Uploading talk.mp4: 3 MB in 23 chunks, of which ${reported.length} have arrived before. Upload ID: ${session.id}`,
		);
		expect(sessions()).toHaveLength(1);
	});

	test('of an upload that is complete gives its asset', async () => {
		await upload();
		const { id } = lastSession();
		expectUploadedOnce(await upload({ resumeUploadId: id }));
		expect(puts().get(1)).toBe(1);
	});

	test('of an upload that is complete, and could be one of several assets, sends nothing', async () => {
		await upload();
		const { id } = lastSession();
		world.simulator.world.addAsset({ filename: 'talk.mp4', method: 'multipart' });
		const error = errorOf(await upload({ resumeUploadId: id }));
		expect(error.message).toBe(`Resume Upload: ${id} is complete already [item 0]`);
		expect(puts().get(1)).toBe(1);
	});

	test('of another file is refused', async () => {
		const { session } = await broken();
		const other = itemWith(inMemory(randomBytes(10)));
		const error = errorOf(await upload({ resumeUploadId: session.id }, { input: other }));
		expect(error.message).toBe(
			`Resume Upload: ${session.id} is of a file of 2200010 bytes, and talk.mp4 has 10 [item 0]`,
		);
		expect(world.simulator.storage.requests).toEqual([]);
	});

	test('of an upload whose chunks do not make up the file is refused', async () => {
		const { session } = await broken();
		world.simulator.faults.add({
			on: 'multipartUpload.list-incomplete-uploads',
			respond: {
				status: 200,
				body: {
					data: [{ upload_id: session.id, chunk_size: CHUNK_BYTES + 1, total_chunks: CHUNKS }],
					page_info: {},
				},
			},
		});
		const error = errorOf(await upload({ resumeUploadId: session.id }));
		expect(error.message).toBe(
			`Resume Upload: ${session.id} has 23 chunks of 100001 bytes, which do not make up talk.mp4 [item 0]`,
		);
		expect(world.simulator.storage.requests).toEqual([]);
	});

	test('of a document names Resume Upload', async () => {
		const pdf = inMemory(bytes, { mimeType: 'application/pdf', fileName: 'a.pdf' });
		const error = errorOf(
			await upload({ uploadMethod: 'auto', resumeUploadId: 'a' }, { input: itemWith(pdf) }),
		);
		expect(error.message).toBe(
			'Resume Upload: a.pdf is a document, which cannot go up in chunks [item 0]',
		);
		expect(error.description).toContain('Leave Resume Upload out.');
	});

	test('of an upload that ends while it is sent does not advise to resume it', async () => {
		const { session } = await broken();
		world.simulator.faults.add({
			on: URLS,
			respond: { status: 404, body: { code: 'resource_not_exist', message: 'No such upload.' } },
			times: Infinity,
		});
		const error = errorOf(await upload({ resumeUploadId: session.id }));
		expect(error.message).toContain('does not exist');
		expect(error.description).not.toContain('To go on');
	});

	test('of an upload that has expired is refused', async () => {
		const { session } = await broken();
		Object.assign(session, { expiresAt: 0 });
		const error = errorOf(await upload({ resumeUploadId: session.id }));
		expect(error.message).toBe(`Resume Upload: ${session.id} has ended (expired) [item 0]`);
	});

	test.each(['67b5e8a1c0d94f7712ab3406', 'multipart-uploads', 'a/b'])(
		'of %s, which is none, is refused',
		async (resumeUploadId) => {
			const error = errorOf(await upload({ resumeUploadId }));
			expect(error.message).toMatch(
				/^(Upload 67b5e8a1c0d94f7712ab3406 does not exist|Resume Upload: )/,
			);
			expect(world.simulator.storage.requests).toEqual([]);
		},
	);
});

test('Stop ends an upload within a second, and leaves one that can be resumed', async () => {
	world.simulator.storage.faults.push({ chunk: 7, respond: { delayMs: 1_800 } });
	const running = upload();
	await until(() => world.simulator.storage.requests.some(({ chunk }) => chunk === 7));
	await until(() => lastSession().reported.has(6));
	const stoppedAt = Date.now();
	running.cancel();
	expect((await running).status).toBe('canceled');
	expect(Date.now() - stoppedAt).toBeLessThan(1_000);
	const session = lastSession();
	const reported = [...session.reported.keys()];
	world.simulator.storage.requests.length = 0;
	expectUploadedOnce(await upload({ resumeUploadId: session.id }));
	expect([...puts().keys()].filter((chunk) => reported.includes(chunk))).toEqual([]);
});

test('Stop names what has been uploaded, and which uploads can be resumed', async () => {
	world.simulator.storage.faults.push({ chunk: 7, respond: { delayMs: 1_800 } });
	const lines: string[] = [];
	const short = itemWith(inMemory(bytes.subarray(0, 2 * CHUNK_BYTES)));
	const input = [...short, ...itemWith(inMemory(bytes))];
	const running = upload({}, { input, onConsole: (line) => lines.push(line) });
	await until(() => world.simulator.storage.requests.some(({ chunk }) => chunk === 7));
	await until(() => assets().length === 1);
	await until(() => world.sent().includes(`GET /assets/${assets()[0].id}`));
	await until(() => world.simulator.requests.every(({ status }) => status !== null));
	running.cancel();
	const error = errorOf(await running);
	const long = sessions().find(({ totalChunks }) => totalChunks === CHUNKS);
	const summary = `Not finished: upload_id ${long?.id} (item 1).`;
	const uploaded = `1 of 2 items were uploaded: asset_id ${assets()[0].id} (item 0).`;
	expect(lines.filter((line) => line.startsWith('Stopped.'))).toEqual([
		expect.stringContaining(summary),
	]);
	expect(lines.at(-1)).toContain(uploaded);
	expect(error.message).toBe('The execution was canceled');
	expect(error.description).toContain(summary);
	expect(error.description).toContain(uploaded);
	expect(error.description).toContain('Resume Upload');
	expect(error.description).not.toContain('On Error');
});

describe('a file in a store of n8n', () => {
	const store = useOddStore();

	beforeEach(() => {
		store.pieces = [1, 70_000, 3, 12 * CHUNK_BYTES, 0, CHUNK_BYTES, 5].map((length) =>
			randomBytes(length),
		);
	});

	const stored = (more: Partial<IBinaryData> = {}) =>
		itemWith({ data: 'odd', id: 'odd:1', mimeType: 'video/mp4', fileName: 'stored.mp4', ...more });

	test('goes up in chunks, however large its pieces are', async () => {
		expectUploadedOnce(await upload({}, { input: stored() }), Buffer.concat(store.pieces));
	});

	test.each([
		['is shorter', 10_000_000, /^stored\.mp4 is \d+ bytes long, and not 10000000 as n8n stated/],
		['is longer', 100_010, /^stored\.mp4 is longer than the 100010 bytes that n8n stated/],
	])('that %s than n8n says ends at once, and makes no asset', async (_what, length, message) => {
		const error = errorOf(await upload({}, { input: stored({ bytes: length }) }));
		expect(error.message).toMatch(message);
		expect(error.description).toContain(`Resume Upload under Options set to ${lastSession().id}`);
		expect(assets()).toEqual([]);
	});

	test('whose length n8n does not know is refused', async () => {
		store.length = NaN;
		const error = errorOf(await upload({}, { input: stored() }));
		expect(error.message).toBe('n8n does not state how long stored.mp4 is [item 0]');
		expect(world.sent()).toEqual([]);
	});

	test('that can no longer be read ends the item', async () => {
		store.isBroken = true;
		const error = errorOf(await upload({}, { input: stored({ bytes: 10_000_000 }) }));
		expect(error.message).toMatch(/^stored\.mp4 could not be read/);
		expect(error.description).toContain('n8n reports: ENOENT: no such file.');
	});
});
