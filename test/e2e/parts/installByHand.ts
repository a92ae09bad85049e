import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { ownEnvironment, run } from '../../../scripts/command';
import { PACKAGE } from '../../../scripts/names';
import { openN8n, saveAccess, simulate } from '../canvas';
import { checkNodeErrors } from '../nodeErrors';
import type { Part } from '../part';
import { commandsUnder } from '../readme';
import { serveRegistry } from '../registry';
import { runIndexing } from '../savedWorkflows';

/** With the commands that the README has for an n8n without the page *Community nodes*. */
export const installByHand: Part = {
	name: 'Install by hand',
	needs: [],
	withinMinutes: 5,
	async run(stage) {
		const home = join(stage.folder, 'home');
		await mkdir(home);
		const registry = await serveRegistry(stage, [stage.tarball]);
		await stage.check(
			"the README's commands install the package, and no n8n-workflow beside it",
			async () => {
				const script = await commandsUnder(stage.repository, 'Install');
				const env = { ...ownEnvironment(), ...registry.env, HOME: home };
				await run('sh', ['-e', '-c', script], { cwd: home, env, signal: stage.signal });
				const installed = await readdir(join(home, '.n8n', 'nodes', 'node_modules'));
				assert.deepEqual(
					installed.filter((name) => !name.startsWith('.')),
					[PACKAGE],
				);
			},
		);
		const simulator = await simulate(stage, { demo: true });
		// n8n itself takes the home for that.
		const { client } = await openN8n(stage, home);
		const credential = await saveAccess(client, simulator);
		await stage.check('in a fresh n8n, a workflow with its nodes runs', async () => {
			await runIndexing(stage, client, credential);
		});
		await checkNodeErrors(stage, client, simulator, credential);
	},
};
