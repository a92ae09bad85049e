import { access, mkdir, rename } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { CommandFailed, ownEnvironment, run, type RunOptions } from '../command';
import type { Host } from './versions';
import { nodeProgram } from './installFolder';
import { missingBuildTools, npmProblem } from './prerequisites';

/** The binary has a megabyte. A network that drops what it does not let through would hold us for minutes. */
const BINARY_WITHIN_MS = 30_000;

/** Where a compiler and the ready-made archive put it, in the folder of sqlite3. */
const BINARY = join('build', 'Release', 'node_sqlite3.node');

/** One of n8n's dependencies is no JavaScript alone: its database. */
interface Sqlite {
	/** A folder in which npm has installed sqlite3. */
	dir: string;
	host: Host;
	signal: AbortSignal;
	env?: NodeJS.ProcessEnv;
	/** Is called when the binary has to be compiled. */
	onCompile(): void;
}

/**
 * Gives sqlite3 its binary: the ready-made one, as sqlite3's own install script does it, and where that cannot be fetched or
 * does not run here, one that is compiled.
 * @throws Problem when neither is possible
 */
export async function completeSqlite({
	dir,
	host,
	signal,
	env = ownEnvironment(),
	onCompile,
}: Sqlite): Promise<void> {
	const node = nodeProgram(dir, host);
	const withNode = { ...env, PATH: [dirname(node), env.PATH].join(delimiter) };
	const command = { cwd: dir, signal, env: withNode, background: true };
	if (await fetchBinary(node, command)) return;
	const missing = await missingBuildTools(dir, signal);
	if (missing) throw missing;
	onCompile();
	await compile(node, command);
}

/** Moves the binary to another folder in which npm has installed the same sqlite3. */
export async function moveBinary(from: string, to: string): Promise<void> {
	const [source, target] = [from, to].map((dir) => join(dir, 'node_modules', 'sqlite3', BINARY));
	await mkdir(dirname(target), { recursive: true });
	await rename(source, target);
}

async function fetchBinary(node: string, command: RunOptions): Promise<boolean> {
	const { cwd, signal } = command;
	const limited = AbortSignal.any([signal, AbortSignal.timeout(BINARY_WITHIN_MS)]);
	try {
		// By npm, which gives it the proxies and addresses of the user's own configuration, as it does for an install script.
		const script = ['explore', 'sqlite3', '--', 'prebuild-install', '-r', 'napi'];
		await run('npm', script, { ...command, signal: limited });
		await run(node, ['-e', 'require("sqlite3")'], { cwd, signal });
		return true;
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof CommandFailed || limited.aborted) return false;
		throw error;
	}
}

async function compile(node: string, command: RunOptions): Promise<void> {
	const prefix = dirname(dirname(node));
	// Some distributions package Node.js without its headers; node-gyp then fetches them.
	const headers = await access(join(prefix, 'include', 'node', 'node.h')).then(
		() => [`--nodedir=${prefix}`],
		() => [],
	);
	const env = {
		...command.env,
		// As variables, because npm warns of options that are not its own.
		npm_config_build_from_source: 'true',
		// As many files at once as there are cores.
		npm_config_jobs: 'max',
	};
	const rebuild = ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'];
	try {
		await run('npm', [...rebuild, ...headers], { ...command, env });
	} catch (error) {
		throw error instanceof CommandFailed ? npmProblem(error) : error;
	}
}
