import { Readable } from 'node:stream';

import { BinaryDataService } from 'n8n-core';

import { Container } from './core';

/** A binary data store of n8n whose files, such as `odd:1`, come in pieces that a test chooses. */
export interface OddStore {
	pieces: Buffer[];
	/** Reading ends with an exception after the last piece. */
	isBroken: boolean;
	/** What the store says of the length; undefined for the truth. */
	length?: number;
}

/** Adds it for the suite; each test begins with a store that is not broken. */
export function useOddStore(): OddStore {
	const store: OddStore = { pieces: [], isBroken: false };
	beforeAll(() => {
		const manager = {
			getAsStream: async () =>
				Readable.from(
					(function* () {
						yield* store.pieces;
						if (store.isBroken) throw new Error('ENOENT: no such file');
					})(),
				),
			getMetadata: async () => ({ fileSize: store.length ?? Buffer.concat(store.pieces).length }),
		};
		Container.get(BinaryDataService).setManager('odd' as never, manager as never);
	});
	beforeEach(() => {
		store.isBroken = false;
		delete store.length;
	});
	return store;
}
