import { piecesOf, type FileStream, type UploadFile } from '../client/file';

const NOTHING = new Uint8Array(0);

/** With a method of Node.js 21 and above. */
type Memory = ArrayBufferLike & { transfer?(bytes: number): unknown };

/**
 * Gives the memory of a piece back. Left to the garbage collector, some 80 MB of pieces pile up, and reading 2 GiB takes twenty
 * times as long, since each piece is then in memory that the process has to get from the system anew.
 */
function free({ buffer, byteLength }: Uint8Array): void {
	// Small pieces share theirs.
	if (byteLength > 0 && buffer.byteLength === byteLength) (buffer as Memory).transfer?.(0);
}

/** Reads a file from its first byte to its last, in chunks. Its stream can begin nowhere else. */
export class ChunkReader {
	private readonly pieces: AsyncGenerator<Uint8Array>;
	private piece: Uint8Array = NOTHING;
	/** What is left of it. */
	private rest: Uint8Array = NOTHING;
	private read = 0;
	private stream?: FileStream;
	private isClosed = false;

	constructor(private readonly file: UploadFile) {
		this.pieces = piecesOf(file, {
			opened: (stream) => {
				this.stream = stream;
				if (this.isClosed) stream.destroy?.();
			},
		});
	}

	/**
	 * Reads the next bytes.
	 * @param into left out for bytes that are not sent
	 * @throws UnreadableFile; with the last byte also where the file is longer than was stated; Error where it is closed, since
	 *   its buffer may then be lent to another upload
	 */
	async next(bytes: number, into?: Buffer): Promise<void> {
		for (let at = 0; at < bytes; ) {
			if (this.rest.length === 0) await this.nextPiece();
			const part = this.rest.subarray(0, bytes - at);
			into?.set(part, at);
			at += part.length;
			this.rest = this.rest.subarray(part.length);
		}
		this.read += bytes;
		if (this.read === this.file.bytes) await this.toEnd();
	}

	/** Also closes a stream that n8n opens later. */
	close(): void {
		this.isClosed = true;
		this.rest = NOTHING;
		this.stream?.destroy?.();
	}

	private async nextPiece(): Promise<void> {
		if (this.file.ownsPieces) free(this.piece);
		this.piece = NOTHING;
		const { done, value } = await this.pieces.next();
		if (this.isClosed) throw new Error('The reader is closed');
		if (done === true) throw new Error(`This is beyond the end of ${this.file.name}`);
		this.piece = value;
		this.rest = value;
	}

	private async toEnd(): Promise<void> {
		while ((await this.pieces.next()).done !== true);
	}
}
