import { NodeApiError } from 'n8n-workflow';

import { saidBy } from '../body';
import { OutOfTime } from '../client/deadline';
import type { Outcome } from '../client/outcome';
import { InterruptedResponse, isTimeout, networkErrorIn } from './networkError';

/** What is certain about a request that did not succeed, for the caller that goes on in spite of it. */
export interface Facts {
	/** `unclear` where an attempt may have had its effect, though no response says so. */
	effect: 'none' | 'unclear';
	/** Whether the same request may succeed in a few minutes, without anything being changed. */
	passes: boolean;
	/** Whether no connection to TwelveLabs came about: it is down, or the line is, or its address is wrong. */
	isUnreachable: boolean;
	/** Whether every request that follows would end alike: the reason is the key, the plan, the limit or the network. */
	concernsAccount: boolean;
	/** Whether TwelveLabs understood the request and rejected it. */
	isRejection: boolean;
	/** Whether the resource is not there. */
	isGone: boolean;
	/** Whether TwelveLabs has come to an end with the request: the response of a gateway does not show that. */
	hasEnded: boolean;
	/** Whether an effect may show up later: TwelveLabs has accepted the request, or may still be working on it. */
	mayStillRun: boolean;
	/** What had come of the body of a response that broke off. */
	received?: unknown;
}

/**
 * Facts about what ends a request before it leaves, such as a credential that cannot be read or a certificate that is not
 * trusted: it would end every other request, too.
 */
const NEVER_LEFT: Facts = {
	effect: 'none',
	passes: false,
	isUnreachable: false,
	concernsAccount: true,
	isRejection: false,
	isGone: false,
	hasEnded: false,
	mayStillRun: false,
};

/** The time of the sender was over: the next poll, or the next try, has time of its own. */
const OUT_OF_TIME: Facts = {
	...NEVER_LEFT,
	effect: 'unclear',
	passes: true,
	concernsAccount: false,
	mayStillRun: true,
};

/** Apart from the errors themselves, since n8n saves their fields. */
const factsByError = new WeakMap<Error, Facts>();

export function withFacts<E extends Error>(error: E, facts: Facts): E {
	factsByError.set(error, facts);
	return error;
}

/** An error about a request. */
export type RequestError = NodeApiError | OutOfTime;

/** Whether an error is about a request. Any other error is a defect, and ends what is going on. */
export const isOfRequest = (error: unknown): error is RequestError =>
	error instanceof NodeApiError || error instanceof OutOfTime;

/** The facts about the request of an error. A copy of the error has lost them. */
export const factsOf = (error: RequestError): Facts =>
	error instanceof OutOfTime ? OUT_OF_TIME : (factsByError.get(error) ?? NEVER_LEFT);

const REQUEST_TIMEOUT = 408;
const GATEWAY_TIMEOUT = 504;

/** A method that the server does not implement stays so, unlike any other 5xx. */
const NOT_IMPLEMENTED = 501;

/** About the key, the plan or the limit. */
const ABOUT_ACCOUNT = [401, 402, 403, 429];

/** Statuses of TwelveLabs itself, which a gateway has no reason to give for it. */
const ENDED = [500, NOT_IMPLEMENTED, 503];

const LONG_QUOTA = /hour|day|week|month/i;

/**
 * The facts about a request after its last attempt.
 * @param acceptedMs the longest pause for a rate limit that the sender accepts
 * @param wasIndeterminate whether an earlier attempt was
 */
export function factsAfter(
	outcome: Outcome,
	{ acceptedMs, wasIndeterminate }: { acceptedMs: number; wasIndeterminate: boolean },
): Facts {
	const isIndeterminate = outcome.kind === 'indeterminate';
	const effect = wasIndeterminate || isIndeterminate ? 'unclear' : 'none';
	const passes = passesByItself(outcome, acceptedMs);
	if ('cause' in outcome) {
		const mayStillRun = isIndeterminate && isTimeout(networkErrorIn(outcome.cause)?.code);
		const isUnreachable = outcome.kind === 'notSent';
		const { cause } = outcome;
		const received = cause instanceof InterruptedResponse ? cause.received : undefined;
		return { ...NEVER_LEFT, effect, passes, isUnreachable, mayStillRun, received };
	}
	const { statusCode: status, body } = outcome.response;
	return {
		effect,
		passes,
		isUnreachable: false,
		concernsAccount: ABOUT_ACCOUNT.includes(status),
		isRejection: status >= 400 && !isIndeterminate,
		// Some calls document no 404; then the code of a 400 says so.
		isGone:
			status === 404 ||
			(status === 400 && saidBy(body).code?.toLowerCase() === 'resource_not_exist'),
		hasEnded: ENDED.includes(status),
		mayStillRun: status < 300 || status === REQUEST_TIMEOUT || status === GATEWAY_TIMEOUT,
	};
}

/** A host that no attempt reached is down, or named wrongly. */
function passesByItself(outcome: Outcome, acceptedMs: number): boolean {
	if ('cause' in outcome) return outcome.kind === 'indeterminate';
	const { kind, limit, flaw, response } = outcome;
	if (kind === 'rateLimited') {
		const { resetsInMs = 0, quota = '' } = limit;
		return resetsInMs <= acceptedMs && !LONG_QUOTA.test(quota);
	}
	return kind === 'indeterminate' && flaw === undefined && response.statusCode !== NOT_IMPLEMENTED;
}
