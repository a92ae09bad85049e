import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import fastify from 'fastify';

import { run } from '../../scripts/command';
import { thisHost } from '../../scripts/n8n/installFolder';
import {
	lockedInstallFor,
	readLockedInstall,
	type LockedInstall,
} from '../../scripts/n8n/lockedInstall';
import { databasePartOf } from '../../scripts/n8n/lockedPart';
import { completeSqlite } from '../../scripts/n8n/sqlite';
import { npmEnvironment } from './npmEnvironment';
import type { Stage } from './part';
import { stubRegistry } from './stubRegistry';

/** What is installed for n8n's database beside everything else: its packages, and its binary. */
export async function checkDatabase(stage: Stage): Promise<void> {
	await checkPart(stage);
	await checkBinary(stage);
}

async function checkPart(stage: Stage): Promise<void> {
	const { check, folder, signal } = stage;
	await check(
		'what the database needs is locked as a whole: npm has nothing to ask for',
		async () => {
			const registry = await stubRegistry(stage, []);
			const dir = await mkdtemp(join(folder, 'part-'));
			const { manifest, lock } = await databasePart();
			await writeFile(join(dir, 'package.json'), JSON.stringify(manifest));
			await writeFile(join(dir, 'package-lock.json'), JSON.stringify(lock));
			const env = await npmEnvironment(dir, { registry: registry.url });
			await run('npm', ['ci', '--dry-run', '--ignore-scripts'], { cwd: dir, signal, env });
			assert.deepEqual(registry.asked, []);
		},
	);
}

/** What is installed for the database alone. */
const databasePart = async (): Promise<LockedInstall> =>
	databasePartOf(lockedInstallFor(await readLockedInstall(), thisHost()));

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
			const env = await npmEnvironment(dir, { sqlite3_binary_host: host });
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
		const env = await npmEnvironment(dir, { 'https-proxy': `http://127.0.0.1:${port}` });
		const completing = completeSqlite({ dir, host: thisHost(), signal, env, onCompile });
		await assert.rejects(completing, WouldCompile);
		assert.deepEqual(asked, ['github.com:443']);
	});
}

/** The packages that an install of sqlite3 has, as links into the installed n8n, but for the binary. */
async function sqliteWithoutBinary({ folder, installation }: Stage): Promise<string> {
	const dir = await mkdtemp(join(folder, 'sqlite3-'));
	const modules = join(dir, 'node_modules');
	const { lock } = await databasePart();
	await mkdir(join(modules, '.bin'), { recursive: true });
	const names = Object.keys(lock.packages).flatMap(
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
