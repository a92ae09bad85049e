import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CONFIG = join(__dirname, 'rolldown.config.mjs');

/**
 * Makes another version of a package that is built: one that does the same, and whose files share what they have under other
 * names. So where files of both are mixed, nothing works.
 * @param folder of the package, which keeps all but its code
 */
export async function asOtherVersion(repository: string, folder: string): Promise<void> {
	const dist = join(folder, 'dist');
	await rm(join(dist, 'code'), { recursive: true });
	await promisify(execFile)('npx', ['rolldown', '--config', CONFIG], {
		cwd: repository,
		env: { ...process.env, OTHER_VERSION: dist },
	});
}
