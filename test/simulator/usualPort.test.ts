import { createServer, type AddressInfo, type Server } from 'node:net';

import type { Simulator } from '../../simulator/server';
import { startOnUsualPort } from '../../simulator/usualPort';

describe('The usual port of the simulator', () => {
	let other: Server;
	let port: number;
	let simulator: Simulator;
	beforeEach(async () => {
		// The storage of uploads takes the port after it.
		do {
			other = await listening(0);
			({ port } = other.address() as AddressInfo);
		} while (!(await isFree(port + 1)));
	});
	const leavePort = async () => await new Promise((resolve) => other.close(resolve));
	afterEach(async () => await simulator.close());

	const start = async () => {
		simulator = await startOnUsualPort({ demo: true }, port);
		const { url, apiKey } = simulator;
		const { status } = await fetch(`${url}/indexes`, { headers: { 'x-api-key': apiKey } });
		expect(status).toBe(200);
		return Number(new URL(url).port);
	};

	it('is used at each start', async () => {
		await leavePort();
		expect(await start()).toBe(port);
		await simulator.close();
		expect(await start()).toBe(port);
	});

	it('has the storage of uploads beside it, unless that port is in use', async () => {
		await leavePort();
		await start();
		expect(simulator.storage.url).toBe(`http://127.0.0.1:${port + 1}`);
		const first = simulator;
		simulator = await startOnUsualPort({}, port);
		expect(new URL(simulator.url).port).not.toBe(String(port));
		expect(simulator.storage.url).not.toBe(first.storage.url);
		await first.close();
	});

	it('is left to another program, and a free one is used', async () => {
		expect(await start()).not.toBe(port);
		await leavePort();
	});
});

async function listening(port: number): Promise<Server> {
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	return server;
}

const isFree = async (port: number): Promise<boolean> =>
	await listening(port).then(
		async (server) => await new Promise((resolve) => server.close(() => resolve(true))),
		() => false,
	);
