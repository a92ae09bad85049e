import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { run } from '../../../scripts/command';
import { OTHERS } from './others';

/** A package as it is on disk. */
export interface Package {
	name: string;
	folder: string;
	/** Of all its files, in bytes. */
	size: number;
	files: number;
}

/**
 * Installs the other packages, without their scripts, where `npm ci` of this project removes them again. Inside this project's
 * node_modules, so that their n8n-workflow is the one of this project; their own would be loaded beside it.
 */
export async function installOthers(repository: string, signal: AbortSignal): Promise<Package[]> {
	const cache = join(repository, 'node_modules', '.cache', 'bench-load');
	const manifest = join(cache, 'package.json');
	await mkdir(cache, { recursive: true });
	await writeFile(manifest, JSON.stringify({ private: true, dependencies: OTHERS }));
	const folderOf = (name: string) => join(cache, 'node_modules', name);
	if (!(await areInstalled(folderOf))) {
		const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
		await run('npm', ['install', ...flags], { cwd: cache, signal });
	}
	return await Promise.all(
		Object.keys(OTHERS).map(async (name) => ({
			name,
			folder: folderOf(name),
			...(await sizeOf(folderOf(name))),
		})),
	);
}

async function areInstalled(folderOf: (name: string) => string): Promise<boolean> {
	const versions = await Promise.all(
		Object.entries(OTHERS).map(async ([name, version]) => {
			const manifest = join(folderOf(name), 'package.json');
			if (!existsSync(manifest)) return false;
			const { default: installed } = (await import(manifest)) as { default: { version: string } };
			return installed.version === version;
		}),
	);
	return versions.every(Boolean);
}

async function sizeOf(folder: string): Promise<{ size: number; files: number }> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	const sizes = await Promise.all(
		files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
	);
	return { size: sizes.reduce((sum, size) => sum + size, 0), files: files.length };
}

/** This package, as it was built, with the size of what `npm pack` would publish. */
export async function ownPackage(repository: string, signal: AbortSignal): Promise<Package> {
	const output = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: repository,
		signal,
	});
	const [{ name, unpackedSize, entryCount }] = JSON.parse(output) as Array<{
		name: string;
		unpackedSize: number;
		entryCount: number;
	}>;
	return { name, folder: repository, size: unpackedSize, files: entryCount };
}
