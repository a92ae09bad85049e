import { explain } from './explain';
import { abortOnSignals, Cleanup } from './interrupt';

/**
 * Runs a program to its end: what it started is undone however it ends, and what ends it early is explained.
 * @param program gives its exit code; the signal aborts when the program is asked to stop
 */
export async function runProgram(
	program: (cleanup: Cleanup, signal: AbortSignal) => Promise<number>,
): Promise<never> {
	const signal = abortOnSignals();
	const cleanup = new Cleanup();
	const code = await program(cleanup, signal).catch(async (error: unknown) => {
		await cleanup.run();
		return explain(error, signal);
	});
	await cleanup.run();
	return process.exit(code);
}
