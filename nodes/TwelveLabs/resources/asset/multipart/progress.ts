import type { Connection } from '../../../../api/client/connection';
import { report } from '../../../../api/client/progress';
import { megabytes } from '../../../../api/megabytes';

/** Often enough to see that it goes on. */
const REPORTED_EVERY_MS = 5_000;

/** Reports how far an upload is, such as `Uploading talk.mp4: 310 of 1,240 MB`. */
export class UploadProgress {
	private reportedAt = performance.now();

	/** @param bytes that have arrived */
	constructor(
		private readonly connection: Connection,
		private readonly file: { name: string; bytes: number },
		private bytes = 0,
	) {}

	/** So many more have arrived. */
	add(bytes: number): void {
		this.bytes += bytes;
		const now = performance.now();
		if (now - this.reportedAt < REPORTED_EVERY_MS && this.bytes < this.file.bytes) return;
		this.reportedAt = now;
		const { name, bytes: all } = this.file;
		report(this.connection, `Uploading ${name}: ${megabytes(this.bytes)} of ${megabytes(all)} MB`);
	}
}
