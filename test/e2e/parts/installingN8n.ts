import assert from 'node:assert/strict';
import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { thisHost } from '../../../scripts/n8n/installFolder';
import { installPackages } from '../../../scripts/n8n/installPackages';
import { checkPrerequisites } from '../../../scripts/n8n/prerequisites';
import { checkDatabase } from '../databaseInstall';
import { npmEnvironment } from '../npmEnvironment';
import type { Part, Stage } from '../part';
import { lockOf, packed, stubRegistry } from '../stubRegistry';

const REFUSALS = [400, 401, 403, 404, 405];

/** How n8n is installed where the registry is a mirror with manners of its own, and behind a proxy. */
export const installingN8n: Part = {
	name: 'Installing n8n',
	needs: [],
	withinMinutes: 5,
	async run(stage) {
		await checkHost(stage);
		await checkMirrors(stage);
		await checkScopes(stage);
		await checkDatabase(stage);
	},
};

async function checkHost({ check, folder, signal }: Stage): Promise<void> {
	await check(
		'a computer for which the registry has no Node.js says which one to install',
		async () => {
			const host = { ...thisHost(), node: '20.19.0', platform: 'darwin', arch: 'x64' };
			await assert.rejects(checkPrerequisites(join(folder, 'n8n'), host, signal), {
				message: /needs Node\.js 24, this is 20\.19\.0/,
				advice: /Install Node\.js 24/,
			});
		},
	);
}

const WANTED = { app: '1.0.0' };

async function checkMirrors(stage: Stage): Promise<void> {
	const { check } = stage;
	const app = await packed(stage, {
		name: 'app',
		version: '1.0.0',
		dependencies: { leaf: '^1.0.0' },
	});
	const leaf = await packed(stage, { name: 'leaf', version: '1.0.0' });
	const newer = await packed(stage, { name: 'leaf', version: '1.0.1' });
	const repacked = await packed(stage, { name: 'leaf', version: '1.0.0' }, 'repacked');
	const lock = lockOf(WANTED, [app, leaf]);

	await check('locked packages are fetched without a question where they are', async () => {
		const registry = await stubRegistry(stage, [app, leaf, newer]);
		const { leafVersion, notes } = await installed(stage, lock, { registry: registry.url });
		assert.equal(leafVersion, '1.0.0');
		assert.deepEqual(registry.asked.sort(), ['app/-/app-1.0.0.tgz', 'leaf/-/leaf-1.0.0.tgz']);
		assert.deepEqual(notes, []);
	});
	for (const refusal of REFUSALS) {
		await check(
			`a registry that answers ${refusal} there is asked where it keeps them`,
			async () => {
				const registry = await stubRegistry(stage, [app, leaf, newer], { refusal });
				const { leafVersion, notes } = await installed(stage, lock, { registry: registry.url });
				assert.equal(leafVersion, '1.0.0');
				assert.deepEqual(notes, []);
			},
		);
	}
	await check(
		'where it has other files of the same versions, npm resolves them, and that is reported',
		async () => {
			const registry = await stubRegistry(stage, [app, repacked]);
			const { notes } = await installed(stage, lock, { registry: registry.url });
			assert.match(notes.join(), /npm says EINTEGRITY/);
		},
	);
	await check('the same where it has other versions', async () => {
		const registry = await stubRegistry(stage, [app, newer]);
		const { leafVersion, notes } = await installed(stage, lock, { registry: registry.url });
		assert.equal(leafVersion, '1.0.1');
		assert.match(notes.join(), /npm says E/);
	});
	await check('where it has nothing, npm says what is missing', async () => {
		const registry = await stubRegistry(stage, [leaf]);
		await assert.rejects(installed(stage, lock, { registry: registry.url }), {
			message: 'npm could not install n8n.',
			advice: /E404/,
		});
	});
}

async function checkScopes(stage: Stage): Promise<void> {
	await stage.check(
		"packages of a scope come from the registry that the user's .npmrc names for it",
		async () => {
			const app = await packed(stage, { name: 'plain', version: '1.0.0' });
			const scoped = await packed(stage, { name: '@ours/leaf', version: '1.0.0' });
			const registry = await stubRegistry(stage, [app]);
			const ours = await stubRegistry(stage, [scoped]);
			const lock = lockOf({ plain: '1.0.0', '@ours/leaf': '1.0.0' }, [app, scoped]);
			await installed(stage, lock, { registry: registry.url, '@ours:registry': ours.url });
			assert.deepEqual(registry.asked, ['plain/-/plain-1.0.0.tgz']);
			assert.deepEqual(ours.asked, ['@ours/leaf/-/leaf-1.0.0.tgz']);
		},
	);
}

/** Installs packages with the .npmrc and the cache of a user who has never installed anything. */
async function installed(
	stage: Stage,
	lock: ReturnType<typeof lockOf>,
	npmrc: Record<string, string>,
): Promise<{ leafVersion?: string; notes: string[] }> {
	const dir = await mkdtemp(join(stage.folder, 'install-'));
	const notes: string[] = [];
	const env = await npmEnvironment(dir, npmrc);
	await installPackages(dir, lock, { signal: stage.signal, note: (text) => notes.push(text), env });
	const manifest = await readFile(join(dir, 'node_modules', 'leaf', 'package.json'), 'utf8').catch(
		() => '{}',
	);
	return { leafVersion: (JSON.parse(manifest) as { version?: string }).version, notes };
}
