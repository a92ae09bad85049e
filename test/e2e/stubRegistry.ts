import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import fastify from 'fastify';

import { run } from '../../scripts/command';
import type { LockedInstall } from '../../scripts/n8n/lockedInstall';
import type { Stage } from './part';

const HOST = '127.0.0.1';

/** A package without content. */
export interface StubPackage {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
}

/** A package as npm packs it. */
export interface Packed {
	manifest: StubPackage;
	content: Buffer;
	integrity: string;
}

/** How a registry treats npm. */
interface Manners {
	/** Status for tarballs at the address that the public registry has for them; without one they are there. */
	refusal?: number;
}

/** An npm registry on the loopback interface, which ends with the part. */
export interface StubRegistry {
	url: string;
	/** Paths that it was asked for, but for the questions of npm itself. */
	asked: string[];
}

/** Starts a registry that keeps each tarball at two addresses: that of the public registry, and the one it names itself. */
export async function stubRegistry(
	{ cleanup }: Pick<Stage, 'cleanup'>,
	packages: Packed[],
	{ refusal }: Manners = {},
): Promise<StubRegistry> {
	const app = fastify({ forceCloseConnections: true });
	cleanup.add(async () => await app.close());
	const asked: string[] = [];
	app.get<{ Params: { '*': string } }>('/*', (request, reply) => {
		const path = decodeURIComponent(request.params['*']);
		asked.push(path);
		const usual = packages.find(({ manifest }) => path === usualPathOf(manifest));
		if (usual && refusal) return reply.code(refusal).send({ error: 'refused' });
		const found = usual ?? packages.find(({ manifest }) => path === ownPathOf(manifest));
		if (found) return reply.type('application/octet-stream').send(found.content);
		const versions = packages
			.filter(({ manifest }) => manifest.name === path)
			.map(({ manifest, integrity }) => [
				manifest.version,
				{ ...manifest, dist: { integrity, tarball: `${url}/${ownPathOf(manifest)}` } },
			]);
		const latest = versions.at(-1)?.[0];
		if (!latest) return reply.callNotFound();
		return { name: path, 'dist-tags': { latest }, versions: Object.fromEntries(versions) };
	});
	const url = await app.listen({ host: HOST, port: 0 });
	return { url, asked };
}

const fileOf = ({ name, version }: StubPackage): string =>
	`${name.split('/').at(-1)}-${version}.tgz`;

const usualPathOf = (stub: StubPackage): string => `${stub.name}/-/${fileOf(stub)}`;

const ownPathOf = (stub: StubPackage): string => `elsewhere/${fileOf(stub)}`;

/**
 * Packs a package.
 * @param mark a file of its own, so that the same version has another hash
 */
export async function packed(
	{ folder, signal }: Stage,
	stub: StubPackage,
	mark = 'original',
): Promise<Packed> {
	const parent = join(folder, mark, fileOf(stub));
	const content = join(parent, 'package');
	await mkdir(content, { recursive: true });
	await writeFile(join(content, 'package.json'), JSON.stringify(stub));
	await writeFile(join(content, 'mark'), mark);
	await run('tar', ['-czf', 'package.tgz', 'package'], { cwd: parent, signal });
	const bytes = await readFile(join(parent, 'package.tgz'));
	const digest = createHash('sha512').update(bytes).digest('base64');
	return { manifest: stub, content: bytes, integrity: `sha512-${digest}` };
}

/** A lock file of packages that all lie at the top. */
export function lockOf(wanted: Record<string, string>, packages: Packed[]): LockedInstall {
	const manifest = { dependencies: wanted };
	const entries = packages.map(({ manifest: { name, ...entry }, integrity }) => [
		`node_modules/${name}`,
		{ ...entry, integrity },
	]);
	const lock = { lockfileVersion: 3, packages: { '': manifest, ...Object.fromEntries(entries) } };
	return { manifest, lock };
}
