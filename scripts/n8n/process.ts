import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { kill, start, stop, tail, type Started } from '../command';
import { freePort } from '../freePort';
import { Problem } from '../problem';
import { N8nClient } from './client';
import { n8nEnvironment } from './environment';
import type { Installation } from './installFolder';
import { findOwnModules } from './ownModules';
import { FILE_MODE, makePrivate } from './privateFolder';

/** n8n's own default, so the address people know. */
export const USUAL_PORT = 5678;

/** A fresh database takes ten seconds on a slow computer; a busy one needs more. */
const READY_WITHIN_MS = 120_000;
const READY_STEP_MS = 200;

/** What n8n writes to its log once the port is its own, and when it is not. */
const LISTENING = 'n8n ready on';
const WORKER_LISTENING = 'n8n worker is now ready';
const PORT_IN_USE = /port \d+ is already in use/;

const ATTEMPTS = 3;

/** The shell's script that runs its arguments: n8n itself leaves its database readable for other users. */
const PRIVATELY = 'umask 077; exec "$0" "$@"';

export interface StartOptions {
	installation: Installation;
	/** Holds n8n's database, settings and installed packages. */
	userFolder: string;
	signal: AbortSignal;
	/** Let n8n reach the internet as the user does. */
	online?: boolean;
	/** The port to take when it is free; any free one otherwise. */
	port?: number;
	/** More variables for n8n; its log level has to stay at `info`. */
	env?: NodeJS.ProcessEnv;
	/** Take the executions of a fleet, so many at a time, instead of offering an editor. */
	worker?: { concurrency: number };
}

/** A running n8n. */
export interface RunningN8n {
	url: string;
	port: number;
	pid: number | undefined;
	/** Where it writes what it has to say. */
	log: string;
	/** Resolves when it has ended, for whatever reason. */
	ended: Promise<unknown>;
	/** Ends n8n and its task runner. */
	stop(): Promise<void>;
	/** Ends both without any chance to save, as a crash would. */
	kill(): Promise<void>;
}

/**
 * Starts n8n on the loopback interface and waits until it answers.
 * @throws Problem with the end of its log when it does not come up; the signal's reason when aborted
 */
export async function startN8n(options: StartOptions): Promise<RunningN8n> {
	await makePrivate(options.userFolder);
	await findOwnModules(options.userFolder, options.installation);
	for (let attempt = 1; ; attempt++) {
		try {
			return await startOnce(options);
		} catch (error) {
			if (!(error instanceof NotReady)) throw error;
			// Another program may open the port between our check and n8n's start.
			if (PORT_IN_USE.test(error.log) && attempt < ATTEMPTS) continue;
			throw new Problem(
				error.message,
				`Its log, ${logFile(options.userFolder)}, ends with:\n${tail(error.log)}`,
			);
		}
	}
}

async function startOnce(options: StartOptions): Promise<RunningN8n> {
	const { installation, userFolder, signal, online = false, worker } = options;
	const port = await freePort(options.port);
	const brokerPort = await freePort();
	const { node } = installation;
	const env = {
		...n8nEnvironment(process.env, { userFolder, port, brokerPort, node, online }),
		...(worker && workerEnvironment(port)),
		...options.env,
	};
	const log = logFile(userFolder);
	const url = `http://127.0.0.1:${port}`;
	const command = worker ? ['worker', `--concurrency=${worker.concurrency}`] : ['start'];
	const started = await launch(installation, { command, userFolder, env, log });
	const client = worker ? undefined : new N8nClient(url, signal);
	try {
		await untilReady({ client, started, log, signal });
	} catch (error) {
		await stop(started);
		throw error;
	}
	return {
		url,
		port,
		pid: started.child.pid,
		log,
		ended: started.child,
		stop: async () => await stop(started),
		kill: async () => await kill(started),
	};
}

/** A worker answers on a port only if it is configured to. */
const workerEnvironment = (port: number): NodeJS.ProcessEnv => ({
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(port),
});

const logFile = (userFolder: string): string => join(userFolder, 'n8n.log');

async function launch(
	{ dir, node }: Installation,
	{
		command,
		userFolder,
		env,
		log,
	}: { command: string[]; userFolder: string; env: NodeJS.ProcessEnv; log: string },
): Promise<Started> {
	// n8n writes to the file itself, so it does not depend on us to read.
	const output = createWriteStream(log, { mode: FILE_MODE });
	await once(output, 'open');
	const program = join(dir, 'node_modules', 'n8n', 'bin', 'n8n');
	const args = ['-c', PRIVATELY, node, program, ...command];
	const started = await start('sh', args, { cwd: userFolder, env, output });
	output.destroy();
	return started;
}

/** n8n did not come up. */
class NotReady extends Error {
	constructor(
		message: string,
		readonly log: string,
	) {
		super(message);
	}
}

interface Waiting {
	/** Undefined for a worker, which has no editor to ask. */
	client?: N8nClient;
	started: Started;
	log: string;
	signal: AbortSignal;
}

async function untilReady({ client, started: { child }, log, signal }: Waiting): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	for (;;) {
		signal.throwIfAborted();
		const said = await readFile(log, 'utf8');
		// Before it says so, another n8n may be the one that answers on this port.
		if (
			client
				? said.includes(LISTENING) && (await client.isReady())
				: said.includes(WORKER_LISTENING)
		)
			return;
		if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
			throw new NotReady('n8n ended while it was starting.', said);
		}
		if (Date.now() > deadline) {
			throw new NotReady('n8n did not get ready within two minutes.', said);
		}
		await sleep(READY_STEP_MS);
	}
}
