import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Starts a program of this folder as a process of its own, with messages between us.
 * @param file such as `answerServer.ts`; the program calls `endWithParent`
 * @param node the Node.js that runs it
 * @param stdout where its output goes; what it writes of errors is always shown
 */
export const startChild = (
	file: string,
	node = process.execPath,
	stdout: 'inherit' | 'ignore' = 'inherit',
): ChildProcess =>
	fork(join(__dirname, file), {
		execPath: node,
		execArgv: ['--expose-gc', '--import', 'tsx'],
		stdio: ['inherit', stdout, 'inherit', 'ipc'],
	});

/** However the benchmark ends, its processes end with it. */
export function endWithParent(): void {
	process.on('disconnect', () => process.exit());
}

/** Has a program of this folder, one that calls `fulfil`, do one piece of work. */
export async function order<Order extends object, Result>(
	file: string,
	node: string,
	work: Order,
): Promise<Result> {
	const child = startChild(file, node);
	child.send(work);
	const result = once(child, 'message').then(([message]) => message as Result);
	const ended = once(child, 'exit').then((): never => {
		throw new Error(`${file} ended without a result; what it said stands above`);
	});
	return await Promise.race([result, ended]);
}

/** Does the one piece of work that this process was started for, and ends it. */
export function fulfil<Order, Result>(work: (order: Order) => Promise<Result>): void {
	endWithParent();
	process.once('message', (message) => {
		void work(message as Order).then((result) => process.send?.(result, () => process.exit()));
	});
}
