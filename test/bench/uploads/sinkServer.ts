/**
 * Takes uploads: the simulator's API, with a storage that reads each connection at a limited rate. A process of its own, so
 * that none of its work counts as the node's: started by `startSink`, it ends with the process that started it.
 */
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

import { startSimulator } from '../../../simulator/server';
import { endWithParent } from '../child';
import { PacedStorage } from './pacedStorage';
import { RESET, SUMS, TALLY, type SinkAddress, type SinkTally } from './sink';

/** Of each connection. */
const BYTES_PER_SECOND = 60_000_000;

async function listen(server: Server): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function serve(): Promise<SinkAddress> {
	const simulator = await startSimulator();
	const { uploads, assets } = simulator.world;
	const storage = new PacedStorage(uploads, BYTES_PER_SECOND);
	uploads.storage = await listen(storage.server);

	const tally = (): SinkTally => ({
		...storage.log,
		sessions: [...uploads.sessions.values()].map(({ id, totalChunks, reported, stored }) => ({
			id,
			totalChunks,
			reported: [...reported.keys()],
			sums: Array.from({ length: totalChunks }, (_, n) => stored.get(n + 1)?.sha256 ?? ''),
		})),
	});
	const reset = (hashes: boolean) => {
		storage.clear();
		storage.hashes = hashes;
		uploads.sessions.clear();
		uploads.urls.clear();
		assets.clear();
	};
	const control = createServer(({ url }, response) => {
		if (url === RESET || url === SUMS) reset(url === SUMS);
		response.end(JSON.stringify(url === TALLY ? tally() : {}));
	});
	return { api: simulator.url, apiKey: simulator.apiKey, control: await listen(control) };
}

endWithParent();
void serve().then((address) => process.send?.(address));
