import { FormBody } from '../../../nodes/api/client/formBody';
import type { UploadFile } from '../../../nodes/api/client/file';
import { ringingAtOnce } from './ringingAtOnce';

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

test('text fields are sent as they are, and a file with its name, type and length', () => {
	const fields = { method: 'direct', tags: ['a', 'b'], file: fileOf([new Uint8Array(10)]) };
	const entries = [...(new FormBody(fields).data as unknown as Iterable<[string, unknown]>)];
	expect(entries).toEqual([
		['method', 'direct'],
		['tags', 'a'],
		['tags', 'b'],
		['file', expect.objectContaining({ name: 'talk.mp4', type: 'video/mp4', size: 10 })],
	]);
});

test('a form is whole with the last of its files, and one without a file at once', async () => {
	let whole = 0;
	const onWhole = () => whole++;
	const [first, second] = [10, 20].map((bytes) => fileOf([new Uint8Array(bytes)]));
	const body = new FormBody({ first, second }, { onWhole });
	await all(piecesOf(body, 'first'));
	expect(whole).toBe(0);
	await all(piecesOf(body, 'second'));
	expect(whole).toBe(1);
	new FormBody({ method: 'url' }, { onWhole });
	expect(whole).toBe(2);
});

test('a form that is repeated holds its file back for a second', async () => {
	const { pauses, restore } = ringingAtOnce();
	const file = fileOf([new Uint8Array(10)]);
	await all(piecesOf(new FormBody({ file })));
	expect(pauses).toEqual([]);
	await all(piecesOf(new FormBody({ file }, { holdsBack: true })));
	expect(pauses).toEqual([1_000]);
	restore();
});

test('a file of another length than stated is the reason, with what was not done', async () => {
	for (const [nothingDone, begin] of [
		['Nothing was uploaded.', /^Nothing was uploaded\. Check that the file/],
		[undefined, /^Check that the file/],
	] as const) {
		const body = new FormBody({ file: fileOf([new Uint8Array(10)], 11) }, { nothingDone });
		await expect(all(piecesOf(body))).rejects.toThrow('talk.mp4 is 10 bytes long');
		expect(body.unreadable(false)).toMatchObject({
			message: 'talk.mp4 is 10 bytes long, and not 11 as n8n stated',
			description: expect.stringMatching(begin),
		});
	}
});

test('a file is no reason of a time limit before it is asked for, nor after it has been handed over', async () => {
	const body = new FormBody({ file: fileOf([new Uint8Array(10)]) });
	expect(body.unreadable(true)).toBeUndefined();
	await piecesOf(body).next();
	expect(body.unreadable(true)).toBeUndefined();
});

test('a form that is closed ends the streams of its files, also of those that n8n opens later', async () => {
	const ended: string[] = [];
	const open = new Map<string, () => void>();
	const streamed = (name: string, canEnd = true) => ({
		...fileOf([], 10),
		read: async () => {
			await new Promise<void>((resolve) => open.set(name, resolve));
			const stream = (async function* () {
				yield await Promise.resolve(new Uint8Array(5));
			})();
			return canEnd ? Object.assign(stream, { destroy: () => ended.push(name) }) : stream;
		},
	});
	const early = ['early', 'early, cannot be ended'];
	const late = ['late', 'late, cannot be ended'];
	const names = [...early, ...late];
	const fields = names.map((name) => [name, streamed(name, !name.includes('cannot'))]);
	const body = new FormBody(Object.fromEntries(fields) as Record<string, UploadFile>);
	const reading = names.map(async (name) => await piecesOf(body, name).next());
	await new Promise(setImmediate);
	early.forEach((name) => open.get(name)?.());
	await Promise.all(reading.slice(0, 2));
	expect(ended).toEqual([]);
	body.close();
	expect(ended).toEqual(['early']);
	late.forEach((name) => open.get(name)?.());
	await Promise.all(reading);
	expect(ended).toEqual(['early', 'late']);
});
