import { mkdir, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

import { CommandFailed, run } from '../command';
import { Problem } from '../problem';
import { N8N_VERSION, nodePackageFor, ownNodeSuits, type Host } from './versions';

/** The installed n8n, and room for npm to unpack and for the compiler. */
const NEEDED_BYTES = 4 * 1024 ** 3;

/** They compile sqlite3 where its ready-made binary cannot be fetched. */
const BUILD_TOOLS = ['make', 'g++', 'python3'];

/** Of few versions, so that the answer is small, and a part of n8n. */
const SMALL_PACKAGE = 'file-uri-to-path';

/** What npm says when it gets no answer, as opposed to one that it does not like. */
const NO_NETWORK =
	/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT/;

/**
 * Checks what an install needs, before anything is downloaded or removed.
 * @throws Problem naming what is missing
 */
export async function checkPrerequisites(
	dir: string,
	host: Host,
	signal: AbortSignal,
): Promise<void> {
	if (!ownNodeSuits(host) && !nodePackageFor(host)) {
		throw new Problem(
			`n8n ${N8N_VERSION} needs Node.js 24, this is ${host.node}, and for this computer the npm registry has none.`,
			'Install Node.js 24 and start again with it.',
		);
	}
	const parent = await parentOf(dir);
	await checkSpace(parent);
	await checkNetwork(parent, signal);
}

async function parentOf(dir: string): Promise<string> {
	const parent = dirname(dir);
	try {
		await mkdir(parent, { recursive: true });
		return parent;
	} catch (error) {
		throw new Problem(
			`The folder ${parent} cannot be made: ${(error as Error).message}.`,
			'Set TWELVELABS_N8N_DIR to a folder that you may write to.',
		);
	}
}

/**
 * What compiling sqlite3 needs and this computer lacks.
 * @returns how to install it; undefined where nothing is missing
 */
export async function missingBuildTools(
	cwd: string,
	signal: AbortSignal,
): Promise<Problem | undefined> {
	const missing: string[] = [];
	for (const tool of BUILD_TOOLS) {
		await run(tool, ['--version'], { cwd, signal }).catch((error: unknown) => {
			if (!(error instanceof Problem || error instanceof CommandFailed)) throw error;
			missing.push(tool);
		});
	}
	if (missing.length === 0) return undefined;
	return new Problem(
		`n8n's database, sqlite3, has to be compiled, and this computer lacks ${missing.join(', ')}.`,
		'Install them and start again. Debian and Ubuntu: apt-get install make g++ python3. Fedora: dnf install make gcc-c++ python3. macOS: xcode-select --install.',
	);
}

async function checkSpace(parent: string): Promise<void> {
	const { bavail, bsize } = await statfs(parent);
	const free = bavail * bsize;
	if (free >= NEEDED_BYTES) return;
	throw new Problem(
		`Installing n8n needs 4 GB, and ${parent} has ${(free / 1024 ** 3).toFixed(1)} GB left.`,
		'Make room, or set TWELVELABS_N8N_DIR to a folder on another disk.',
	);
}

/** One quick question instead of npm's minutes of retries. Any answer will do: a registry may dislike the question. */
async function checkNetwork(cwd: string, signal: AbortSignal): Promise<void> {
	const question = ['view', SMALL_PACKAGE, 'version'];
	const withoutRetries = ['--fetch-retries=0', '--fetch-timeout=20000'];
	try {
		await run('npm', [...question, ...withoutRetries], { cwd, signal });
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		if (NO_NETWORK.test(error.output)) throw npmProblem(error);
	}
}

/** What a failed npm means to the user. */
export function npmProblem({ output }: CommandFailed): Problem {
	if (/ENOSPC/.test(output)) {
		return new Problem(
			'The disk is full.',
			'Make room, or set TWELVELABS_N8N_DIR to a folder on another disk.',
		);
	}
	return NO_NETWORK.test(output)
		? new Problem(
				'The npm registry cannot be reached, and n8n comes from there.',
				'Check the network and, where you need one, the proxy (npm config get proxy), then start again.',
			)
		: new Problem('npm could not install n8n.', `npm says:\n${output}`);
}
