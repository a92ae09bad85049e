import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { until } from '../until';
import { byId, errorOf } from './harness';
import { useWorld } from './world';

const ONE = '6a1000000000000000000001';

const TIMEOUT_MS = 300;

/** More than the rate limiter lets leave at a time. */
const ITEMS = 10;

/** n8n's HTTP client measures silence: each byte starts its time limit anew. */
const DRIP_MS = 50;

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n';

/** What a server or a proxy does with each request. */
const HANGING: Record<string, (socket: Socket) => void> = {
	'sends no response': () => {},
	'sends a body byte by byte': (socket) => {
		socket.write(`${OK}Content-Length: 100000\r\n\r\n`);
		drip(socket, ' ');
	},
	'sends headers byte by byte': (socket) => {
		socket.write(`${OK}X-Slow: `);
		drip(socket, 'x');
	},
	'switches protocols': (socket) => {
		socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n');
		drip(socket, 'x');
	},
	'sends nothing but 102': (socket) => drip(socket, 'HTTP/1.1 102 Processing\r\n\r\n'),
};

function drip(socket: Socket, bytes: string): void {
	const timer = setInterval(() => socket.write(bytes), DRIP_MS);
	socket.once('close', () => clearInterval(timer));
}

const world = useWorld();

const open = new Set<Socket>();
let server: Server;
let hang: ((socket: Socket) => void) | undefined;

beforeAll(async () => {
	server = createServer((socket) => {
		open.add(socket);
		socket.on('error', () => socket.destroy());
		socket.once('close', () => open.delete(socket));
		socket.once('data', () => {
			if (hang) hang(socket);
			else socket.end(`${OK}\r\n${JSON.stringify({ _id: ONE })}`);
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(async () => await new Promise((closed) => server.close(closed)));

const run = async (apiKey: string, items: number, operation = 'get') =>
	await world.run(
		operation,
		{
			indexId: byId(ONE),
			indexedAssetId: byId(ONE),
			assetId: byId(ONE),
			requestOptions: { timeout: TIMEOUT_MS },
		},
		{
			credential: { apiKey, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
			input: Array.from({ length: items }, () => ({ json: {} })),
		},
	);

describe.each(Object.entries(HANGING))('a server that %s', (name, hanging) => {
	test('holds neither an item nor the requests of others longer than the timeout', async () => {
		hang = hanging;
		const apiKey = `tlk_${name.replaceAll(' ', '_')}`;
		expect(errorOf(await run(apiKey, ITEMS)).message).toMatch(/did not answer in time$/);
		await until(() => open.size === 0);

		hang = undefined;
		const begun = performance.now();
		const { status } = await run(apiKey, ITEMS);
		expect(status).toBe('success');
		// Nothing waits for what hung before; five times the timeout is far more than these items need.
		expect(performance.now() - begun).toBeLessThan(5_000);
	});
});
