import { Readable } from 'node:stream';

import fc from 'fast-check';

import { ChunkReader } from '../../../nodes/api/storage/chunkReader';

const fileOf = (pieces: Uint8Array[], bytes: number, stream = Readable.from(pieces)) => ({
	name: 'talk.mp4',
	type: 'video/mp4',
	bytes,
	read: async () => await Promise.resolve(stream),
	ownsPieces: false,
});

/** Gives ArrayBuffers the method that Node.js 20 does not have. */
function useTransfer() {
	const prototype = ArrayBuffer.prototype as { transfer?: (this: ArrayBuffer) => unknown };
	if (prototype.transfer) return;
	beforeAll(() => {
		prototype.transfer = function () {
			return structuredClone(this, { transfer: [this] });
		};
	});
	afterAll(() => {
		delete prototype.transfer;
	});
}

describe('a file that is read in chunks', () => {
	useTransfer();

	test('is whole, whatever the lengths of its pieces and of its chunks', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.uint8Array({ maxLength: 20 }), { minLength: 1 }),
				fc.integer({ min: 1, max: 30 }),
				fc.func(fc.boolean()),
				async (pieces, chunkBytes, isSkipped) => {
					const file = Buffer.concat(pieces);
					const reader = new ChunkReader(fileOf(pieces, file.length));
					const buffer = Buffer.alloc(chunkBytes);
					for (let at = 0; at < file.length; at += chunkBytes) {
						const length = Math.min(chunkBytes, file.length - at);
						if (isSkipped(at)) {
							await reader.next(length);
						} else {
							await reader.next(length, buffer);
							expect(buffer.subarray(0, length)).toEqual(file.subarray(at, at + length));
						}
					}
				},
			),
		);
	});

	test.each([
		['longer', 9, 'talk.mp4 is longer than the 9 bytes that n8n stated'],
		['shorter', 11, 'talk.mp4 is 10 bytes long, and not 11 as n8n stated'],
	])('is refused with its last chunk where it is %s', async (_what, bytes, message) => {
		const reader = new ChunkReader(
			fileOf([Buffer.alloc(5), Buffer.alloc(4), Buffer.alloc(1)], bytes),
		);
		await reader.next(5);
		await expect(reader.next(bytes - 5, Buffer.alloc(20))).rejects.toThrow(message);
	});

	test('gives the memory of its pieces back where they are its own, and of no others', async () => {
		const [pooled, own, last] = [
			Buffer.from('pooled'),
			Buffer.alloc(10_000, 1),
			Buffer.alloc(9_000),
		];
		const neighbour = Buffer.from('neighbour');
		for (const ownsPieces of [false, true]) {
			const pieces = [pooled, own, last];
			const reader = new ChunkReader({ ...fileOf(pieces, 19_006), ownsPieces });
			const into = Buffer.alloc(10_006);
			await reader.next(10_006, into);
			await reader.next(9_000);
			expect(into.toString('utf8', 0, 7)).toBe('pooled\u0001');
			expect(own).toHaveLength(ownsPieces ? 0 : 10_000);
		}
		expect([pooled, neighbour].map(String)).toEqual(['pooled', 'neighbour']);
	});

	test('is closed, also where it is opened later', async () => {
		const stream = Readable.from([Buffer.alloc(5)]);
		let open: (stream: Readable) => void = () => undefined;
		const reader = new ChunkReader({
			...fileOf([], 5),
			read: async () => await new Promise<Readable>((resolve) => (open = resolve)),
		});
		const reading = reader.next(5).catch(() => undefined);
		reader.close();
		open(stream);
		await reading;
		expect(stream.destroyed).toBe(true);
	});

	test('is closed where it is opened later, and has nothing to end it by', async () => {
		let open: (store: AsyncIterable<Uint8Array>) => void = () => undefined;
		const reader = new ChunkReader({
			...fileOf([], 5),
			read: async () => await new Promise<AsyncIterable<Uint8Array>>((resolve) => (open = resolve)),
		});
		const reading = reader.next(5);
		reader.close();
		open(
			(async function* () {
				yield await Promise.resolve(Buffer.alloc(5));
			})(),
		);
		await expect(reading).rejects.toThrow('The reader is closed');
	});

	test('writes nothing into a buffer when it is closed, whatever its store still hands over', async () => {
		let handOver: (piece: Uint8Array) => void = () => undefined;
		async function* store() {
			yield await new Promise<Uint8Array>((resolve) => (handOver = resolve));
		}
		const reader = new ChunkReader({
			...fileOf([], 5),
			read: async () => await Promise.resolve(store()),
		});
		const buffer = Buffer.alloc(5);
		const reading = reader.next(5, buffer);
		await new Promise(setImmediate);
		reader.close();
		handOver(Buffer.alloc(5, 1));
		await expect(reading).rejects.toThrow('closed');
		expect(buffer).toEqual(Buffer.alloc(5));
	});

	test('has no more bytes than the file', async () => {
		const reader = new ChunkReader(fileOf([Buffer.alloc(5)], 5));
		await reader.next(5);
		await expect(reader.next(1)).rejects.toThrow('beyond the end of talk.mp4');
	});
});
