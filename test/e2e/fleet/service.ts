import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ownEnvironment, start, stop, tail } from '../../../scripts/command';
import type { Stage } from '../part';
import { until } from '../until';

const READY_WITHIN_MS = 60_000;

/** A server program that a fleet needs besides n8n. */
interface Service {
	name: string;
	/** The program and its arguments. */
	command: [file: string, ...args: string[]];
	cwd: string;
	/** What it writes when it is ready. */
	ready: string;
}

/** Starts it, waits until it is ready, and ends it with the part. */
export async function startService(
	{ folder, cleanup, signal }: Stage,
	{ name, command: [file, ...args], cwd, ready }: Service,
): Promise<void> {
	const log = join(folder, `${name}.log`);
	const output = createWriteStream(log);
	await once(output, 'open');
	const started = await start(file, args, { cwd, env: ownEnvironment(), output });
	output.destroy();
	cleanup.add(async () => await stop(started));
	const isReady = async () => {
		const said = await readFile(log, 'utf8');
		if (started.child.exitCode !== null) throw new Error(`${name} ended:\n${tail(said)}`);
		return said.includes(ready);
	};
	await until(`ready: ${name}`, isReady, { withinMs: READY_WITHIN_MS, signal });
}
