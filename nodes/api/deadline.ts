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

/**
 * Does work whose waits end at a moment.
 * @param endsAt on the clock of `performance.now`; undefined for never
 * @param cancel ends them at once
 * @throws OutOfTime through the signal that `work` gets
 */
export async function untilEnd<T>(
	endsAt: number | undefined,
	cancel: AbortSignal | undefined,
	work: (cancel: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
	if (endsAt === undefined) return await work(cancel);
	const over = new AbortController();
	const callOff = alarm(endsAt - performance.now(), () => over.abort(new OutOfTime()));
	try {
		return await work(cancel ? AbortSignal.any([cancel, over.signal]) : over.signal);
	} finally {
		callOff();
	}
}
