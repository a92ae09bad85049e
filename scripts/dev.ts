import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { ownEnvironment, start, stop } from './command';
import { untilAborted, type Cleanup } from './interrupt';
import { obtainN8n } from './n8n/obtain';
import { startN8n, USUAL_PORT } from './n8n/process';
import { PACKAGE } from './names';
import { readOptions } from './options';
import { bundle } from './package';
import { runProgram } from './program';
import { say } from './report';
import { step } from './step';

const REPOSITORY = join(__dirname, '..');

/** Workflows and credentials of development, apart from those of `npm start`. */
const USER_FOLDER = join(REPOSITORY, '.n8n', 'dev');

/** Makes n8n load nodes anew when their files change. */
const RELOAD = { N8N_DEV_RELOAD: 'true' };

/**
 * A real n8n with the package, which is built anew and loaded again when a file changes: `npm run dev`. It takes the n8n of
 * `npm start`. n8n's own tool runs `n8n@latest`, which needs packages that npm does not have, and gives n8n the whole
 * checkout to search for nodes, with everything that is installed in it.
 */
async function dev(cleanup: Cleanup, signal: AbortSignal): Promise<void> {
	const { installFolder } = readOptions([], process.env);
	const installation = await obtainN8n(REPOSITORY, installFolder, signal);
	// The bundler in watch mode leaves out codex files, icons and previews.
	await step('Build the package', async () => await bundle(REPOSITORY, signal));
	await linkIntoN8n();
	const bundler = await start('npx', ['rolldown', '--config', '--watch'], {
		cwd: REPOSITORY,
		env: ownEnvironment(),
		output: process.stdout,
	});
	cleanup.add(async () => await stop(bundler));
	const n8n = await startN8n({
		installation,
		userFolder: USER_FOLDER,
		online: true,
		signal,
		port: USUAL_PORT,
		env: RELOAD,
	});
	cleanup.add(n8n.stop);
	say(`n8n is open at ${n8n.url}, and writes its log to ${n8n.log}. Stop both with Ctrl-C.`);
	await Promise.race([untilAborted(signal), bundler.child, n8n.ended]);
}

/** n8n looks for nodes in `custom`, and sees there what is built. */
async function linkIntoN8n(): Promise<void> {
	const folder = join(USER_FOLDER, '.n8n', 'custom');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await symlink(join(REPOSITORY, 'dist'), join(folder, PACKAGE), 'junction');
}

void runProgram(async (cleanup, signal) => {
	await dev(cleanup, signal);
	return 0;
});
