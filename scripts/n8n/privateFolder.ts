import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** For the user alone: what lies there opens an n8n that may hold a real API key. */
const FOLDER_MODE = 0o700;
export const FILE_MODE = 0o600;

/** Installed packages hold programs, which must stay executable, and nothing that is secret. */
const PACKAGES = 'node_modules';

/** Makes a folder that the user alone can read, or closes the one that is there, with all that lies in it. */
export async function makePrivate(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
	await chmod(folder, FOLDER_MODE);
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory() && entry.name !== PACKAGES) await makePrivate(path);
		if (entry.isFile()) await chmod(path, FILE_MODE);
	}
}
