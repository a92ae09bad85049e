/** Uploads over lines that stand still, are slow or are cut, to servers that end a request early. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { Container } from './core';
import { byId, errorOf, jsonOf, type RunOptions } from './harness';
import { SkippedWaits } from './skipWaits';
import { until } from '../until';
import { useWorld } from './world';

const world = useWorld({ skipWaits: false });

const MEGABYTE = 1024 * 1024;

/** Far more than sockets take in. */
const LARGE = 40 * MEGABYTE;

const TIMEOUT_MS = 500;

const CREATED = { _id: '6b08ef240000000000000001', filename: 'talk.mp4', status: 'processing' };

/** What the server does with each upload. */
let onUpload: (request: IncomingMessage, response: ServerResponse) => void;
let uploads = 0;
let lookUps = 0;
let server: Server;

const json = (response: ServerResponse, status: number, body: unknown) =>
	response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

beforeAll(async () => {
	server = createServer((request, response) => {
		request.on('error', () => undefined);
		if (request.method === 'GET') {
			lookUps++;
			json(response, 200, { data: [], page_info: { page: 1, total_page: 1, total_results: 0 } });
			return;
		}
		uploads++;
		onUpload(request, response);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(() => {
	uploads = 0;
	lookUps = 0;
});
// Back-offs as short as they come.
beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
});

/** Puts a file into a store of n8n that hands it over in such pieces. */
function stored(pieces: () => AsyncIterable<Buffer> | Iterable<Buffer>, bytes: number) {
	const manager = { getAsStream: async () => Readable.from(pieces()) };
	Container.get(BinaryDataService).setManager('lines' as never, manager as never);
	const data = { data: '', id: 'lines:1', bytes, mimeType: 'video/mp4', fileName: 'talk.mp4' };
	return [{ json: {}, binary: { data } }] as INodeExecutionData[];
}

function* ofEqualPieces(bytes: number, piece = MEGABYTE) {
	for (let at = 0; at < bytes; at += piece) yield Buffer.alloc(Math.min(piece, bytes - at));
}

const inPieces = (bytes: number, piece?: number) =>
	stored(() => ofEqualPieces(bytes, piece), bytes);

const upload = (
	input: INodeExecutionData[],
	timeout = TIMEOUT_MS,
	more: Partial<RunOptions> = {},
) =>
	world.run(
		'upload',
		{ resource: 'asset', options: { uploadMethod: 'direct' }, requestOptions: { timeout } },
		{
			input,
			credential: {
				apiKey: 'key',
				baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
			},
			...more,
		},
	);

/** Reads a request at a rate, in milliseconds a megabyte. */
async function readSlowly(request: IncomingMessage, msPerMegabyte: number): Promise<void> {
	for await (const chunk of request) {
		await sleep(((chunk as Buffer).length / MEGABYTE) * msPerMegabyte);
	}
}

describe('an upload', () => {
	test('ends when the line stands still for longer than a slow one does, and uploaded nothing', async () => {
		onUpload = () => undefined;
		const waits = new SkippedWaits();
		const error = errorOf(await upload(inPieces(LARGE)));
		waits.stop();
		// Repeated within a minute.
		expect(waits.total).toBeLessThan(300_000);
		expect(error.message).toMatch(/^The upload of talk\.mp4 stood still after \d+ of 40 MB$/);
		expect(error.description).toContain('Nothing was uploaded.');
		expect(error.context?.details).toMatchObject({ code: 'ETIMEDOUT' });
	});

	test.each([MEGABYTE, LARGE])(
		'goes on over a slow line for longer than the timeout, in pieces of %d bytes',
		async (piece) => {
			onUpload = (request, response) => {
				void readSlowly(request, 75).then(
					() => json(response, 201, CREATED),
					() => undefined,
				);
			};
			const begun = performance.now();
			const run = await upload(inPieces(LARGE, piece));
			expect(jsonOf(run)).toMatchObject([{ _id: CREATED._id }]);
			expect(performance.now() - begun).toBeGreaterThan(3 * TIMEOUT_MS);
			expect(uploads).toBe(1);
		},
	);

	test('that arrived whole is looked for when no response comes within the timeout', async () => {
		onUpload = (request) => void request.resume();
		const running = upload(inPieces(1_000));
		await until(() => lookUps > 0);
		expect(uploads).toBe(1);
		running.cancel();
		await running;
	});

	test('ends when n8n does not hand over its file', async () => {
		onUpload = (request) => void request.resume();
		const input = stored(async function* () {
			yield Buffer.alloc(10);
			await sleep(60_000, undefined, { ref: false });
		}, 1_000);
		const error = errorOf(await upload(input));
		expect(error.message).toBe('n8n did not hand over talk.mp4 in time [item 0]');
		expect(error.description).toContain('Nothing was uploaded.');
	});
});

/** Refuses as soon as so many bytes have come, and closes at once: apart from this process, as the response would not be lost in it. */
const REFUSING = `
const body = JSON.stringify({ code: 'payload_too_large', message: 'The file is too large.' });
const refusal = 'HTTP/1.1 413 Payload Too Large\\r\\nContent-Type: application/json\\r\\n' +
	'Content-Length: ' + body.length + '\\r\\nConnection: close\\r\\n\\r\\n' + body;
const server = require('net').createServer((socket) => {
	socket.on('error', () => {});
	socket.once('data', () => socket.write(refusal, () => socket.destroy()));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

test('an upload that is refused while it is on its way says why, also where the connection is closed at once', async () => {
	const refusing = spawn(process.execPath, ['-e', REFUSING]);
	const [port] = (await once(refusing.stdout, 'data')) as [Buffer];
	const credential = { apiKey: 'key', baseUrl: `http://127.0.0.1:${port.toString().trim()}` };
	for (let run = 0; run < 5; run++) {
		const error = errorOf(await upload(inPieces(LARGE), 30_000, { credential }));
		expect(error.httpCode).toBe('413');
		expect(error.description).toContain('The file is too large.');
	}
	refusing.kill();
});

test('an upload whose connection is closed without a word is repeated, and says that nothing was uploaded', async () => {
	onUpload = ({ socket }) => void socket.destroy();
	const error = errorOf(await upload(inPieces(LARGE), 30_000));
	expect(error.message).toMatch(/^The upload of talk\.mp4 was cut after \d+ of 40 MB$/);
	expect(error.description).toContain('Nothing was uploaded.');
	expect([uploads, lookUps]).toEqual([5, 0]);
});

test('a search by an image whose connection is closed without a word is named as a search', async () => {
	onUpload = ({ socket }) => void socket.destroy();
	const [{ json: item, binary }] = inPieces(30 * MEGABYTE);
	const image = { ...binary?.data, mimeType: 'image/png', fileName: 'logo.png' } as IBinaryData;
	const { port } = server.address() as AddressInfo;
	const run = await world.run(
		'image',
		{ resource: 'search', indexId: byId('6b08ef240000000000000002') },
		{
			input: [{ json: item, binary: { data: image } }],
			credential: { apiKey: 'key', baseUrl: `http://127.0.0.1:${port}` },
		},
	);
	const { message, description } = errorOf(run);
	expect(message).toMatch(/^The search with logo\.png was cut after \d+ of 30 MB$/);
	expect(description).toContain('Nothing was searched.');
});
