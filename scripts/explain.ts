import { CommandFailed } from './command';
import { exitCodeOf } from './interrupt';
import { N8nError } from './n8n/session';
import { Interrupted, Problem } from './problem';

const FAILED = 1;

/**
 * Says why the program ends before it is done: what happened and what to do next.
 * @param signal whatever fails after we were asked to stop fails because of that
 * @returns the exit code
 */
export function explain(error: unknown, signal: AbortSignal): number {
	const cause: unknown = signal.aborted ? signal.reason : error;
	if (cause instanceof Interrupted) {
		write('Stopped before it was done. Nothing is left running.');
		return exitCodeOf(cause.signal);
	}
	write(textOf(cause));
	return FAILED;
}

function textOf(error: unknown): string {
	if (error instanceof Problem) return `${error.message}\n${error.advice}`;
	if (error instanceof N8nError)
		return `${error.message}\nn8n's log may say more: .n8n/user/n8n.log`;
	if (error instanceof CommandFailed) return `${error.message}:\n${error.output}`;
	// An unexpected error: its stack shows where it comes from.
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const write = (text: string): boolean => process.stderr.write(`\n${text}\n`);
