import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { endWithParent, startChild } from '../child';
import { collectAllGarbage } from '../memoryUse';
import { resetPeak, resident } from './processMemory';

/** What a piece of work took. */
export interface Use {
	ms: number;
	/** Processor time, in milliseconds. */
	cpuMs: number;
	/** How much larger the process became, over what it was before the work, in bytes. */
	peakBytes: number;
}

/** A process that has warmed up and waits. */
export interface Measured {
	/** Does the work. */
	run(): Promise<Use>;
	/** Ends the process, wherever it is. */
	kill(): Promise<void>;
}

/** Has a program of this folder, one that calls `beMeasured`, prepare a piece of work. */
export async function prepare<Order extends object>(
	file: string,
	node: string,
	order: Order,
): Promise<Measured> {
	// The SDK reports its progress.
	const child = startChild(`uploads/${file}`, node, 'ignore');
	const { pid = NaN } = child;
	const exited = once(child, 'exit');
	// Before its files are removed.
	const end = () => child.kill('SIGKILL');
	process.prependListener('exit', end);
	void exited.then(() => process.off('exit', end));
	const next = async <Message>() =>
		await Promise.race([
			once(child, 'message').then(([message]) => message as Message),
			exited.then((): never => {
				throw new Error(`${file} ended without a result; what it said stands above`);
			}),
		]);
	const kill = async () => {
		end();
		await exited;
	};
	child.send(order);
	await next();
	return {
		kill,
		run: async () => {
			const { now: idle } = await resident(pid);
			await resetPeak(pid);
			const { peak, ...times } = await work(child, pid, next);
			await kill();
			return { ...times, peakBytes: peak - idle };
		},
	};
}

async function work(child: ChildProcess, pid: number, next: <Message>() => Promise<Message>) {
	child.send('go');
	const times = await next<Pick<Use, 'ms' | 'cpuMs'>>();
	return { ...times, peak: (await resident(pid)).peak };
}

/**
 * Does the one piece of work that this process was started for. It stays until the parent has read what Linux holds of it.
 * @param warmUp does the same on a small scale, so that what is loaded and compiled once does not count, and gives the work
 */
export function beMeasured<Order>(warmUp: (order: Order) => Promise<() => Promise<void>>): void {
	endWithParent();
	process.once('message', (order) => void measured(warmUp, order as Order));
}

async function measured<Order>(
	warmUp: (order: Order) => Promise<() => Promise<void>>,
	order: Order,
): Promise<void> {
	const doWork = await warmUp(order);
	await collectAllGarbage();
	const go = once(process, 'message');
	process.send?.('idle');
	await go;
	const [begin, cpuBefore] = [performance.now(), process.cpuUsage()];
	await doWork();
	const { user, system } = process.cpuUsage(cpuBefore);
	process.send?.({ ms: performance.now() - begin, cpuMs: (user + system) / 1_000 });
}
