import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';

import { bytesOfChunk, type Uploads } from '../../../simulator/uploads';

/** What a connection may be ahead of its rate after a pause: some milliseconds, so that timers need not be exact. */
const BURST_BYTES = 256 * 1024;

/** What reached the storage since the last `clear`. */
export interface StorageLog {
	/** The chunk of each request, in the order in which they began. */
	puts: number[];
	/** Chunks of which some bytes are still to come. */
	onWire: number[];
	/** The most at one time. */
	maxOnWire: number;
}

/**
 * Takes chunks in place of the simulator's storage, reads each connection at a limited rate, and keeps no byte. Plain
 * `node:http`, since it has to read faster than what is measured can send.
 */
export class PacedStorage {
	log: StorageLog = emptyLog();
	/** Whether chunks are hashed: that costs processor time, which is then not there for the client. */
	hashes = false;
	readonly server: Server;
	private readonly buckets = new WeakMap<Socket, TokenBucket>();

	constructor(
		private readonly uploads: Uploads,
		private readonly bytesPerSecond: number,
	) {
		this.server = createServer((request, response) => {
			void this.take(request).then(
				({ status, headers }) => response.writeHead(status, headers).end(),
				() => response.destroy(),
			);
		});
	}

	clear(): void {
		this.log = emptyLog();
	}

	private async take(request: IncomingMessage) {
		const [token] = (request.url ?? '').slice(1).split('?');
		const target = this.uploads.urls.get(token);
		if (!target || target.isUsed) return { status: 403 };
		const { session, index } = target;
		const { log } = this;
		log.puts.push(index);
		log.onWire.push(index);
		log.maxOnWire = Math.max(log.maxOnWire, log.onWire.length);
		const chunk = await this.read(request).finally(() => {
			log.onWire.splice(log.onWire.indexOf(index), 1);
		});
		if (chunk.bytes !== bytesOfChunk(session, index)) return { status: 400 };
		target.isUsed = true;
		const etag = `"${session.id}-${index}"`;
		session.stored.set(index, { etag, ...chunk });
		return { status: 200, headers: { ETag: etag } };
	}

	private async read(request: IncomingMessage): Promise<{ bytes: number; sha256: string }> {
		const bucket = this.bucketOf(request.socket);
		const hash = this.hashes ? createHash('sha256') : undefined;
		let bytes = 0;
		return await new Promise((resolve, reject) => {
			request.on('data', (piece: Buffer) => {
				bytes += piece.length;
				hash?.update(piece);
				const pause = bucket.take(piece.length);
				if (pause <= 0) return;
				request.pause();
				setTimeout(() => request.resume(), pause);
			});
			request.on('end', () => resolve({ bytes, sha256: hash?.digest('hex') ?? '' }));
			request.on('close', () => reject(new Error('The connection was closed within a chunk')));
		});
	}

	private bucketOf(socket: Socket): TokenBucket {
		const bucket = this.buckets.get(socket) ?? new TokenBucket(this.bytesPerSecond / 1_000);
		this.buckets.set(socket, bucket);
		return bucket;
	}
}

const emptyLog = (): StorageLog => ({ puts: [], onWire: [], maxOnWire: 0 });

/** Tokens are bytes that may be read; they grow with the time. */
class TokenBucket {
	private tokens = BURST_BYTES;
	private filledAt = performance.now();

	constructor(private readonly bytesPerMs: number) {}

	/** @returns for how many milliseconds nothing more may be read */
	take(bytes: number): number {
		const now = performance.now();
		const grown = this.tokens + (now - this.filledAt) * this.bytesPerMs;
		this.tokens = Math.min(BURST_BYTES, grown) - bytes;
		this.filledAt = now;
		return -this.tokens / this.bytesPerMs;
	}
}
