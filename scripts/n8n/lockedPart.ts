import type { LockedInstall, LockFile } from './lockedInstall';

const MODULES = 'node_modules/';

/** What makes the binary of n8n's database: sqlite3, and the Node.js that is installed beside n8n. */
export function databasePartOf(locked: LockedInstall): LockedInstall {
	const besideN8n = Object.keys(locked.manifest.dependencies).filter((name) => name !== 'n8n');
	return partOf(locked, ['sqlite3', ...besideN8n]);
}

/**
 * Reduces the files to some packages and what they cannot do without.
 * @param names of packages at the top of the lock file
 */
export function partOf({ lock }: LockedInstall, names: string[]): LockedInstall {
	const found = new Set(names.map((name) => `${MODULES}${name}`));
	// The set grows while it is gone through.
	for (const folder of found) {
		for (const name of Object.keys(lock.packages[folder]?.dependencies ?? {})) {
			const needed = resolve(lock.packages, folder, name);
			if (needed !== undefined) found.add(needed);
		}
	}
	const versions = names.map((name) => [name, lock.packages[`${MODULES}${name}`]?.version]);
	const manifest = { dependencies: Object.fromEntries(versions) as Record<string, string> };
	const packages = [...found].map((folder) => [folder, withoutChoice(lock.packages[folder])]);
	return {
		manifest,
		lock: { ...lock, packages: { '': manifest, ...Object.fromEntries(packages) } },
	};
}

/** npm searches the registry for what a package may have besides, where the lock file does not hold it. */
const withoutChoice = (entry: LockFile['packages'][string]): LockFile['packages'][string] => ({
	...entry,
	optionalDependencies: undefined,
	peerDependencies: undefined,
});

/** The folder in which a package finds another one, as Node.js does: in its own modules, else in those of the folders above. */
function resolve(packages: LockFile['packages'], folder: string, name: string): string | undefined {
	for (
		let above = folder;
		;
		above = above.slice(0, Math.max(0, above.lastIndexOf(`/${MODULES}`)))
	) {
		const candidate = above === '' ? `${MODULES}${name}` : `${above}/${MODULES}${name}`;
		if (packages[candidate]) return candidate;
		if (above === '') return undefined;
	}
}
