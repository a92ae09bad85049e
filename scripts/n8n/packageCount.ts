import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Counts the packages that npm has unpacked so far. npm makes all folders first, so a package counts from the moment
 * that its package.json is there.
 */
export async function countPackages(nodeModules: string): Promise<number> {
	const names = await readdir(nodeModules).catch(() => []);
	const counts = await Promise.all(
		names
			.filter((name) => !name.startsWith('.'))
			.map(async (name) => {
				const path = join(nodeModules, name);
				if (name.startsWith('@')) return await countPackages(path);
				const unpacked = await access(join(path, 'package.json')).then(
					() => 1,
					() => 0,
				);
				return unpacked + (await countPackages(join(path, 'node_modules')));
			}),
	);
	return counts.reduce((sum, count) => sum + count, 0);
}
