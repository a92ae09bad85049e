import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { ownEnvironment, run } from '../../../scripts/command';
import { PACKAGE } from '../../../scripts/names';
import { openN8n, saveAccess, simulate } from '../canvas';
import { checkNodeErrors } from '../nodeErrors';
import type { Part } from '../part';
import { serveRegistry } from '../registry';

/** As the README says it for an n8n without the page *Community nodes*. */
export const installByHand: Part = {
	name: 'Install by hand',
	needs: [],
	withinMinutes: 4,
	async run(stage) {
		const userFolder = join(stage.folder, 'user');
		const nodes = join(userFolder, '.n8n', 'nodes');
		await mkdir(nodes, { recursive: true });
		const registry = await serveRegistry(stage, [stage.tarball]);
		await stage.check('npm installs the package, and no n8n-workflow beside it', async () => {
			const env = { ...ownEnvironment(), ...registry.env };
			await run('npm', ['install', PACKAGE], { cwd: nodes, env, signal: stage.signal });
			const installed = await readdir(join(nodes, 'node_modules'));
			assert.deepEqual(
				installed.filter((name) => !name.startsWith('.')),
				[PACKAGE],
			);
		});
		const simulator = await simulate(stage);
		const { client } = await openN8n(stage, userFolder);
		const credential = await saveAccess(client, simulator);
		await checkNodeErrors(stage, client, simulator, credential);
	},
};
