import { BrokenUpload } from '../errors/networkError';
import { pause } from './pause';
import { piecesOf, unreadable, UnreadableFile, type FileStream, type UploadFile } from './file';
import { entriesOf, filesOf, type Form } from './form';

/**
 * The HTTP client asks for a piece when the line has accepted the one before. A store that hands over a file in one piece must not
 * make a slow line look like one that stands still.
 */
const MAX_PIECE_BYTES = 64 * 1024;

/**
 * A server that refuses a request by its headers, and closes the connection at once, does so while the file is on its way: its
 * response is then lost more often than not.
 */
const HELD_BACK_MS = 1_000;

interface FormOptions {
	/** Whether an attempt before was cut: a server then has time to refuse the request before the file comes. */
	holdsBack?: boolean;
	/** Called when the HTTP client has asked for the last byte of the last file. */
	onWhole?: () => void;
	/** What was not done where a file cannot be read. */
	nothingDone?: string;
}

/**
 * The body of one attempt, and what happens while it is read. Files are streamed: a Blob would hold them in memory. The HTTP
 * client asks a FormData for its entries, and a file among them for `name`, `type`, `size` and `stream`.
 */
export class FormBody {
	readonly data: FormData;
	/** When a piece was last asked for, or handed over, on the clock of `performance.now`. */
	movedAt = performance.now();
	/** Files that were not read to their end. */
	private readonly unread: Set<UploadFile>;
	/** Bytes of the file under way that were handed over. */
	private sent = 0;
	private awaitsStore = false;
	private broken?: UnreadableFile;
	private readonly streams: FileStream[] = [];
	private isClosed = false;

	constructor(
		readonly fields: Form,
		private readonly options: FormOptions = {},
	) {
		this.unread = new Set(filesOf(fields));
		if (this.unread.size === 0) options.onWhole?.();
		const entries = () => this.entries();
		const data = Object.assign(new FormData(), { entries, [Symbol.iterator]: entries });
		this.data = data as FormData;
	}

	/**
	 * Why a file could not be read: the HTTP client reports it as a connection that was cut.
	 * @param isOver whether the time limit has ended the request
	 */
	unreadable(isOver: boolean): Error | undefined {
		const [file] = this.unread;
		return this.broken ?? (isOver && this.awaitsStore ? this.notHandedOver(file) : undefined);
	}

	/**
	 * The error of a request that ended before the HTTP client had asked for its last byte: no server has the whole of it.
	 * @param code of the HTTP client
	 * @returns undefined where the whole form may have arrived
	 */
	brokenOff(code: string | undefined): BrokenUpload | undefined {
		const [file] = this.unread;
		return file && new BrokenUpload(code, { name: file.name, bytes: file.bytes, sent: this.sent });
	}

	/** Ends the reading: where a request ends before its body, the HTTP client leaves the streams of its files open. */
	close(): void {
		this.isClosed = true;
		this.streams.forEach((stream) => stream.destroy?.());
	}

	private *entries() {
		for (const [name, value] of entriesOf(this.fields)) {
			yield [name, typeof value === 'string' ? value : this.streamed(value)];
		}
	}

	private streamed(file: UploadFile) {
		return {
			name: file.name,
			type: file.type,
			size: file.bytes,
			stream: () => this.pieces(file),
		};
	}

	private async *pieces(file: UploadFile): AsyncGenerator<Uint8Array> {
		this.sent = 0;
		if (this.options.holdsBack) await pause(HELD_BACK_MS);
		const reader = piecesOf(file, {
			opened: (stream) => this.opened(stream),
			stopped: (error) => (this.broken = this.nothingDone(error)),
		});
		for (;;) {
			const next = await this.fromStore(reader.next());
			if (next.done === true) break;
			for (const piece of cut(next.value)) {
				this.sent += piece.length;
				yield piece;
				this.movedAt = performance.now();
			}
		}
		this.unread.delete(file);
		if (this.unread.size === 0) this.options.onWhole?.();
	}

	private async fromStore<T>(step: Promise<T>): Promise<T> {
		this.awaitsStore = true;
		const result = await step;
		this.awaitsStore = false;
		this.movedAt = performance.now();
		return result;
	}

	private notHandedOver({ name }: UploadFile): UnreadableFile {
		return this.nothingDone(unreadable(`n8n did not hand over ${name} in time`));
	}

	private nothingDone({ message, description }: UnreadableFile): UnreadableFile {
		const said = [this.options.nothingDone, description].filter(Boolean).join(' ');
		return new UnreadableFile(message, said);
	}

	private opened(stream: FileStream): void {
		this.streams.push(stream);
		if (this.isClosed) stream.destroy?.();
	}
}

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += MAX_PIECE_BYTES) {
		yield bytes.subarray(at, at + MAX_PIECE_BYTES);
	}
}
