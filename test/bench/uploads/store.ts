import { link, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { writePart } from './sparseFile';

/** A file in n8n's filesystem store. */
export interface StoredFile {
	/** Where n8n keeps it, in the folder of the store. */
	id: string;
	name: string;
	bytes: number;
}

const fileIn = (name: string, bytes: number): StoredFile => ({
	id: `workflows/w/executions/1/binary_data/${name}`,
	name: `${name}.mp4`,
	bytes,
});

/** To warm up with. */
export const SMALL = fileIn('small', 1_000_000);

/** Puts a file there as n8n does, without writing its bytes twice. */
async function store(
	folder: string,
	file: StoredFile,
	write: (path: string) => Promise<void>,
): Promise<StoredFile> {
	const path = join(folder, file.id);
	await mkdir(dirname(path), { recursive: true });
	await write(path);
	const metadata = { fileName: file.name, mimeType: 'video/mp4', fileSize: file.bytes };
	await writeFile(`${path}.metadata`, JSON.stringify(metadata));
	return file;
}

/**
 * Fills a store of n8n with the small file and some large ones. Those have the same content, which is on the disk once, and
 * names of their own: of files with the same name, the node uploads one after the other.
 */
export async function fillStore(
	folder: string,
	count: number,
	bytes: number,
): Promise<[StoredFile, ...StoredFile[]]> {
	await store(folder, SMALL, async (path) => await writePart(path, 0, SMALL.bytes));
	const first = await store(
		folder,
		fileIn('film-1', bytes),
		async (path) => await writePart(path, 0, bytes),
	);
	const others: StoredFile[] = [];
	for (let n = 2; n <= count; n++) {
		const linked = async (path: string) => await link(join(folder, first.id), path);
		others.push(await store(folder, fileIn(`film-${n}`, bytes), linked));
	}
	return [first, ...others];
}
