/**
 * Runs tasks side by side. The first that fails ends the others.
 * @throws what that one threw, once all have ended
 */
export async function together(
	signal: AbortSignal,
	tasks: Array<(signal: AbortSignal) => Promise<unknown>>,
): Promise<void> {
	const failure = new AbortController();
	const either = AbortSignal.any([signal, failure.signal]);
	const run = async (task: (typeof tasks)[number]) => {
		// After the first abort, a further one changes nothing.
		await task(either).catch((error: unknown) => failure.abort(error));
	};
	await Promise.all(tasks.map(run));
	failure.signal.throwIfAborted();
}
