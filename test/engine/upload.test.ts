import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

import { Container } from './core';
import { inMemory, itemWith, sha256 } from './files';
import { errorOf, itemsOf, jsonOf, type RunOptions } from './harness';
import { useOddStore } from './oddStore';
import { until } from '../until';
import { useWorld } from './world';

const world = useWorld({
	durations: { processing: 500, pending: 200, queued: 200, indexing: 200 },
});

const CREATE = 'assets.create';
const MEGABYTE = 1024 * 1024;

const upload = (
	parameters: RunOptions['parameters'],
	more: Partial<Omit<RunOptions, 'parameters'>> = {},
) => world.run('upload', { resource: 'asset', ...parameters }, more);

const range = (length: number) => Array.from({ length }, (_, n) => n);

const uploaded = () => [...world.simulator.world.assets.values()].at(-1);

beforeEach(() => world.simulator.world.assets.clear());

// Before the tests with faults, after which the rate limiter lets fewer requests leave at a time.
test('at most four files are sent at a time, and URLs do not wait for them', async () => {
	world.simulator.faults.add({
		on: ({ body }) => (body as { method?: string }).method === 'direct',
		respond: { delayMs: 100 },
		times: Infinity,
	});
	let most = 0;
	const watching = setInterval(() => {
		const open = world.simulator.requests.filter(({ status }) => status === null);
		most = Math.max(most, open.length);
	}, 5);
	const input = range(9).map(
		(n) => itemWith(inMemory(randomBytes(10), { fileName: `v${n}.mp4` }))[0],
	);
	const runs = await Promise.all([
		upload({}, { input, executionId: '1' }),
		upload({ mediaSource: 'url', url: 'https://example.com/talk.mp4' }, { executionId: '2' }),
	]);
	clearInterval(watching);
	expect(most).toBe(4);
	expect(runs.map((run) => jsonOf(run).length)).toEqual([9, 1]);
	const byUrl = world.simulator.requests.findIndex(
		({ body }) => (body as { method?: string }).method === 'url',
	);
	expect(byUrl).toBeLessThan(5);
});

describe('a file', () => {
	test('goes up byte by byte, with its name, type and metadata, and comes out as an asset', async () => {
		const bytes = randomBytes(3 * MEGABYTE + 17);
		const result = await upload(
			{
				userMetadata: { fields: [{ key: 'year', type: 'integer', numberValue: 2026 }] },
				options: { enableHls: true, enableThumbnail: true },
			},
			{ input: itemWith(inMemory(bytes)) },
		);
		const asset = uploaded();
		expect(jsonOf(result)).toEqual([
			{
				_id: asset?.id,
				filename: 'talk.mp4',
				status: 'processing',
				file_type: 'video/mp4',
				created_at: expect.any(String),
			},
		]);
		expect(asset).toMatchObject({
			sha256: sha256(bytes),
			media: { size: bytes.length },
			method: 'direct',
			hls: true,
			thumbnail: true,
			userMetadata: { year: 2026 },
		});
		expect(world.sent()).toEqual(['POST /assets']);
	});

	test('may be given as the binary object itself, by an expression', async () => {
		const bytes = randomBytes(1_000);
		await upload(
			{ binaryPropertyName: "={{ $('Start').item.binary.other }}" },
			{ input: [{ json: {}, binary: { other: inMemory(bytes) } }] },
		);
		expect(uploaded()?.sha256).toBe(sha256(bytes));
	});

	test('is waited for, and named otherwise, as the options say', async () => {
		const [asset] = jsonOf(
			await upload(
				{ options: { waitForCompletion: true, filename: 'Größe 1.mp4' } },
				{ input: itemWith(inMemory(randomBytes(10))) },
			),
		);
		expect(asset).toMatchObject({ status: 'ready', filename: 'Größe 1.mp4', size: 10 });
	});

	test('that TwelveLabs cannot process gives the reason, the ID and what to do', async () => {
		const error = errorOf(
			await upload(
				{ options: { waitForCompletion: true, filename: 'simulate-asset-failure.mp4' } },
				{ input: itemWith(inMemory(randomBytes(10))) },
			),
		);
		expect(error.message).toMatch(/^TwelveLabs could not process the asset/);
		expect(error.description).toContain(`Asset ID: ${uploaded()?.id}.`);
	});

	test.each([
		'application/octet-stream',
		'application/octet-stream; charset=binary',
		'binary/octet-stream',
		'text/plain',
		'application/mp4',
		'',
		undefined,
	])('of the unknown type %j is sent as what its name says', async (mimeType) => {
		const file = inMemory(randomBytes(10), { fileName: 'Camera 1.MOV' });
		const options = { filename: 'My keynote' };
		await upload({ options }, { input: itemWith({ ...file, mimeType } as IBinaryData) });
		expect(uploaded()).toMatchObject({ fileType: 'video/quicktime', filename: 'My keynote' });
	});

	test.each(['a.constructor', 'file', '.mp4x'])(
		'whose type neither n8n nor its name %j says is refused',
		async (fileName) => {
			const file = inMemory(randomBytes(10), { mimeType: 'text/plain', fileName });
			expect(errorOf(await upload({}, { input: itemWith(file) })).message).toBe(
				`TwelveLabs takes no file of the type "text/plain": "${fileName}" [item 0]`,
			);
		},
	);

	test('of a Code node may lack its name, and have the line breaks of an e-mail', async () => {
		const bytes = randomBytes(1_000);
		const data = (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
		await upload(
			{},
			{ input: itemWith(inMemory(bytes, { data, fileName: '', fileExtension: 'mp4' })) },
		);
		expect(uploaded()).toMatchObject({ filename: 'file.mp4', sha256: sha256(bytes) });
	});

	test('has the time of Max Wait after its upload, however long that took', async () => {
		world.simulator.faults.add({ on: CREATE, respond: { delayMs: 1_500 } });
		const options = { waitForCompletion: true, maxWaitMinutes: 0.02 };
		const result = await upload({ options }, { input: itemWith(inMemory(randomBytes(10))) });
		expect(jsonOf(result)).toMatchObject([{ status: 'ready' }]);
	});

	test.each([
		[
			{ mimeType: 'application/zip', fileName: 'all.zip' },
			'TwelveLabs takes no file of the type "application/zip": "all.zip" [item 0]',
		],
		[{ data: '' }, 'talk.mp4 is empty [item 0]'],
		[
			{ id: 'odd:1', bytes: 10_241 * MEGABYTE },
			'talk.mp4 has 10,241 MB, and an upload takes at most 10,240 MB (video) [item 0]',
		],
		[
			{ id: 'odd:1', bytes: 201 * MEGABYTE, mimeType: 'application/pdf', fileName: 'a.pdf' },
			'a.pdf has 201 MB, and an upload takes at most 200 MB (document) [item 0]',
		],
		[
			{ id: 'odd:1', bytes: 33 * MEGABYTE, mimeType: 'image/png', fileName: 'a.png' },
			'a.png has 33 MB, and an upload takes at most 32 MB (image) [item 0]',
		],
	])('%j is refused before its first byte leaves', async (more, message) => {
		const input = itemWith(inMemory(randomBytes(10), more));
		expect(errorOf(await upload({}, { input })).message).toBe(message);
		expect(world.sent()).toEqual([]);
	});

	test('that is not there is named', async () => {
		const error = errorOf(await upload({ binaryPropertyName: 'video' }));
		expect(error.message).toContain("'video'");
		expect(world.sent()).toEqual([]);
	});

	test('of a request that a rate limit rejects is read anew', async () => {
		const bytes = randomBytes(MEGABYTE);
		world.simulator.faults.add({
			on: CREATE,
			respond: { status: 429, headers: { 'retry-after': '1' } },
		});
		await upload({}, { input: itemWith(inMemory(bytes)) });
		expect(uploaded()?.sha256).toBe(sha256(bytes));
	});
});

describe('a file in a store of n8n', () => {
	const store = useOddStore();

	beforeEach(() => {
		store.pieces = [1, 70_000, 3, 2 * MEGABYTE, 5].map((length) => randomBytes(length));
	});

	const stored = (more: Partial<IBinaryData> = {}): IBinaryData => ({
		data: 'odd',
		id: 'odd:1',
		mimeType: 'video/mp4',
		fileName: 'stored.mp4',
		...more,
	});

	test('is streamed, in pieces of any size', async () => {
		await upload({}, { input: itemWith(stored()) });
		expect(uploaded()?.sha256).toBe(sha256(Buffer.concat(store.pieces)));
	});

	test.each([
		['is shorter', 10_000_000, /^stored\.mp4 is \d+ bytes long, and not 10000000 as n8n stated/],
		['is longer', 10, /^stored\.mp4 is longer than the 10 bytes that n8n stated/],
	])('that %s than n8n says ends at once, and makes no asset', async (_what, bytes, message) => {
		const error = errorOf(await upload({}, { input: itemWith(stored({ bytes })) }));
		expect(error.message).toMatch(message);
		expect(uploaded()).toBeUndefined();
	});

	test('that can no longer be read ends the item, and makes no asset', async () => {
		store.isBroken = true;
		const bytes = 10_000_000;
		const error = errorOf(await upload({}, { input: itemWith(stored({ bytes })) }));
		expect(error.message).toBe('stored.mp4 could not be read [item 0]');
		expect(error.description).toContain('Nothing was uploaded. n8n reports: ENOENT: no such file.');
		expect(uploaded()).toBeUndefined();
	});
});

test('Stop ends an upload within a second, and reads no more of its file', async () => {
	const bytes = 10 * MEGABYTE;
	let read = 0;
	let isClosed = false;
	const endless = {
		getAsStream: async () =>
			Readable.from(
				(async function* () {
					try {
						for (;;) {
							yield randomBytes(1_000);
							read++;
							await new Promise((resolve) => setTimeout(resolve, 5));
						}
					} finally {
						isClosed = true;
					}
				})(),
			),
	};
	Container.get(BinaryDataService).setManager('endless' as never, endless as never);
	const input = itemWith(inMemory(Buffer.alloc(0), { id: 'endless:1', bytes }));
	const running = upload({}, { input });
	await until(() => read > 5);
	const stoppedAt = performance.now();
	running.cancel();
	expect((await running).status).toBe('canceled');
	expect(performance.now() - stoppedAt).toBeLessThan(1_000);
	await until(() => isClosed);
	expect(uploaded()).toBeUndefined();
});

test('an item that stops the node names what the others have uploaded', async () => {
	const input = ['a.mp4', 'b.exe', 'c.mp4'].flatMap((fileName) =>
		itemWith(inMemory(randomBytes(10), { fileName, mimeType: '' })),
	);
	const error = errorOf(await upload({}, { input }));
	expect(error.message).toMatch(/\[item 1\]$/);
	const ids = Object.fromEntries(
		[...world.simulator.world.assets.values()].map(({ id, filename }) => [filename, id]),
	);
	expect(error.description).toMatch(/2 of 3 items were uploaded: /);
	expect(error.description).toContain(`asset_id ${ids['a.mp4']} (item 0)`);
	expect(error.description).toContain(`asset_id ${ids['c.mp4']} (item 2)`);
	expect(error.description).toContain('take these items out of the input');
	expect(error.description).toContain('Continue (using error output)');
	expect(error.description).not.toContain('Skip if Already Indexed');
});

test('a file that n8n opens after Stop is closed again', async () => {
	const stream = Readable.from([randomBytes(10)]);
	let isAsked = false;
	let open: (stream: Readable) => void = () => undefined;
	const late = {
		getAsStream: async () => {
			isAsked = true;
			return await new Promise<Readable>((resolve) => (open = resolve));
		},
	};
	Container.get(BinaryDataService).setManager('late' as never, late as never);
	const input = itemWith(inMemory(Buffer.alloc(0), { id: 'late:1', bytes: 10 }));
	const running = upload({}, { input });
	await until(() => isAsked);
	running.cancel();
	await running;
	open(stream);
	await until(() => stream.destroyed);
	expect(uploaded()).toBeUndefined();
});

describe('a URL', () => {
	const url = 'https://example.com/media/keynote.mp4?signature=1';

	test('is fetched by TwelveLabs, and the asset is named after it', async () => {
		const [asset] = jsonOf(await upload({ mediaSource: 'url', url }));
		expect(asset).toMatchObject({ filename: 'keynote.mp4', status: 'processing' });
		expect(uploaded()?.method).toBe('url');
	});

	test('is named without what may be a secret', async () => {
		const lines: string[] = [];
		const secret = 'https://u:pw@example.com/v.mp4?X-Amz-Signature=SECRET';
		world.simulator.faults.add({ on: CREATE, respond: 'reset', when: 'after', times: 9 });
		world.simulator.faults.add({ on: 'assets.list', respond: { status: 401 }, times: Infinity });
		const onConsole = (line: string) => lines.push(line);
		const error = errorOf(await upload({ mediaSource: 'url', url: secret }, { onConsole }));
		expect(lines).toContainEqual(expect.stringContaining('Uploading v.mp4'));
		expect([...lines, error.message, error.description].join()).not.toMatch(/SECRET|pw@/);
	});

	test.each(['={{ "" }}', 'keynote.mp4', 'file:///etc/passwd', 'javascript:1'])(
		'%j is refused before anything is sent',
		async (wrong) => {
			const error = errorOf(await upload({ mediaSource: 'url', url: wrong }));
			const value = wrong.startsWith('=') ? '' : wrong;
			expect(error.message).toBe(`URL: "${value}" is not a web address [item 0]`);
			expect(world.sent()).toEqual([]);
		},
	);
});

describe.each([
	['a file', { mediaSource: 'binary' }, itemWith(inMemory(randomBytes(100)))],
	['a URL', { mediaSource: 'url', url: 'https://example.com/talk.mp4' }, undefined],
])('%s whose response is lost', (_what, parameters, input) => {
	test.each(['reset', 'html502', 'truncated', 'empty'] as const)(
		'after TwelveLabs accepted it (%s) is found again, and there once',
		async (respond) => {
			world.simulator.faults.add({ on: CREATE, respond, when: 'after' });
			const result = await upload(parameters, { input });
			expect(world.simulator.world.assets.size).toBe(1);
			expect(jsonOf(result)).toMatchObject([{ _id: uploaded()?.id }]);
		},
	);

	test.each(['reset', 'html502'] as const)(
		'before it reached TwelveLabs (%s) is uploaded again, and there once',
		async (respond) => {
			world.simulator.faults.add({ on: CREATE, respond });
			const result = await upload(parameters, { input });
			expect(world.simulator.world.assets.size).toBe(1);
			expect(jsonOf(result)).toMatchObject([{ _id: uploaded()?.id }]);
		},
	);

	test('is named as unclear where another run may have made what is there', async () => {
		const createdAt = Date.now() + 60_000;
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const method = parameters.mediaSource === 'url' ? 'url' : 'direct';
		const { id } = world.simulator.world.addAsset({ filename: 'talk.mp4', method, createdAt });
		const error = errorOf(await upload(parameters, { input }));
		expect(error.description).toContain(`the account holds ${id}`);
		expect(error.description).toContain('may have been uploaded all the same');
		expect(world.simulator.world.assets.size).toBe(1);
	});
});

describe('an asset of the same name that another run makes at the same moment', () => {
	const lost = async (made: Parameters<typeof world.simulator.world.addAsset>[0]) => {
		const createdAt = Date.now();
		world.simulator.faults.add({ on: CREATE, respond: 'reset' });
		const { id } = world.simulator.world.addAsset({
			filename: 'talk.mp4',
			method: 'direct',
			createdAt,
			...made,
		});
		return { id, run: await upload({}, { input: itemWith(inMemory(randomBytes(100))) }) };
	};

	test('is not claimed for the item where its length is another', async () => {
		const { id, run } = await lost({ status: 'ready', media: { size: 99 } });
		expect(jsonOf(run)).toMatchObject([{ _id: expect.not.stringContaining(id) }]);
		expect(world.simulator.world.assets.size).toBe(2);
	});

	test('is not claimed for the item where its metadata is other', async () => {
		const { id, run } = await lost({ userMetadata: { of: 'another' } });
		expect(jsonOf(run)).toMatchObject([{ _id: expect.not.stringContaining(id) }]);
		expect(world.simulator.world.assets.size).toBe(2);
	});

	test('leaves it unclear where it is of another kind', async () => {
		const { id, run } = await lost({ fileType: 'audio/wav' });
		expect(errorOf(run).description).toContain(id);
		expect(world.simulator.world.assets.size).toBe(1);
	});
});

test('of many URLs at once one that is lost is sent again, since the others are of the same run', async () => {
	const input = range(8).map((n) => ({ json: { url: `https://example.com/v${n}.mp4` } }));
	world.simulator.faults.add({ on: CREATE, respond: 'html502', times: 1 });
	await upload({ mediaSource: 'url', url: '={{ $json.url }}' }, { input });
	const names = [...world.simulator.world.assets.values()].map(({ filename }) => filename);
	expect(names.sort()).toEqual(range(8).map((n) => `v${n}.mp4`));
});

test('items that wait for others of the same name keep no other items waiting', async () => {
	const url = (n: number) => `https://example.com/${n < 50 ? 'same' : `v${n}`}.mp4`;
	const input = range(110).map((n) => ({ json: { url: url(n) } }));
	world.simulator.faults.add({ on: CREATE, respond: { delayMs: 200 }, times: Infinity });
	const run = upload({ mediaSource: 'url', url: '={{ $json.url }}' }, { input });
	const names = () => [...world.simulator.world.assets.values()].map(({ filename }) => filename);
	await until(() => names().includes('v109.mp4'));
	expect(names().filter((name) => name === 'same.mp4').length).toBeLessThan(25);
	run.cancel();
	await run;
	// What is under way still arrives, and belongs to no later test.
	await until(() => world.simulator.requests.every(({ status }) => status !== null));
});

test('the file comes last in the form, so that a server knows the fields before', async () => {
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			names.push(...[...body.matchAll(/name="(\w+)"/g)].map(([, name]) => name));
			response.writeHead(201, { 'Content-Type': 'application/json' });
			response.end('{"_id":"6b08ef240000000000000001"}');
		});
	});
	const names: string[] = [];
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const { port } = server.address() as AddressInfo;
	await upload(
		{
			userMetadata: { fields: [{ key: 'a', type: 'string', value: 'b' }] },
			options: { enableHls: true, additionalFields: '{ "new_field": 1 }' },
		},
		{
			input: itemWith(inMemory(randomBytes(10))),
			credential: { apiKey: 'key', baseUrl: `http://127.0.0.1:${port}/v1.3` },
		},
	);
	server.close();
	expect(names).toEqual(['method', 'filename', 'enable_hls', 'user_metadata', 'new_field', 'file']);
});

test('the same file of several items becomes an asset for each, whatever is lost', async () => {
	world.simulator.faults.add({ on: CREATE, respond: 'reset', when: 'after', times: 2 });
	const input = Array.from({ length: 5 }, () => itemWith(inMemory(randomBytes(100)))[0]);
	const ids = jsonOf(await upload({}, { input })).map(({ _id }) => _id);
	expect(new Set(ids).size).toBe(5);
	const names = [...world.simulator.world.assets.values()].map(({ filename }) => filename);
	expect(names).toEqual(range(5).map(() => 'talk.mp4'));
});

test('each item is paired with its input, and Index Asset takes its _id', async () => {
	const input = Array.from({ length: 2 }, () => itemWith(inMemory(randomBytes(100)))[0]);
	const items = itemsOf(await upload({ options: { waitForCompletion: true } }, { input }));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	const { id: indexId } = world.simulator.world.addIndex();
	const indexed = await world.run(
		'create',
		{
			indexId: { __rl: true, mode: 'id', value: indexId },
			assetId: { __rl: true, mode: 'id', value: '={{ $json._id }}' },
		},
		{ input: items },
	);
	expect(jsonOf(indexed)).toHaveLength(2);
});

test('additional fields go into the form, and replace none of the node', async () => {
	const input = itemWith(inMemory(randomBytes(10)));
	const options = { additionalFields: '{ "method": "url" }' };
	expect(errorOf(await upload({ options }, { input })).message).toBe(
		'Additional Fields (JSON): "method" is set by the node already [item 0]',
	);
});
