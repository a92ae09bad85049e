import { shortText } from '../plainText';

/** Bytes of a file on their way; a stream of Node.js, or a generator. */
type FileStream = AsyncIterable<Uint8Array> & { destroy?(): void };

/** A file of a form, read while it is sent. */
export interface FormFile {
	name: string;
	/** MIME type. */
	type: string;
	/** Its exact length: the request states it before the first byte leaves. */
	bytes: number;
	/** Begins to read it, from its first byte. Pieces may be of any size. */
	read(): Promise<FileStream>;
}

/** Fields of a form by name. */
export type Form = Readonly<Record<string, string | FormFile>>;

/** A file could not be read to its end, or is not as long as was stated. The server got a part of it at most. */
class UnreadableFile extends Error {
	readonly description: string;

	/** @param cause what n8n says of it */
	constructor(message: string, cause = '') {
		super(message);
		this.description = `Nothing was uploaded. ${cause}Check that the file is still in the binary data storage of n8n, and read it anew with the node before.`;
	}
}

/** Bytes of all files of a form. */
const bytesOf = (form: Form): number =>
	Object.values(form).reduce(
		(sum, value) => sum + (typeof value === 'string' ? 0 : value.bytes),
		0,
	);

/** Slower than any line that is of use: a whole request may take so long for its bytes. */
const MIN_BYTES_PER_MS = 50;

/** How long a request may take that sends a form: the time limit of others is of a response, and not of megabytes before it. */
export const timeToSend = (form: Form): number => Math.ceil(bytesOf(form) / MIN_BYTES_PER_MS);

/** The body of one attempt, and what happened while it was read. */
export interface FormBody {
	data: FormData;
	/** The HTTP client reports it as a connection that was cut. */
	unreadable(): UnreadableFile | undefined;
	/** Ends the reading: where a request ends before its body, the HTTP client leaves the streams of its files open. */
	close(): void;
}

/**
 * A form whose files are streamed: a Blob would hold them in memory. The HTTP client asks a FormData for its entries, and a file
 * among them for `name`, `type`, `size` and `stream`.
 */
export function formBody(form: Form): FormBody {
	let unreadable: UnreadableFile | undefined;
	const open: FileStream[] = [];
	let isClosed = false;
	const reading: Reading = {
		opened: (stream) => {
			open.push(stream);
			if (isClosed) stream.destroy?.();
		},
		stopped: (error) => (unreadable = error),
	};
	const entries = function* () {
		for (const [name, value] of Object.entries(form)) {
			yield [name, typeof value === 'string' ? value : streamed(value, reading)];
		}
	};
	const data = Object.assign(new FormData(), { entries, [Symbol.iterator]: entries });
	return {
		data: data as FormData,
		unreadable: () => unreadable,
		close: () => {
			isClosed = true;
			open.forEach((stream) => stream.destroy?.());
		},
	};
}

/** What is noted while the files of a form are read. */
interface Reading {
	opened(stream: FileStream): void;
	stopped(error: UnreadableFile): void;
}

const streamed = (file: FormFile, reading: Reading) => ({
	name: file.name,
	type: file.type,
	size: file.bytes,
	stream: () => piecesOf(file, reading),
});

/** A server waits for each byte that was stated: a file of another length ends the request at once, not at its time limit. */
async function* piecesOf(file: FormFile, reading: Reading): AsyncGenerator<Uint8Array> {
	let sent = 0;
	const stop = (why: string, cause?: string) => {
		const error = new UnreadableFile(`${file.name} ${why}`, cause);
		reading.stopped(error);
		return error;
	};
	const broken = (error: unknown): never => {
		throw stop(
			'could not be read',
			`n8n reports: ${shortText(error instanceof Error ? error.message : error)}. `,
		);
	};
	const source = await file.read().catch(broken);
	reading.opened(source);
	const reader = source[Symbol.asyncIterator]();
	for (;;) {
		const next = await reader.next().catch(broken);
		if (next.done === true) break;
		sent += next.value.length;
		if (sent > file.bytes) throw stop(`is longer than the ${file.bytes} bytes that n8n stated`);
		yield next.value;
	}
	if (sent < file.bytes) throw stop(`is ${sent} bytes long, and not ${file.bytes} as n8n stated`);
}
