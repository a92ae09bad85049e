import { readFile, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { CommandFailed, isAlive, run } from '../command';
import { Problem } from '../problem';
import type { Report } from '../step';
import { isInstall, MARKER_FILE, markerDefect } from './marker';
import { nearbyInstall } from './nearbyInstall';
import { nodePackageFor, ownNodeSuits, type Host } from './versions';

/** An install takes minutes; a process that runs longer hangs, or is another program with the same number. */
const LONGEST_INSTALL_MS = 20 * 60_000;

const WAIT_STEP_MS = 1_000;

/** A folder with a working n8n. */
export interface Installation {
	dir: string;
	/** The Node.js that runs it. */
	node: string;
}

/** The computer we run on. */
export function thisHost(): Host {
	const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
	return {
		node: process.versions.node,
		platform: process.platform,
		arch: process.arch,
		musl: process.platform === 'linux' && !report.header?.glibcVersionRuntime,
	};
}

/** The Node.js for the n8n in a folder: the user's own where it suits, else the one that was installed beside n8n. */
export function nodeProgram(dir: string, host: Host): string {
	const nodePackage = ownNodeSuits(host) ? undefined : nodePackageFor(host);
	return nodePackage
		? join(dir, 'node_modules', nodePackage.name, 'bin', 'node')
		: process.execPath;
}

/** What was found in a folder: an install that works, one that does not and why, or nothing. */
export interface Found {
	installation?: Installation;
	/** The end of a sentence that begins with the install. */
	defect?: string;
}

/** Checks an install folder, and tries the one part that has to be compiled. */
export async function findInstallation(
	dir: string,
	host: Host,
	signal: AbortSignal,
): Promise<Found> {
	if ((await entriesOf(dir)).length === 0) return {};
	const defect = markerDefect(await textOf(join(dir, MARKER_FILE)), host);
	if (defect) return { defect };
	const node = nodeProgram(dir, host);
	try {
		await run(node, ['-e', 'require("sqlite3")'], { cwd: dir, signal });
	} catch (error) {
		if (error instanceof CommandFailed) return { defect: 'cannot open its database, sqlite3' };
		if (error instanceof Problem) return { defect: 'has lost its Node.js' };
		throw error;
	}
	return { installation: { dir, node } };
}

/**
 * Checks that what stands in an install's place may be removed.
 * @throws Problem when it holds anything that no install has
 */
export async function checkRemovable(dir: string, host: Host): Promise<void> {
	const packageJson = await textOf(join(dir, 'package.json'));
	if (isInstall(await entriesOf(dir), packageJson)) return;
	const near = await nearbyInstall(dir, host);
	throw new Problem(
		`${dir} holds something else than an n8n installed by this command. Nothing was changed in it.`,
		near
			? `Did you mean TWELVELABS_N8N_DIR=${near}?`
			: 'Set TWELVELABS_N8N_DIR to a folder that is empty or does not exist yet.',
	);
}

/** Removes an install. Out of the way first: a removal that is cut short must not leave half of it in place. */
export async function removeInstall(dir: string): Promise<void> {
	const doomed = temporaryName(dir);
	await rename(dir, doomed);
	await removeFolder(doomed);
}

/** Many files: threads enough to be done in seconds. */
export const removeFolder = async (dir: string): Promise<void> =>
	await rm(dir, { recursive: true, force: true, maxRetries: 3 });

/** A name beside the install folder, on the same disk, that names its owner. */
export const temporaryName = (dir: string): string => `${dir}.installing-${process.pid}`;

/** What installs left behind that were killed. */
export async function leftoversOf(dir: string): Promise<string[]> {
	return (await temporaryFolders(dir))
		.filter(({ pid }) => pid === process.pid || !isAlive(pid))
		.map(({ path }) => path);
}

/**
 * Waits while another program installs into the same folder: two at once would take twice the space and time. When it
 * does not come to an end we go on beside it; the first to finish wins.
 */
export async function waitForOtherInstall(
	dir: string,
	{ signal, report }: { signal: AbortSignal; report: Report },
): Promise<void> {
	const end = Date.now() + LONGEST_INSTALL_MS;
	while (Date.now() < end) {
		const others = (await temporaryFolders(dir)).filter(
			({ pid }) => pid !== process.pid && isAlive(pid),
		);
		if (others.length === 0) return;
		report(`Process ${others[0].pid} is installing n8n into the same folder: waiting for it`);
		await sleep(WAIT_STEP_MS, undefined, { signal });
	}
}

async function temporaryFolders(dir: string): Promise<Array<{ pid: number; path: string }>> {
	const prefix = basename(temporaryName(dir)).replace(/\d+$/, '');
	const names = await entriesOf(dirname(dir));
	return names
		.filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
		.map((name) => ({ pid: Number(name.slice(prefix.length)), path: join(dirname(dir), name) }));
}

const entriesOf = async (dir: string): Promise<string[]> => await readdir(dir).catch(() => []);

const textOf = async (file: string): Promise<string | undefined> =>
	await readFile(file, 'utf8').catch(() => undefined);
