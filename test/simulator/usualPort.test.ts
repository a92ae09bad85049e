import { createServer, type AddressInfo, type Server } from 'node:net';

import type { Simulator } from '../../simulator/server';
import { startOnUsualPort } from '../../simulator/usualPort';

describe('The usual port of the simulator', () => {
	let other: Server;
	let port: number;
	let simulator: Simulator;
	beforeEach(async () => {
		other = createServer();
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		({ port } = other.address() as AddressInfo);
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

	it('is left to another program, and a free one is used', async () => {
		expect(await start()).not.toBe(port);
		await leavePort();
	});
});
