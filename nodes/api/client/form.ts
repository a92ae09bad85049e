import { piecesOf, UnreadableFile, type FileStream, type Reading, type UploadFile } from './file';

/** Fields of a form by name. */
export type Form = Readonly<Record<string, string | UploadFile>>;

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
		stopped: ({ message, description }) => {
			unreadable = new UnreadableFile(message, `Nothing was uploaded. ${description}`);
		},
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

const streamed = (file: UploadFile, reading: Reading) => ({
	name: file.name,
	type: file.type,
	size: file.bytes,
	stream: () => piecesOf(file, reading),
});
