import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { MARKER_FILE, markerDefect } from './marker';
import type { Host } from './versions';

/**
 * Finds the install that is meant by the folder above it, or by one of its own folders.
 * @returns the folder of an install that serves this computer
 */
export async function nearbyInstall(dir: string, host: Host): Promise<string | undefined> {
	const below = await readdir(dir).catch(() => []);
	const candidates = [...below.map((name) => join(dir, name)), ...foldersAbove(dir)];
	for (const candidate of candidates) {
		const marker = await readFile(join(candidate, MARKER_FILE), 'utf8').catch(() => undefined);
		if (markerDefect(marker, host) === undefined) return candidate;
	}
	return undefined;
}

function foldersAbove(dir: string): string[] {
	const parent = dirname(dir);
	return parent === dir ? [] : [parent, ...foldersAbove(parent)];
}
