import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { CommandFailed, run } from './command';
import { Problem } from './problem';

/** What we read of a package.json. */
export interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string | undefined>;
}

/**
 * Builds the package and packs it as it would be published.
 * @param into an empty folder for the tarball
 * @returns the tarball's path
 */
export async function buildAndPack(
	repository: string,
	into: string,
	signal: AbortSignal,
): Promise<string> {
	await npm(['run', 'build'], repository, signal);
	return await pack(repository, into, signal);
}

/** Builds the package without a check of its types, which takes longer than all the rest. */
export async function bundle(repository: string, signal: AbortSignal): Promise<void> {
	await npm(['run', 'bundle'], repository, signal);
}

/**
 * Packs the package that was built.
 * @param into an empty folder for the tarball
 * @returns the tarball's path
 */
export async function pack(repository: string, into: string, signal: AbortSignal): Promise<string> {
	await npm(['pack', '--ignore-scripts', '--pack-destination', into], repository, signal);
	const [tarball] = await readdir(into);
	return join(into, tarball);
}

async function npm(args: string[], cwd: string, signal: AbortSignal): Promise<void> {
	try {
		await run('npm', args, { cwd, signal });
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		throw new Problem('The package could not be built.', `${error.message}:\n${error.output}`);
	}
}

/**
 * Puts a packed package into an n8n that does not run, the way n8n's own installer does: unpacked among the nodes of
 * the user folder, named there as a dependency. No registry is asked, since our packages bring everything they need.
 * n8n finds the nodes when it starts; only its list of community packages does not show them.
 */
export async function putIntoN8n(
	tarball: string,
	userFolder: string,
	signal: AbortSignal,
): Promise<void> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const unpacked = join(nodesFolder, 'unpacked');
	await rm(unpacked, { recursive: true, force: true });
	const { name, version } = await unpack(tarball, unpacked, signal);

	const target = join(nodesFolder, 'node_modules', name);
	await rm(target, { recursive: true, force: true });
	await mkdir(dirname(target), { recursive: true });
	await rename(unpacked, target);

	const manifestFile = join(nodesFolder, 'package.json');
	const manifest = await readFile(manifestFile, 'utf8').then(
		(text) => JSON.parse(text) as Manifest,
		() => ({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
	const dependencies = { ...manifest.dependencies, [name]: version };
	await writeFile(manifestFile, JSON.stringify({ ...manifest, dependencies }, null, 2));
}

/** Unpacks a packed package into a folder. */
export async function unpack(
	tarball: string,
	into: string,
	signal: AbortSignal,
): Promise<Manifest> {
	await mkdir(into, { recursive: true });
	await run('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: into, signal });
	return await readManifest(into);
}

export const readManifest = async (folder: string): Promise<Manifest> =>
	JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
