import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { CodexData } from 'n8n-workflow';

import { run } from '../../scripts/command';
import { unpack } from '../../scripts/package';
import { asOtherVersion } from '../otherVersion/otherVersion';
import type { Stage } from './part';

/** Lower than any that will be published. */
export const PREVIOUS_VERSION = '0.0.9';

/** A search word that its node has and the present one lacks: shows in n8n which of the two is loaded. */
export const PREVIOUS_ALIAS = 'Previous Release';

const CODEX = 'dist/nodes/TwelveLabs/TwelveLabs.node.json';

/**
 * Packs the package under test once more, as a release that came before it, with other files.
 * @returns the tarball's path
 */
export async function packPrevious({
	repository,
	tarball,
	folder,
	signal,
}: Stage): Promise<string> {
	const unpacked = join(folder, 'previous');
	const manifest = await unpack(tarball, unpacked, signal);
	await asOtherVersion(repository, unpacked);
	await writeJson(join(unpacked, 'package.json'), { ...manifest, version: PREVIOUS_VERSION });
	const codexFile = join(unpacked, CODEX);
	const codex = JSON.parse(await readFile(codexFile, 'utf8')) as CodexData;
	await writeJson(codexFile, { ...codex, alias: [...(codex.alias ?? []), PREVIOUS_ALIAS] });
	const pack = ['pack', '--ignore-scripts', '--pack-destination', folder];
	const said = await run('npm', pack, { cwd: unpacked, signal });
	return join(folder, said.trim().split('\n').at(-1) ?? '');
}

const writeJson = async (file: string, content: object): Promise<void> =>
	await writeFile(file, JSON.stringify(content, null, 2));
