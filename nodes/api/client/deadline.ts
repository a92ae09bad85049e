import { alarm, onAbort } from './pause';

/** The time of a sender was over before TwelveLabs had responded to it. */
export class OutOfTime extends Error {
	/** True of activation and of a test event, too. */
	readonly description =
		'TwelveLabs answers slowly, or its rate limit holds requests up. Try again later; a workflow that is active does so by itself, and loses nothing.';

	constructor() {
		super('There was not enough time to ask TwelveLabs for everything');
	}
}

/** The time limit of one attempt was over before its response was complete. Whether the request had an effect is open. */
export class AttemptTimedOut extends Error {
	readonly code = 'ETIMEDOUT';

	constructor() {
		super('The time limit of the request is over');
	}
}

/** What ends work, and whether it ends at once. */
interface End {
	/** On the clock of `performance.now`; undefined for never. It is asked again when it has come: work may put it off meanwhile. */
	at: () => number | undefined;
	/** Ends it at once, with its own reason. */
	cancel: AbortSignal | undefined;
	/** What the signal of the work is aborted with at that moment. */
	reason: () => Error;
}

/**
 * Does work whose waits end at a moment, by a signal that the work reacts to.
 * @throws OutOfTime, or the reason of `cancel`, where `work` rejects with that of its signal
 */
export async function untilEnd<T>(
	at: number | undefined,
	cancel: AbortSignal | undefined,
	work: (cancel: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
	if (at === undefined) return await work(cancel);
	const reason = () => new OutOfTime();
	return await withSignal({ at: () => at, cancel, reason }, work);
}

/**
 * Does work that ends at a moment, whether it reacts to its signal or not.
 * @throws the reason, or that of `cancel`
 */
export async function endedAt<T>(end: End, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
	return await withSignal(end, async (signal, ended) => await Promise.race([work(signal), ended]));
}

async function withSignal<T>(
	{ at, cancel, reason }: End,
	work: (signal: AbortSignal, ended: Promise<never>) => Promise<T>,
): Promise<T> {
	cancel?.throwIfAborted();
	const over = new AbortController();
	let reject: (reason: unknown) => void = () => {};
	const ended = new Promise<never>((_, fail) => (reject = fail));
	// Work may react to its signal alone.
	ended.catch(() => undefined);
	const end = (why: unknown) => {
		over.abort(why);
		reject(why);
	};
	// No AbortSignal.any: in Node.js 20, what it combines lives as long as the signal of the execution.
	const forget = cancel && onAbort(cancel, () => end(cancel.reason));
	let callOff: (() => void) | undefined;
	const watch = (moment: number | undefined) => {
		if (moment === undefined) return;
		callOff = alarm(moment - performance.now(), () => {
			const later = at();
			if (later === undefined || later > moment) watch(later);
			else end(reason());
		});
	};
	watch(at());
	try {
		return await work(over.signal, ended);
	} finally {
		callOff?.();
		forget?.();
	}
}
