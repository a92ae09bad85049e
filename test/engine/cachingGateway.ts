import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A response to a GET, as the gateway keeps it. */
interface Stored {
	at: number;
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** A gateway before the API that keeps what was read, whatever the client asks for. */
export interface CachingGateway {
	/** Base URL in place of the API's own. */
	url: string;
	/** GETs that were answered from the cache. */
	served: number;
	close(): Promise<void>;
}

/**
 * @param target the API's own base URL
 * @param forMs how long a response is kept
 * @param hasAge whether it says so, with the header `Age`
 * @param ignoresQuery whether it takes every page of a list for the same
 */
export async function startCachingGateway(
	target: string,
	{
		forMs,
		hasAge,
		ignoresQuery = false,
	}: { forMs: number; hasAge: boolean; ignoresQuery?: boolean },
): Promise<CachingGateway> {
	const { origin, pathname } = new URL(target);
	const stored = new Map<string, Stored>();
	const server = createServer((incoming, outgoing) => {
		const { method = 'GET', url = '', headers } = incoming;
		const key = ignoresQuery ? url.replace(/\?.*/, '') : url;
		const kept = method === 'GET' ? stored.get(key) : undefined;
		if (kept && Date.now() - kept.at < forMs) {
			gateway.served++;
			const age = Math.max(1, Math.floor((Date.now() - kept.at) / 1_000));
			outgoing.writeHead(kept.status, { ...kept.headers, ...(hasAge && { age: String(age) }) });
			outgoing.end(kept.body);
			return;
		}
		const onward = httpRequest(`${origin}${url}`, { method, headers }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			// What breaks on the way breaks for the client, too.
			response.on('error', () => incoming.socket.destroy());
			response.on('end', () => {
				const body = Buffer.concat(chunks);
				const { statusCode: status = 502, headers: own } = response;
				if (method === 'GET') stored.set(key, { at: Date.now(), status, headers: own, body });
				outgoing.writeHead(status, own);
				outgoing.end(body);
			});
		});
		onward.on('error', () => incoming.socket.destroy());
		incoming.pipe(onward);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	const gateway: CachingGateway = {
		url: `http://127.0.0.1:${port}${pathname}`,
		served: 0,
		async close() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
	return gateway;
}
