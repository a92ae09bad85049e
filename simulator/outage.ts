import { once } from 'node:events';
import type { Server } from 'node:http';
import { setImmediate } from 'node:timers/promises';

/**
 * A client in this process learns that its idle connections are gone when the event loop next asks for news, in its
 * second turn from here at the latest. Until then it would send into one of them, and see something else than a refusal.
 */
const TURNS_TO_NOTICE = 3;

/**
 * Drops every connection and refuses new ones. Fastify stays unaware of it, since it never opens again once it is closed. A
 * request that is being worked on goes on: only its answer is lost.
 */
export async function stopListening(server: Server): Promise<void> {
	if (!server.listening) return;
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
	for (let turn = 0; turn < TURNS_TO_NOTICE; turn++) await setImmediate();
}

/** The same server at the same address again. */
export async function listenAgain(server: Server, host: string, port: number): Promise<void> {
	if (server.listening) return;
	server.listen({ host, port });
	await once(server, 'listening');
}
