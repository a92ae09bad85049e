import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { ownEnvironment, start, stop, type Started } from '../../scripts/command';
import { cloned } from './clone';
import type { Stage } from './part';
import { until } from './until';

/** A program of a checkout, that runs until it is asked to stop, as in a terminal. */
export interface Program {
	child: Started['child'];
	/** All that it has printed. */
	said(): Promise<string>;
	/** Waits until it has printed something, or has ended. */
	untilSaid(text: string, withinMs: number): Promise<string>;
	/** Ctrl-C, which a terminal signals to the whole group. */
	interrupt(): void;
}

/** A clone of the checkout, with the packages that were installed for it. */
export async function cloneWithModules(stage: Stage): Promise<string> {
	const clone = join(stage.folder, 'clone');
	await cloned(stage, clone);
	await symlink(join(stage.repository, 'node_modules'), join(clone, 'node_modules'));
	return clone;
}

/**
 * Starts a script of a clone; it ends with the part.
 * @param installFolder where n8n is installed, or is to be
 */
export async function startScript(
	{ folder, cleanup, signal }: Stage,
	{ clone, script, installFolder }: Record<'clone' | 'script' | 'installFolder', string>,
	...args: string[]
): Promise<Program> {
	const log = join(folder, `${script} ${args.join(' ')}.log`);
	const output = createWriteStream(log);
	await once(output, 'open');
	const env = { ...ownEnvironment(), TWELVELABS_N8N_DIR: installFolder };
	const program = ['--import', 'tsx', join(clone, 'scripts', script), ...args];
	const started = await start(process.execPath, program, { cwd: clone, env, output });
	cleanup.add(async () => await stop(started));
	output.destroy();
	const { child } = started;
	const said = async () => await readFile(log, 'utf8');
	return {
		child,
		said,
		untilSaid: async (text, withinMs) => {
			const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
			const isOver = async () => (await said()).includes(text) || hasEnded();
			await until(`printed "${text}"`, isOver, { withinMs, signal });
			return await said();
		},
		interrupt: () => {
			if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
		},
	};
}
