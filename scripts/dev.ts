import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { untilAborted, type Cleanup } from './interrupt';
import { N8nClient } from './n8n/client';
import { obtainN8n } from './n8n/obtain';
import { startN8n, USUAL_PORT } from './n8n/process';
import { PACKAGE } from './names';
import { readOptions } from './options';
import { bundle } from './package';
import { runProgram } from './program';
import { say } from './report';
import { step } from './step';
import { watchSources } from './watchSources';

const REPOSITORY = join(__dirname, '..');

/** Workflows and credentials of development, apart from those of `npm start`. */
const USER_FOLDER = join(REPOSITORY, '.n8n', 'dev');

/** Lets n8n load nodes anew. It watches them itself, too, but all that it has, which takes it a while. */
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
	const open: { client?: N8nClient } = {};
	const onChanged = async () => {
		if (open.client) await reload(open.client);
	};
	cleanup.add(await watchSources(REPOSITORY, onChanged));
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
	open.client = new N8nClient(n8n.url, signal);
	await Promise.race([untilAborted(signal), n8n.ended]);
}

async function reload(client: N8nClient): Promise<void> {
	try {
		await client.rest('POST', 'dev/reload');
		say('The package was built, and n8n has loaded it.');
	} catch (error) {
		say((error as Error).message);
	}
}

/** n8n looks for nodes in `custom`, and loads those anew that its `node_modules` link to. */
async function linkIntoN8n(): Promise<void> {
	const custom = join(USER_FOLDER, '.n8n', 'custom');
	const folder = join(custom, 'node_modules');
	await rm(custom, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await symlink(join(REPOSITORY, 'dist'), join(folder, PACKAGE), 'junction');
}

void runProgram(async (cleanup, signal) => {
	await dev(cleanup, signal);
	return 0;
});
