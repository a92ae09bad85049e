import { alarm } from './pause';

/** The time of a sender was over before TwelveLabs told it anything. */
export class OutOfTime extends Error {
	/** True of activation and of a test event, too. */
	readonly description =
		'TwelveLabs answers slowly, or its rate limit holds requests up. Try again later; a workflow that is active does so by itself, and loses nothing.';

	constructor() {
		super('There was not enough time to ask TwelveLabs for everything');
	}
}

/** The time limit of one attempt was over before its response was complete. Whether the request had an effect is unknown. */
export class AttemptTimedOut extends Error {
	readonly code = 'ETIMEDOUT';

	constructor() {
		super('The time limit of the request is over');
	}
}

/**
 * Does work whose waits end at a moment.
 * @param endsAt on the clock of `performance.now`; undefined for never
 * @param cancel ends them at once, with its own reason
 * @param reason what the signal that `work` gets is aborted with at that moment
 * @throws the reason, where `work` rejects with that of its signal
 */
export async function untilEnd<T>(
	endsAt: number | undefined,
	cancel: AbortSignal | undefined,
	work: (cancel: AbortSignal | undefined) => Promise<T>,
	reason: () => Error = () => new OutOfTime(),
): Promise<T> {
	if (endsAt === undefined) return await work(cancel);
	const over = new AbortController();
	const stop = () => over.abort(cancel?.reason);
	if (cancel?.aborted) stop();
	// No AbortSignal.any: in Node.js 20, what it combines lives as long as the signal of the execution.
	cancel?.addEventListener('abort', stop, { once: true });
	const callOff = alarm(endsAt - performance.now(), () => over.abort(reason()));
	try {
		return await work(over.signal);
	} finally {
		callOff();
		cancel?.removeEventListener('abort', stop);
	}
}
