import type { Connection } from '../client/connection';
import { pause } from '../client/pause';
import { Retry } from '../client/retry';
import { isOutage, OUTAGE_REPEATS } from './outage';
import { putChunk, type ChunkRequest, type Stored } from './putChunk';

/** The chunk holds one of the few buffers of the process: three time limits of a storage that never answers. */
const MAX_SENDING_MS = 15 * 60_000;

/** An address that was used, or has expired, is refused once; what refuses three new ones refuses them all. */
const MAX_REFUSALS = 3;

/** A chunk with what gives it an address. */
export interface Chunk extends Omit<ChunkRequest, 'url'> {
	/** @param isNew whether the one before was of no use */
	url(isNew: boolean): Promise<string>;
}

/**
 * Sends a chunk until the storage has it, each time to another address.
 * @returns its ETag, without quotes
 * @throws the last error where repeating does not help
 */
export async function storeChunk(connection: Connection, chunk: Chunk): Promise<string> {
	const { url, ...request } = chunk;
	const retry = new Retry('idempotent', MAX_SENDING_MS, OUTAGE_REPEATS);
	const put = async (address: string) => {
		const begun = performance.now();
		const stored = await putChunk(connection, { ...request, url: address });
		retry.spend(performance.now() - begun);
		return stored;
	};
	for (let refusals = 0; ; ) {
		const stored = await url(retry.attempts > 1)
			.then(put)
			.catch(withoutAddress);
		if ('etag' in stored) return stored.etag;
		if (stored.isRefused) refusals++;
		const wait = refusals < MAX_REFUSALS ? retry.after('indeterminate') : undefined;
		if (wait === undefined) throw stored.error;
		await pause(wait, connection.cancel);
	}
}

/** Where the line is down, or a gateway answers in place of TwelveLabs, a new address cannot be had either. */
const withoutAddress = async (error: unknown): Promise<Stored> =>
	isOutage(error) ? { error, isRefused: false } : await Promise.reject<never>(error);
