import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** Of each HTTP request that a server of this process receives. */
const RECEIVED = 'http.server.request.start';

/** Counts what goes over the connections of all HTTP servers of this process: requests and responses, with their headers. */
export class Traffic {
	private readonly sockets = new Set<Socket>();

	constructor() {
		subscribe(RECEIVED, (message) => {
			this.sockets.add((message as { socket: Socket }).socket);
		});
	}

	/** All bytes so far. */
	get bytes(): number {
		let sum = 0;
		for (const { bytesRead, bytesWritten } of this.sockets) sum += bytesRead + bytesWritten;
		return sum;
	}
}
