import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';

import type { Clock } from './clock';
import type { Journal } from './journal';
import type { Switches } from './switches';
import { bytesOfChunk, type ChunkUrl, type Uploads } from './uploads';

/** Loopback only, as the simulator. */
const HOST = '127.0.0.1';

/** What a request to the storage must have; with the switch `uploadHeaders` other than `needed`, it may be absent. */
export const UPLOAD_HEADERS = { 'Content-Type': 'application/octet-stream' };

/** What happens to a chunk in place of the ordinary answer. */
interface StorageFault {
	/** Its index; without it, every chunk. */
	chunk?: number;
	/** How many requests it hits; default 1. */
	times?: number;
	/** A status, a reset before the first byte is read, or one after the chunk was stored; or a delay. */
	respond: number | 'reset' | 'lost' | { delayMs: number } | { redirectTo: string };
}

/** A request to the storage, as it saw it. */
interface StorageRequest {
	chunk?: number;
	headers: FastifyRequest['headers'];
	/** Undefined as long as there is no response, or where the connection was reset. */
	status?: number;
}

/** Takes the chunks of uploads at presigned addresses: another host than the API, which knows no API key. */
export interface Storage {
	url: string;
	requests: StorageRequest[];
	faults: StorageFault[];
	close(): Promise<void>;
}

export async function startStorage(
	uploads: Uploads,
	{ journal, switches, clock }: { journal: Journal; switches: Switches; clock: Clock },
	port = 0,
): Promise<Storage> {
	const app = fastify({ forceCloseConnections: true, bodyLimit: Number.MAX_SAFE_INTEGER });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', (_request, body, done) => done(null, body));
	const requests: StorageRequest[] = [];
	const faults: StorageFault[] = [];

	app.put('/:token', async (request, reply) => {
		const { token } = request.params as { token: string };
		const target = uploads.urls.get(token);
		const logged: StorageRequest = { chunk: target?.index, headers: request.headers };
		requests.push(logged);
		if ('x-api-key' in request.headers) {
			journal.refusedRequests.push({
				method: 'PUT',
				path: request.url,
				query: {},
				body: undefined,
				code: 'api_key_at_storage',
				reason: 'The API key was sent to the storage.',
			});
		}
		const answer = (status: number, text = '') => {
			logged.status = status;
			return reply.code(status).type('application/xml').send(text);
		};
		const fault = strike(faults, target?.index);
		if (typeof fault === 'number') return answer(fault, `<Error>${fault}</Error>`);
		if (fault === 'reset') return reset(reply);
		if (typeof fault === 'object' && 'redirectTo' in fault) {
			reply.header('Location', fault.redirectTo);
			return answer(307);
		}
		if (typeof fault === 'object') {
			// A simulator that is closed meanwhile does not wait for it.
			await setTimeout(fault.delayMs, undefined, { ref: false });
		}
		const refusal = refusalOf(target, request, { switches, clock });
		if (!target || refusal) return answer(403, `<Error><Code>${refusal}</Code></Error>`);
		const chunk = await summedUp((request.body as Readable | undefined) ?? []);
		if (chunk.bytes !== bytesOfChunk(target.session, target.index)) {
			return answer(400, '<Error><Code>IncompleteBody</Code></Error>');
		}
		target.isUsed = true;
		target.session.stored.set(target.index, chunk);
		if (fault === 'lost') return reset(reply);
		reply.header('ETag', chunk.etag);
		return answer(200);
	});

	const url = await app.listen({ host: HOST, port });
	uploads.storage = url;
	return { url, requests, faults, close: async () => await app.close() };
}

function strike(
	faults: StorageFault[],
	chunk: number | undefined,
): StorageFault['respond'] | undefined {
	const at = faults.findIndex((fault) => fault.chunk === undefined || fault.chunk === chunk);
	const fault = faults[at];
	if (!fault) return undefined;
	fault.times = (fault.times ?? 1) - 1;
	if (fault.times <= 0) faults.splice(at, 1);
	return fault.respond;
}

function refusalOf(
	target: ChunkUrl | undefined,
	{ headers }: FastifyRequest,
	{ switches, clock }: { switches: Switches; clock: Clock },
): string | undefined {
	if (!target) return 'NoSuchUpload';
	if (clock.now() >= target.expiresAt) return 'RequestExpired';
	if (target.isUsed) return 'AccessDenied';
	const isSigned = headers['content-type'] === UPLOAD_HEADERS['Content-Type'];
	return switches.uploadHeaders === 'needed' && !isSigned ? 'SignatureDoesNotMatch' : undefined;
}

async function summedUp(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
	const [md5, sha256] = [createHash('md5'), createHash('sha256')];
	let bytes = 0;
	for await (const piece of body) {
		bytes += piece.length;
		md5.update(piece);
		sha256.update(piece);
	}
	return { etag: `"${md5.digest('hex')}"`, bytes, sha256: sha256.digest('hex') };
}

function reset(reply: FastifyReply): FastifyReply {
	reply.hijack();
	reply.raw.socket?.resetAndDestroy();
	return reply;
}
