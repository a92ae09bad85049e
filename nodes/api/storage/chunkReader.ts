import { piecesOf, type FileStream, type UploadFile } from '../client/file';

const NOTHING = new Uint8Array(0);

/** Reads a file from its first byte to its last, in chunks. Its stream can begin nowhere else. */
export class ChunkReader {
	private readonly pieces: AsyncGenerator<Uint8Array>;
	/** What is left of the last piece. */
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
	 * @throws UnreadableFile; with the last byte also where the file is longer than was stated
	 */
	async next(bytes: number, into?: Buffer): Promise<void> {
		for (let at = 0; at < bytes; ) {
			if (this.rest.length === 0) this.rest = (await this.pieces.next()).value ?? NOTHING;
			const piece = this.rest.subarray(0, bytes - at);
			into?.set(piece, at);
			at += piece.length;
			this.rest = this.rest.subarray(piece.length);
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

	private async toEnd(): Promise<void> {
		while ((await this.pieces.next()).done !== true);
	}
}
