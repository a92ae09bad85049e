import { once } from 'node:events';

import { startChild } from '../child';
import type { StorageLog } from './pacedStorage';

/** Paths of the sink's own port: what arrived; forget that; forget that, and hash what arrives from now on. */
export const TALLY = '/tally';
export const RESET = '/reset';
export const SUMS = '/sums';

/** Where uploads go. */
export interface SinkAddress {
	/** Base URL of the API. */
	api: string;
	apiKey: string;
	/** Origin of the sink's own port. */
	control: string;
}

/** What arrived since the last reset. */
export interface SinkTally extends StorageLog {
	sessions: Array<{
		id: string;
		totalChunks: number;
		/** Chunks in the order in which they were reported. */
		reported: number[];
		/** SHA-256 of each chunk that is stored, where they are hashed. */
		sums: string[];
	}>;
}

/** Takes uploads, and keeps nothing of them. */
export interface Sink {
	address: SinkAddress;
	tally(): Promise<SinkTally>;
	/** Forgets what arrived. */
	reset(options?: { hashes: boolean }): Promise<void>;
	close(): void;
}

/** Starts it in a process of its own. */
export async function startSink(): Promise<Sink> {
	const child = startChild('uploads/sinkServer.ts');
	const [address] = (await once(child, 'message')) as [SinkAddress];
	const ask = async (path: string) => await (await fetch(address.control + path)).json();
	return {
		address,
		tally: async () => (await ask(TALLY)) as SinkTally,
		reset: async ({ hashes } = { hashes: false }) => void (await ask(hashes ? SUMS : RESET)),
		close: () => void child.kill(),
	};
}
