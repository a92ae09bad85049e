import { access, realpath, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Installation } from './installFolder';

/** The module that n8n and a package must share: n8n recognizes errors by the classes of its own copy. */
const SHARED_MODULE = 'n8n-workflow';

/**
 * Makes the packages in a user folder find n8n's own modules, as in any other installation. Node.js searches the folders
 * above a package first, and in those of n8n, which n8n names in NODE_PATH, last. Where a folder above has another copy of
 * n8n-workflow, as a checkout of this package has, n8n's modules are linked into the user folder, which comes before.
 */
export async function findOwnModules(userFolder: string, { dir }: Installation): Promise<void> {
	const link = join(userFolder, 'node_modules');
	await rm(link, { force: true });
	if (await isOfferedAbove(await realpath(userFolder))) {
		await symlink(join(dir, 'node_modules'), link);
	}
}

async function isOfferedAbove(folder: string): Promise<boolean> {
	const parent = dirname(folder);
	if (parent === folder) return false;
	const isHere = await access(join(parent, 'node_modules', SHARED_MODULE)).then(
		() => true,
		() => false,
	);
	return isHere || (await isOfferedAbove(parent));
}
