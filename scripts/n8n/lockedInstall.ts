import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { N8N_VERSION, NODE_PACKAGES, nodePackageFor, ownNodeSuits, type Host } from './versions';

/**
 * What `npm ci` reads: every package of n8n with its version and hash, as npm has resolved them once. GitHub takes a
 * `package-lock.json` for what a repository publishes, in whatever folder, and would raise alerts about it.
 */
export const LOCK_FILE = join(__dirname, 'n8n.lock.json');

/** Names of packages, and the versions that are wanted of them. */
type Versions = Partial<Record<string, string>>;

/** What we read of a package.json. */
interface Manifest {
	dependencies: Versions;
	optionalDependencies?: Versions;
}

/** What we read of a package-lock.json. */
export interface LockFile {
	/** By folder; that of `''` is the manifest. */
	packages: Partial<Record<string, LockedPackage>>;
}

interface LockedPackage extends Partial<Manifest> {
	version?: string;
	/** Where a folder has another name than its package. */
	name?: string;
	integrity?: string;
	resolved?: string;
	optional?: boolean;
	peerDependencies?: Versions;
}

/** Addresses of registries by npm's names for them: `registry`, and `@scope:registry` for packages of that scope. */
export type Registries = Partial<Record<string, unknown>>;

/** The two files that `npm ci` reads; the lock file holds a copy of the manifest. */
export interface LockedInstall {
	manifest: Manifest;
	lock: LockFile;
}

/** For all kinds of computers. */
export async function readLockedInstall(): Promise<LockedInstall> {
	const lock = JSON.parse(await readFile(LOCK_FILE, 'utf8')) as LockFile;
	return { manifest: lock.packages[''] as Manifest, lock };
}

/**
 * Reduces the files to one kind of computer: of the packages with a Node.js they keep the one that runs n8n there, where the
 * user's own does not.
 */
export function lockedInstallFor({ lock }: LockedInstall, host: Host): LockedInstall {
	const nodePackage = ownNodeSuits(host) ? undefined : nodePackageFor(host);
	const manifest: Manifest = {
		dependencies: {
			n8n: N8N_VERSION,
			...(nodePackage && { [nodePackage.name]: nodePackage.version }),
		},
	};
	const packages: LockFile['packages'] = { ...lock.packages, '': manifest };
	for (const { name } of NODE_PACKAGES) {
		const folder = `node_modules/${name}`;
		if (name === nodePackage?.name) {
			// npm passes over an optional package that it cannot fetch, and n8n does not run without this one.
			packages[folder] = { ...packages[folder], optional: undefined };
		} else delete packages[folder];
	}
	return { manifest, lock: { ...lock, packages } };
}

/**
 * Adds where the user's registries keep each package, so that npm does not have to ask for it: 1,800 questions with 300 MB of
 * answers. Registries keep them as the public one does, which npm itself relies on. Of a registry whose address npm does not
 * show, since a password is in it, npm has to ask.
 */
export function withAddresses(
	{ manifest, lock }: LockedInstall,
	registries: Registries,
): LockedInstall {
	const packages = Object.entries(lock.packages).map(([folder, entry]) => {
		const name = entry?.name ?? folder.split('node_modules/').at(-1);
		if (folder === '' || !name) return [folder, entry];
		const [unscoped, scope] = name.split('/').reverse();
		const registry = registries[`${scope}:registry`] ?? registries.registry;
		if (typeof registry !== 'string') return [folder, entry];
		const file = `${unscoped}-${entry?.version}.tgz`;
		const resolved = `${registry.replace(/\/*$/, '')}/${name}/-/${file}`;
		return [folder, { ...entry, resolved }];
	});
	return {
		manifest,
		lock: { ...lock, packages: Object.fromEntries(packages) as typeof lock.packages },
	};
}
