import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isAlive } from '../../../scripts/command';
import { writeChunks } from './sparseFile';
import { startSink, type Sink } from './sink';
import { fillStore, type StoredFile } from './store';

/** Names of its folders, before the number of the process. */
const PREFIX = 'n8n-nodes-twelvelabs-uploads-';

/** How much is uploaded. */
export interface Size {
	/** Of each file, in bytes. */
	bytes: number;
	chunkBytes: number;
}

/** What uploads are measured with. */
export interface Stage extends Size {
	sink: Sink;
	/** For whatever must be gone afterwards. */
	folder: string;
	/** Of n8n's store. */
	storeFolder: string;
	/** In the store: all with the same content. */
	files: [StoredFile, ...StoredFile[]];
	/** The chunks of that content, each in a file. */
	chunks: string[];
}

/** Makes the files and starts the sink for a piece of work; nothing of either is left, however that ends. */
export async function withStage<Result>(
	{ files: count, ...size }: Size & { files: number },
	work: (stage: Stage) => Promise<Result>,
): Promise<Result> {
	removeLeftovers();
	const folder = join(tmpdir(), `${PREFIX}${process.pid}`);
	// A program that still writes there ends with this process, and may add a file while the folder is removed.
	const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
	process.on('exit', remove);
	mkdirSync(folder);
	const sink = await startSink();
	try {
		const storeFolder = join(folder, 'store');
		const files = await fillStore(storeFolder, count, size.bytes);
		const chunks = await writeChunks(join(folder, 'chunks'), size);
		return await work({ ...size, sink, folder, storeFolder, files, chunks });
	} finally {
		sink.close();
		remove();
		process.off('exit', remove);
	}
}

/** Folders of runs that were killed. */
function removeLeftovers(): void {
	for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
		if (isAlive(Number(name.slice(PREFIX.length)))) continue;
		rmSync(join(tmpdir(), name), { recursive: true, force: true });
	}
}
