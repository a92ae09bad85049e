import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';

import fastify from 'fastify';

import { ownEnvironment, run } from '../../../scripts/command';
import { thisHost } from '../../../scripts/n8n/installFolder';
import { installPackages } from '../../../scripts/n8n/installPackages';
import { lockedInstallFor, readLockedInstall } from '../../../scripts/n8n/lockedInstall';
import { partOf } from '../../../scripts/n8n/lockedPart';
import { checkPrerequisites } from '../../../scripts/n8n/prerequisites';
import { completeSqlite } from '../../../scripts/n8n/sqlite';
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
		await checkBinary(stage);
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
	const env = await environmentOf(dir, npmrc);
	await installPackages(dir, lock, { signal: stage.signal, note: (text) => notes.push(text), env });
	const manifest = await readFile(join(dir, 'node_modules', 'leaf', 'package.json'), 'utf8').catch(
		() => '{}',
	);
	return { leafVersion: (JSON.parse(manifest) as { version?: string }).version, notes };
}

async function environmentOf(
	dir: string,
	npmrc: Record<string, string>,
): Promise<NodeJS.ProcessEnv> {
	const file = join(dir, 'user.npmrc');
	const lines = Object.entries(npmrc).map(([key, value]) => `${key}=${value}`);
	await writeFile(file, `${lines.join('\n')}\n`);
	const own = Object.entries(ownEnvironment()).filter(([name]) => !/^npm_config_/i.test(name));
	return {
		...Object.fromEntries(own),
		npm_config_userconfig: file,
		npm_config_cache: join(dir, 'cache'),
		npm_config_fetch_retries: '0',
		npm_config_update_notifier: 'false',
	};
}

/** Ends the obtaining of a binary where a compiler would begin. */
class WouldCompile extends Error {}

async function checkBinary(stage: Stage): Promise<void> {
	const { check, folder, installation, cleanup, signal } = stage;
	const onCompile = () => {
		throw new WouldCompile();
	};
	await check(
		"the binary of sqlite3 comes from the host that the user's .npmrc names",
		async () => {
			const archive = join(folder, 'binary.tar.gz');
			const sqlite = join(installation.dir, 'node_modules', 'sqlite3');
			const binary = 'build/Release/node_sqlite3.node';
			await run('tar', ['-czf', archive, binary], { cwd: sqlite, signal });
			const app = fastify();
			cleanup.add(async () => await app.close());
			const asked: string[] = [];
			app.get('/*', async (request) => {
				asked.push(request.url);
				return await readFile(archive);
			});
			const host = await app.listen({ host: '127.0.0.1', port: 0 });
			const dir = await sqliteWithoutBinary(stage);
			const env = await environmentOf(dir, { sqlite3_binary_host: host });
			await completeSqlite({ dir, host: thisHost(), signal, env, onCompile });
			assert.match(asked.join(), /^\/v5\.1\.7\/sqlite3-v5\.1\.7-napi-v6-[^,]+\.tar\.gz$/);
			assert.ok((await readFile(join(dir, 'node_modules', 'sqlite3', binary))).length > 0);
		},
	);
	await check('it is fetched by the proxy that is named there', async () => {
		const asked: string[] = [];
		const proxy = createServer().on('connect', ({ url = '' }, socket) => {
			asked.push(url);
			socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		});
		cleanup.add(async () => void proxy.close());
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		const { port } = proxy.address() as AddressInfo;
		const dir = await sqliteWithoutBinary(stage);
		const env = await environmentOf(dir, { 'https-proxy': `http://127.0.0.1:${port}` });
		const completing = completeSqlite({ dir, host: thisHost(), signal, env, onCompile });
		await assert.rejects(completing, WouldCompile);
		assert.deepEqual(asked, ['github.com:443']);
	});
}

/** The packages that an install of sqlite3 has, as links into the installed n8n, but for the binary. */
async function sqliteWithoutBinary({ folder, installation }: Stage): Promise<string> {
	const dir = await mkdtemp(join(folder, 'sqlite3-'));
	const modules = join(dir, 'node_modules');
	const { manifest, lock } = lockedInstallFor(await readLockedInstall(), thisHost());
	const besideN8n = Object.keys(manifest.dependencies).filter((name) => name !== 'n8n');
	const part = partOf({ manifest, lock }, ['sqlite3', ...besideN8n]).lock;
	await mkdir(join(modules, '.bin'), { recursive: true });
	const names = Object.keys(part.packages).flatMap(
		(path) => /^node_modules\/([^/]+)$/.exec(path)?.[1] ?? [],
	);
	for (const name of names) {
		const source = join(installation.dir, 'node_modules', name);
		if (name !== 'sqlite3') await symlink(source, join(modules, name));
		else {
			const filter = (path: string) => !path.includes(join('sqlite3', 'build'));
			await cp(source, join(modules, name), { recursive: true, filter });
		}
	}
	await symlink(
		join(modules, 'prebuild-install', 'bin.js'),
		join(modules, '.bin', 'prebuild-install'),
	);
	return dir;
}
