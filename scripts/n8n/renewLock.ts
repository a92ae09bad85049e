import { copyFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../command';
import { runProgram } from '../program';
import { step } from '../step';
import { removeFolder } from './installFolder';
import { LOCK_FILE } from './lockedInstall';
import { N8N_VERSION, NODE_PACKAGES } from './versions';

const MANIFEST = {
	name: 'n8n-to-try-and-test-in',
	private: true,
	dependencies: { n8n: N8N_VERSION },
	optionalDependencies: Object.fromEntries(
		NODE_PACKAGES.map(({ name, version }) => [name, version]),
	),
};

const SETTINGS = [
	'--package-lock-only',
	// The lock file pins versions and hashes, not where they were downloaded from.
	'--omit-lockfile-registry-resolved',
	'--ignore-scripts',
	'--no-audit',
	'--no-fund',
];

/** Resolves the packages of the n8n that versions.ts names, and keeps those that still fit: `npm run lock:n8n`. */
void runProgram(async (cleanup, signal) => {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-lock-'));
	cleanup.add(async () => await removeFolder(folder));
	const lock = join(folder, 'package-lock.json');
	// npm indents the one as the other is.
	await writeFile(join(folder, 'package.json'), JSON.stringify(MANIFEST, null, '\t'));
	await copyFile(LOCK_FILE, lock);
	await step(`Resolve the packages of n8n ${N8N_VERSION}`, async () => {
		await run('npm', ['install', ...SETTINGS], { cwd: folder, signal });
	});
	await copyFile(lock, LOCK_FILE);
	return 0;
});
