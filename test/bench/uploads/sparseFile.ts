import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

const MEGABYTE = 1024 * 1024;

/** Content at the beginning of each megabyte; the rest is a hole, so that gigabytes are made at once and need no space. */
const BLOCK_BYTES = 4_096;

/** Distinct for each megabyte, and the same in every run: a chunk at the wrong place has another hash. */
const blockOf = (megabyte: number): Buffer =>
	Buffer.concat(
		Array.from({ length: BLOCK_BYTES / 32 }, (_, n) =>
			createHash('sha256').update(`${megabyte} ${n}`).digest(),
		),
	);

/**
 * Writes a part of the file that is uploaded, or all of it.
 * @param from where the part begins in the file: a whole megabyte
 */
export async function writePart(path: string, from: number, bytes: number): Promise<void> {
	const file = await open(path, 'w');
	try {
		await file.truncate(bytes);
		for (let at = 0; at < bytes; at += MEGABYTE) {
			const block = blockOf((from + at) / MEGABYTE);
			await file.write(block.subarray(0, bytes - at), 0, undefined, at);
		}
	} finally {
		await file.close();
	}
}

/**
 * Writes the chunks of the file into files of their own, as curl needs them.
 * @returns their paths
 */
export async function writeChunks(
	folder: string,
	{ bytes, chunkBytes }: { bytes: number; chunkBytes: number },
): Promise<string[]> {
	await mkdir(folder);
	const paths: string[] = [];
	for (let from = 0; from < bytes; from += chunkBytes) {
		const path = join(folder, `chunk-${paths.length + 1}`);
		await writePart(path, from, Math.min(chunkBytes, bytes - from));
		paths.push(path);
	}
	return paths;
}

/** SHA-256 of each chunk of a file, in hexadecimal. */
export async function chunkSums(path: string, chunkBytes: number): Promise<string[]> {
	const file = await open(path);
	const buffer = Buffer.alloc(chunkBytes);
	const sums: string[] = [];
	try {
		for (;;) {
			const { bytesRead } = await file.read(buffer, 0, chunkBytes);
			if (bytesRead === 0) return sums;
			sums.push(createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex'));
		}
	} finally {
		await file.close();
	}
}
