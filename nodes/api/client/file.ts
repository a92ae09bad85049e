import { shortText } from '../plainText';

/** Bytes of a file on their way; a stream of Node.js, or a generator. */
export type FileStream = AsyncIterable<Uint8Array> & { destroy?(): void };

/** A file that is uploaded, read while it is sent. */
export interface UploadFile {
	name: string;
	/** MIME type. */
	type: string;
	/** Its exact length: it is stated before the first byte leaves. */
	bytes: number;
	/** Begins to read it, from its first byte. Pieces may be of any size. */
	read(): Promise<FileStream>;
	/** Whether nothing else has the pieces that are read: their memory can then be given back at once. */
	ownsPieces: boolean;
}

/** A file could not be read to its end, or is not as long as was stated. */
export class UnreadableFile extends Error {
	/** @param description what n8n says of it, and what to do */
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
	}
}

/** @param cause a sentence, with a space after it */
export const unreadable = (message: string, cause = ''): UnreadableFile =>
	new UnreadableFile(
		message,
		`${cause}Check that the file is still in the binary data storage of n8n, and read it anew with the node before.`,
	);

/** Called while a file is read. */
export interface ReadCallbacks {
	/** Its stream is open. */
	opened(stream: FileStream): void;
	/** It cannot be read to its end: where the HTTP client reads, it reports that as a cut connection. */
	stopped?(error: UnreadableFile): void;
}

/**
 * The pieces of a file, which together have exactly the length that was stated: a server waits for each byte of it, so a file
 * of another length has to end the upload at once, not at a time limit.
 * @throws UnreadableFile
 */
export async function* piecesOf(
	file: UploadFile,
	callbacks: ReadCallbacks,
): AsyncGenerator<Uint8Array> {
	const stop = (...about: Parameters<typeof unreadable>) => {
		const error = unreadable(...about);
		callbacks.stopped?.(error);
		return error;
	};
	const broken = (error: unknown): never => {
		const said = shortText(error instanceof Error ? error.message : error);
		throw stop(`${file.name} could not be read`, `n8n reports: ${said}. `);
	};
	const source = await file.read().catch(broken);
	callbacks.opened(source);
	const reader = source[Symbol.asyncIterator]();
	let read = 0;
	for (;;) {
		const next = await reader.next().catch(broken);
		if (next.done === true) break;
		read += next.value.length;
		if (read > file.bytes) {
			throw stop(`${file.name} is longer than the ${file.bytes} bytes that n8n stated`);
		}
		yield next.value;
	}
	if (read < file.bytes) {
		throw stop(`${file.name} is ${read} bytes long, and not ${file.bytes} as n8n stated`);
	}
}
