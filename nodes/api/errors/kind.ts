import { NodeApiError } from 'n8n-workflow';

import { detailsOf } from './apiError';
import { OutOfTime } from '../client/deadline';
import { aftermathOf } from './aftermath';
import { isTimeout } from './networkError';

/** What can be told from the error of a request, for those who go on in spite of it. */

/** Whether it is of a request at all: anything else is a defect, and nobody goes on in spite of it. */
export const isOfRequest = (error: unknown): error is NodeApiError | OutOfTime =>
	error instanceof NodeApiError || error instanceof OutOfTime;

/** Whether the same request may succeed in a few minutes: its response was lost, or TwelveLabs cannot answer just now. */
export const isPassing = (error: NodeApiError): boolean => aftermathOf(error).passes;

/** Whether an error is about every request that might follow: the key, the plan, the limit or the network. */
export const concernsAll = (error: unknown): boolean =>
	error instanceof NodeApiError &&
	(error.httpCode === null || ['401', '402', '403', '429'].includes(error.httpCode));

/** Whether TwelveLabs understood the request and refused it, so that it certainly had no effect. */
export const isRefusal = ({ httpCode }: NodeApiError): boolean =>
	httpCode !== null && httpCode.startsWith('4') && httpCode !== '408';

/** Whether the request certainly had no effect, in any of its attempts: refused, led elsewhere, or it never left. */
export const hadNoEffect = (error: NodeApiError): boolean => aftermathOf(error).effect === 'none';

/** Whether TwelveLabs, or a gateway before it, may still be at work on the request: it only took too long. */
export const mayStillRun = (error: NodeApiError): boolean =>
	error.httpCode === null
		? isTimeout(detailsOf(error).code)
		: ['408', '504'].includes(error.httpCode);

/** Whether the resource is not there. Some calls document no 404; then the code of a 400 says so. */
export const isGone = (error: NodeApiError): boolean =>
	error.httpCode === '404' ||
	(error.httpCode === '400' && detailsOf(error).code === 'resource_not_exist');

/** TwelveLabs' own words in an error, '' where it had none. */
export const wordsOf = (error: NodeApiError): string => detailsOf(error).message ?? '';
