import type { Outcome } from '../client/outcome';

/** What a request that did not succeed left behind, as far as it decides about the next step. */
export interface Aftermath {
	/** `unclear` where an attempt may have had its effect, though no response says so. */
	effect: 'none' | 'unclear';
	/** Whether the same request may succeed in a few minutes, without anything being changed. */
	passes: boolean;
}

/** What ends a request before it leaves, such as a credential that cannot be read, leaves nothing and stays. */
const NOTHING_LEFT: Aftermath = { effect: 'none', passes: false };

/** Apart from the errors themselves, whose fields n8n saves. */
const aftermaths = new WeakMap<Error, Aftermath>();

export function withAftermath(error: Error, aftermath: Aftermath): Error {
	aftermaths.set(error, aftermath);
	return error;
}

export const aftermathOf = (error: Error): Aftermath => aftermaths.get(error) ?? NOTHING_LEFT;

/** A method that the server does not implement stays so, unlike any other 5xx. */
const NOT_IMPLEMENTED = 501;

const LONG_QUOTA = /hour|day|week|month/i;

/**
 * @param outcome of the last attempt
 * @param acceptedMs the longest pause for a rate limit that the sender accepts
 */
export function afterAttempts(
	outcome: Outcome,
	{ acceptedMs, wasUnclear }: { acceptedMs: number; wasUnclear: boolean },
): Aftermath {
	const isUnclear = wasUnclear || outcome.kind === 'indeterminate';
	return { effect: isUnclear ? 'unclear' : 'none', passes: passes(outcome, acceptedMs) };
}

/** A host that was not reached by any attempt is down, or named wrongly. */
function passes(outcome: Outcome, acceptedMs: number): boolean {
	if ('cause' in outcome) return outcome.kind === 'indeterminate';
	const { kind, limit, flaw, response } = outcome;
	if (kind === 'rateLimited') {
		const { resetsInMs = 0, quota = '' } = limit;
		return resetsInMs <= acceptedMs && !LONG_QUOTA.test(quota);
	}
	return kind === 'indeterminate' && flaw === undefined && response.statusCode !== NOT_IMPLEMENTED;
}
