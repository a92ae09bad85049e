import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { N8nClient } from '../../../scripts/n8n/client';
import type { NodeType } from '../../../scripts/n8n/clientTypes';
import type { Part } from '../part';
import { cloneWithModules, startScript } from '../program';
import { until } from '../until';

/** A build and a start of n8n. */
const OPEN_WITHIN_MS = 3 * 60_000;

/** The bundler needs a second, and n8n loads the nodes anew. */
const CHANGED_WITHIN_MS = 60_000;

const OPEN = 'n8n is open at ';

const OWNER = {
	email: 'dev@example.com',
	password: 'Development-1',
	firstName: 'Dev',
	lastName: 'User',
};

/** A change of the source in the n8n that runs. */
export const dev: Part = {
	name: 'npm run dev',
	needs: [],
	withinMinutes: 6,
	async run(stage) {
		const { check, installation, signal } = stage;
		const clone = await cloneWithModules(stage);
		const options = { clone, script: 'dev.ts', installFolder: installation.dir };
		const { child, untilSaid, interrupt } = await startScript(stage, options);
		let client: N8nClient | undefined;
		const named = async (displayName: string): Promise<NodeType | undefined> => {
			const types = await client?.nodeTypes();
			// While n8n writes the list anew, half of it is no JSON.
			if (!Array.isArray(types)) return undefined;
			return types.find((type) => type.displayName === displayName);
		};
		await check('n8n starts with the nodes of the checkout', async () => {
			const text = await untilSaid(OPEN, OPEN_WITHIN_MS);
			const [, url] = new RegExp(`${OPEN}(http[^,\\s]+)`).exec(text) ?? [];
			assert.ok(url, text);
			client = new N8nClient(url, signal);
			await client.signIn(OWNER);
			assert.ok(await named('TwelveLabs'));
		});
		await check('a change of the source is there without a restart', async () => {
			const file = join(clone, 'nodes', 'TwelveLabs', 'TwelveLabs.node.ts');
			const source = await readFile(file, 'utf8');
			const changed = source.replace("displayName: 'TwelveLabs'", "displayName: 'Changed'");
			assert.notEqual(changed, source);
			await writeFile(file, changed);
			const isThere = async () => (await named('Changed')) !== undefined;
			await until('changed', isThere, { withinMs: CHANGED_WITHIN_MS, signal });
		});
		await check('Ctrl-C ends it', async () => {
			interrupt();
			assert.equal((await child).exitCode, 0);
		});
	},
};
