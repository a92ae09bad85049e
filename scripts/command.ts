import { setPriority } from 'node:os';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { Problem } from './problem';

/** An ES module alone: CommonJS, which these scripts are, cannot import it statically. */
const execaModule = import('execa');

/** npm and n8n end within a second or two; a command that takes longer does not end by itself. */
const STOP_GRACE_MS = 10_000;

/** The kernel takes killed processes away in milliseconds; a zombie that is never reaped must not delay the end. */
const GONE_WITHIN_MS = 2_000;

const TAIL_LINES = 15;

/** A third of what a program in front of the user gets: with less, an install takes for ever on a busy computer. */
const BACKGROUND_PRIORITY = 5;

/** Leaders of the process groups that run now. */
const running = new Set<number>();

/** A command that ended with an error; `output` is the end of what it said. */
export class CommandFailed extends Error {
	constructor(
		command: string,
		readonly output: string,
	) {
		super(`${command} failed`);
	}
}

/** Environment of the commands we start: the user's own, without the key and the choices made for us. */
export const ownEnvironment = (): NodeJS.ProcessEnv =>
	Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !name.startsWith('TWELVELABS_')),
	);

export interface StartOptions {
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** An open file that receives the command's output; without one the output is kept in the process. */
	output?: Writable;
	/** Leaves the processor to whatever else wants it, with all that the command starts. */
	background?: boolean;
}

/**
 * Starts a command as leader of a process group of its own: Ctrl-C then reaches us alone and we stop it, with all
 * it has started, in order.
 */
export async function start(
	file: string,
	args: string[],
	{ cwd, env, output, background }: StartOptions,
) {
	const { execa } = await execaModule;
	const child = execa(file, args, {
		cwd,
		env,
		...(output && { stdout: output, stderr: output }),
		stdin: 'ignore',
		all: true,
		extendEnv: false,
		detached: true,
		cleanup: false,
		reject: false,
	});
	const { pid } = child;
	if (pid !== undefined) {
		running.add(pid);
		if (background) lowerPriority(pid);
		void child.finally(() => running.delete(pid));
	}
	// In an object: a promise itself, the child would be waited for on its way through async functions.
	return { child };
}

export type Started = Awaited<ReturnType<typeof start>>;

function lowerPriority(pid: number): void {
	try {
		setPriority(pid, BACKGROUND_PRIORITY);
	} catch {
		// The system does not allow it, or the command has ended.
	}
}

/** Ends a command and everything it has started: politely, and after a while not. */
export async function stop({ child }: Started): Promise<void> {
	if (child.pid === undefined) return;
	signalGroup(child.pid, 'SIGTERM');
	const grace = new AbortController();
	const graceOver = sleep(STOP_GRACE_MS, undefined, { signal: grace.signal });
	await Promise.race([child, graceOver.catch(() => {})]);
	grace.abort();
	await kill({ child });
}

/** Ends a command and everything it has started, at once. */
export async function kill({ child }: Started): Promise<void> {
	const { pid } = child;
	if (pid === undefined) return;
	signalGroup(pid, 'SIGKILL');
	const end = Date.now() + GONE_WITHIN_MS;
	while (signalGroup(pid, 0) && Date.now() < end) await sleep(20);
}

/** The last resort: every command we started, and what they started, ends now. */
export function killEverything(): void {
	for (const pid of running) signalGroup(pid, 'SIGKILL');
}

/** Whether a process of that number exists, ours or another user's. */
export function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** @returns whether the group had a process */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(-leader, signal);
	} catch {
		return false;
	}
}

export interface RunOptions {
	cwd: string;
	signal: AbortSignal;
	env?: NodeJS.ProcessEnv;
	background?: boolean;
}

/**
 * Runs a command to its end.
 * @returns what it wrote to its standard output
 * @throws CommandFailed when it fails, Problem when there is no such command, the signal's reason when aborted
 */
export async function run(
	file: string,
	args: string[],
	{ cwd, signal, env = ownEnvironment(), background }: RunOptions,
): Promise<string> {
	signal.throwIfAborted();
	const { child } = await start(file, args, { cwd, env, background });
	let stopped = Promise.resolve();
	const onAbort = () => {
		stopped = stop({ child });
	};
	signal.addEventListener('abort', onAbort);
	const result = await child;
	signal.removeEventListener('abort', onAbort);
	await stopped;
	signal.throwIfAborted();
	if (result.code === 'ENOENT') {
		throw new Problem(`The command ${file} was not found.`, `Install ${file} and start again.`);
	}
	if (result.failed) throw new CommandFailed([file, ...args].join(' '), tail(result.all ?? ''));
	return result.stdout ?? '';
}

/** The last lines of a text: where tools say why they failed. */
export const tail = (text: string): string =>
	text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
