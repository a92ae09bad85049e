import { access } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { CommandFailed, ownEnvironment, run } from '../command';
import type { Host } from './versions';
import { nodeProgram } from './installFolder';
import { missingBuildTools, npmProblem } from './prerequisites';

/** The binary has a megabyte. A network that drops what it does not let through would hold us for minutes. */
const BINARY_WITHIN_MS = 30_000;

/** One of n8n's dependencies is no JavaScript alone: its database. */
interface Sqlite {
	/** The folder with n8n. */
	dir: string;
	host: Host;
	signal: AbortSignal;
	/** Is called when the binary has to be compiled. */
	onCompile(): void;
}

/**
 * Gives sqlite3 its binary: the ready-made one, as sqlite3's own install script does it, and where that cannot be fetched or
 * does not run here, one that is compiled.
 * @throws Problem when neither is possible
 */
export async function completeSqlite({ dir, host, signal, onCompile }: Sqlite): Promise<void> {
	const node = nodeProgram(dir, host);
	if (await fetchBinary(dir, node, signal)) return;
	onCompile();
	const missing = await missingBuildTools(dir, signal);
	if (missing) throw missing;
	await compile(dir, node, signal);
}

async function fetchBinary(dir: string, node: string, signal: AbortSignal): Promise<boolean> {
	const modules = join(dir, 'node_modules');
	const program = [join(modules, 'prebuild-install', 'bin.js'), '-r', 'napi'];
	const limited = AbortSignal.any([signal, AbortSignal.timeout(BINARY_WITHIN_MS)]);
	try {
		await run(node, program, { cwd: join(modules, 'sqlite3'), signal: limited });
		await run(node, ['-e', 'require("sqlite3")'], { cwd: dir, signal });
		return true;
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof CommandFailed || limited.aborted) return false;
		throw error;
	}
}

async function compile(dir: string, node: string, signal: AbortSignal): Promise<void> {
	const binFolder = dirname(node);
	const prefix = dirname(binFolder);
	// Some distributions package Node.js without its headers; node-gyp then fetches them.
	const headers = await access(join(prefix, 'include', 'node', 'node.h')).then(
		() => [`--nodedir=${prefix}`],
		() => [],
	);
	const own = ownEnvironment();
	const env = {
		...own,
		PATH: [binFolder, own.PATH].join(delimiter),
		// As variables, because npm warns of options that are not its own.
		npm_config_build_from_source: 'true',
		// As many files at once as there are cores.
		npm_config_jobs: 'max',
	};
	const rebuild = ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'];
	try {
		await run('npm', [...rebuild, ...headers], { cwd: dir, signal, env });
	} catch (error) {
		throw error instanceof CommandFailed ? npmProblem(error) : error;
	}
}
