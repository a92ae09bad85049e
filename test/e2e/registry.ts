import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';

import fastify from 'fastify';

import { unpack, type Manifest } from '../../scripts/package';
import type { Stage } from './part';

const HOST = '127.0.0.1';

/** An npm registry on the loopback interface that has our package alone, though it is not published. */
export interface Registry {
	/** What n8n needs in its environment to use it. */
	env: NodeJS.ProcessEnv;
	/** File names of the tarballs that were fetched. */
	downloads: string[];
	/** npm's checksums of the tarballs, in their order. */
	integrities: string[];
}

/**
 * Starts a registry, which ends with the part.
 * @param tarballs versions of one package; the last one is `latest`
 */
export async function serveRegistry(stage: Stage, tarballs: string[]): Promise<Registry> {
	const app = fastify({ forceCloseConnections: true });
	stage.cleanup.add(async () => await app.close());
	const downloads: string[] = [];
	const releases = await Promise.all(tarballs.map(async (file) => await release(stage, file)));

	app.get<{ Params: { file: string } }>('/tarballs/:file', (request, reply) => {
		const { file } = request.params;
		const found = releases.find((candidate) => candidate.file === file);
		if (!found) return reply.callNotFound();
		downloads.push(file);
		return reply.type('application/octet-stream').send(found.content);
	});
	app.get<{ Params: { name: string } }>('/:name', (request, reply) => {
		const { name } = request.params;
		if (releases.every(({ manifest }) => manifest.name !== name)) return reply.callNotFound();
		const versions = releases.map(({ manifest, integrity, file }) => [
			manifest.version,
			{ ...manifest, dist: { integrity, tarball: `${url}/tarballs/${file}` } },
		]);
		const latest = releases.at(-1)?.manifest.version;
		return { name, 'dist-tags': { latest }, versions: Object.fromEntries(versions) };
	});
	const url = await app.listen({ host: HOST, port: 0 });
	const integrities = releases.map(({ integrity }) => integrity);
	return { env: await environment(stage, url), downloads, integrities };
}

interface Release {
	file: string;
	content: Buffer;
	integrity: string;
	manifest: Manifest;
}

async function release({ folder, signal }: Stage, tarball: string): Promise<Release> {
	const content = await readFile(tarball);
	const digest = createHash('sha512').update(content).digest('base64');
	const manifest = await unpack(tarball, await mkdtemp(join(folder, 'release-')), signal);
	return { file: basename(tarball), content, integrity: `sha512-${digest}`, manifest };
}

/**
 * n8n starts `npm` from its PATH and names the public registry, since another one needs a licence. So an `npm` of ours
 * comes first there, and hands over to the real one with our registry behind: of two npm takes the last.
 */
async function environment(
	{ folder, installation }: Stage,
	registry: string,
): Promise<NodeJS.ProcessEnv> {
	const bin = join(folder, 'bin');
	const npm = join(bin, 'npm');
	await mkdir(bin);
	await writeFile(npm, `#!/bin/sh\nPATH="\${PATH#*:}"\nexec npm "$@" --registry=${registry}\n`);
	await chmod(npm, 0o755);
	return {
		PATH: [bin, dirname(installation.node), process.env.PATH].join(delimiter),
		npm_config_cache: join(folder, 'npm-cache'),
		npm_config_logs_max: '0',
		// n8n itself asks the public registry, and its makers, about the package: nothing answers there.
		HTTPS_PROXY: registry,
	};
}
