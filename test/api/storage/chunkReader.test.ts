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

/** As Node.js 20, which cannot give memory back, and those after it, which can. */
function withTransfer(canTransfer: boolean) {
	const prototype = ArrayBuffer.prototype as { transfer?: (this: ArrayBuffer) => unknown };
	const { transfer } = prototype;
	const transferred = new WeakSet<ArrayBuffer>();
	prototype.transfer = canTransfer
		? function () {
				if (transferred.has(this)) throw new TypeError('Its memory was given back before');
				transferred.add(this);
				return structuredClone(this, { transfer: [this] });
			}
		: undefined;
	return () => {
		if (transfer) prototype.transfer = transfer;
		else delete prototype.transfer;
	};
}

describe('a file that is read in chunks', () => {
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

	test.each([
		{ canTransfer: true, ownsPieces: false, left: 10_000 },
		{ canTransfer: true, ownsPieces: true, left: 0 },
		{ canTransfer: false, ownsPieces: true, left: 10_000 },
	])(
		'gives the memory of its pieces back where they are its own, and of no others: %p',
		async ({ canTransfer, ownsPieces, left }) => {
			const restore = withTransfer(canTransfer);
			// The second one comes to what the first one has given back.
			for (let file = 0; file < 2; file++) {
				const shared = Buffer.from(new ArrayBuffer(20), 0, 6).fill('shared');
				const own = Buffer.alloc(10_000, 1);
				const pieces = [shared, own, Buffer.alloc(9_000)];
				const reader = new ChunkReader({ ...fileOf(pieces, 19_006), ownsPieces });
				const into = Buffer.alloc(10_006);
				await reader.next(10_006, into);
				await reader.next(9_000);
				expect(into.toString('utf8', 0, 7)).toBe('shared\u0001');
				expect(shared.toString()).toBe('shared');
				expect(own).toHaveLength(left);
			}
			restore();
		},
	);

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
