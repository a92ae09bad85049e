import { NodeApiError } from 'n8n-workflow';

import { factsOf, withFacts } from './facts';

/**
 * A copy of an error with its facts, for one of several items that share a request: what is added to it must not show at the
 * others.
 */
export function copyOf<E extends Error & { context: object }>(error: E): E {
	const copy = new Error(error.message);
	Object.setPrototypeOf(copy, Object.getPrototypeOf(error) as object);
	Object.defineProperties(copy, Object.getOwnPropertyDescriptors(error));
	const own = Object.assign(copy as E, { context: { ...error.context } });
	return error instanceof NodeApiError ? withFacts(own, factsOf(error)) : own;
}
