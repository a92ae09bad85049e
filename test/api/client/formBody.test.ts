import { FormBody } from '../../../nodes/api/client/formBody';
import type { UploadFile } from '../../../nodes/api/client/file';

const KILOBYTE = 1024;

const fileOf = (pieces: Uint8Array[], bytes?: number): UploadFile => ({
	name: 'talk.mp4',
	type: 'video/mp4',
	bytes: bytes ?? pieces.reduce((sum, { length }) => sum + length, 0),
	ownsPieces: false,
	read: async () =>
		(async function* () {
			yield* pieces;
		})(),
});

/** As the HTTP client asks for it. */
function piecesOf(body: FormBody, field = 'file'): AsyncGenerator<Uint8Array> {
	const entries = [...(body.data as unknown as Iterable<[string, unknown]>)];
	const value = new Map(entries).get(field);
	return (value as { stream(): AsyncGenerator<Uint8Array> }).stream();
}

async function all(pieces: AsyncGenerator<Uint8Array>): Promise<Uint8Array[]> {
	const read: Uint8Array[] = [];
	for await (const piece of pieces) read.push(piece);
	return read;
}

test('a file in one piece, in none, in odd ones is handed over in small ones, byte by byte', async () => {
	const bytes = Uint8Array.from({ length: 200 * KILOBYTE }, (_, n) => n % 251);
	const odd = [bytes.subarray(0, 1), bytes.subarray(1, 1), bytes.subarray(1)];
	for (const pieces of [[bytes], odd]) {
		const read = await all(piecesOf(new FormBody({ file: fileOf(pieces) })));
		expect(Buffer.concat(read).equals(bytes)).toBe(true);
		expect(Math.max(...read.map(({ length }) => length))).toBe(64 * KILOBYTE);
		expect(Math.min(...read.map(({ length }) => length))).toBeGreaterThan(0);
	}
});

test('each piece that is asked for shows that the request gets on', async () => {
	const body = new FormBody({ file: fileOf([new Uint8Array(100 * KILOBYTE)]) });
	const pieces = piecesOf(body);
	await pieces.next();
	const first = body.movedAt;
	await new Promise((resolve) => setTimeout(resolve, 5));
	await pieces.next();
	expect(body.movedAt).toBeGreaterThan(first);
});

test('a form is broken off until the client has asked for what follows its last byte', async () => {
	let isWhole = false;
	const onWhole = () => (isWhole = true);
	const body = new FormBody({ method: 'direct', file: fileOf([new Uint8Array(10)]) }, { onWhole });
	expect(body.brokenOff('EPIPE')).toMatchObject({ code: 'EPIPE', file: { sent: 0, bytes: 10 } });
	const pieces = piecesOf(body);
	await pieces.next();
	expect(body.brokenOff('EPIPE')).toMatchObject({ file: { sent: 10, bytes: 10 } });
	expect(isWhole).toBe(false);
	await pieces.next();
	expect(isWhole).toBe(true);
	expect(body.brokenOff('EPIPE')).toBeUndefined();
});

test('a form without a file is never broken off', () => {
	expect(new FormBody({ method: 'url' }).brokenOff('EPIPE')).toBeUndefined();
});

test('a file that n8n does not hand over is the reason of a time limit, and of nothing else', async () => {
	const body = new FormBody({
		file: { ...fileOf([]), bytes: 10, read: async () => await new Promise(() => undefined) },
	});
	void piecesOf(body).next();
	expect(body.unreadable(false)).toBeUndefined();
	expect(body.unreadable(true)?.message).toBe('n8n did not hand over talk.mp4 in time');
});
