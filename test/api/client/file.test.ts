import {
	piecesOf,
	UnreadableFile,
	type FileStream,
	type UploadFile,
} from '../../../nodes/api/client/file';

const fileOf = (read: () => FileStream | Promise<FileStream>, bytes: number): UploadFile => ({
	name: 'talk.mp4',
	type: 'video/mp4',
	bytes,
	ownsPieces: false,
	read: async () => await read(),
});

async function* streamOf(...pieces: Array<number | Error>): FileStream & AsyncGenerator {
	for (const piece of pieces) {
		if (piece instanceof Error) throw piece;
		yield await Promise.resolve(new Uint8Array(piece));
	}
}

/** Reads a file to its end. */
async function outcomeOf(file: UploadFile) {
	const stopped: unknown[] = [];
	const opened: unknown[] = [];
	const lengths: number[] = [];
	const callbacks = {
		opened: (stream: FileStream) => opened.push(stream),
		stopped: (error: Error) => stopped.push(error),
	};
	const reading = async () => {
		for await (const piece of piecesOf(file, callbacks)) lengths.push(piece.length);
	};
	const error: unknown = await reading().catch((thrown: unknown) => thrown);
	return { lengths, error, stopped, opened };
}

const ADVICE =
	'Check that the file is still in the binary data storage of n8n, and read it anew with the node before.';

test('a file of the stated length is read piece by piece, and its stream is reported', async () => {
	const stream = streamOf(3, 0, 2);
	const { opened, ...outcome } = await outcomeOf(fileOf(() => stream, 5));
	expect(outcome).toEqual({ lengths: [3, 0, 2], error: undefined, stopped: [] });
	expect(opened).toEqual([stream]);
});

test('a file that is longer ends before a byte too many leaves', async () => {
	const { lengths, error, stopped } = await outcomeOf(fileOf(() => streamOf(3, 3, 3), 5));
	expect(lengths).toEqual([3]);
	expect(error).toMatchObject({
		message: 'talk.mp4 is longer than the 5 bytes that n8n stated',
		description: ADVICE,
	});
	expect(stopped).toEqual([error]);
});

test('a file that is shorter ends with an error, not as if it were whole', async () => {
	const { lengths, error } = await outcomeOf(fileOf(() => streamOf(3), 5));
	expect(lengths).toEqual([3]);
	expect(error).toMatchObject({ message: 'talk.mp4 is 3 bytes long, and not 5 as n8n stated' });
});

test('a storage that has no such file, or breaks off, is named with what n8n reports', async () => {
	const missing = fileOf(async () => await Promise.reject(new Error('no such file')), 5);
	const broken = fileOf(() => streamOf(3, new Error('no such file')), 5);
	for (const file of [missing, broken]) {
		const { error, stopped } = await outcomeOf(file);
		expect(error).toBeInstanceOf(UnreadableFile);
		expect(error).toMatchObject({
			message: 'talk.mp4 could not be read',
			description: `n8n reports: no such file. ${ADVICE}`,
		});
		expect(stopped).toEqual([error]);
	}
});

test('what is thrown may be no error', async () => {
	const { error } = await outcomeOf(
		fileOf(async () => await Promise.reject('gone' as unknown as Error), 5),
	);
	expect(error).toMatchObject({ description: `n8n reports: gone. ${ADVICE}` });
});

test('a file can be read without a report of why it stopped', async () => {
	const reading = piecesOf(
		fileOf(() => streamOf(3), 5),
		{ opened: () => {} },
	);
	await reading.next();
	await expect(reading.next()).rejects.toBeInstanceOf(UnreadableFile);
});
