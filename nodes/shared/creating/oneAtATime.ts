import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { factsOf } from '../../api/errors/facts';
import { orCanceled } from '../../api/client/pause';

const underWay = new Map<string, Promise<unknown>>();

/**
 * Work that must not be done twice at the same time: a second call while it is under way shares its result. n8n
 * starts all items at once, so without this, two items that name the same asset would both find nothing and both index.
 * Other processes of n8n are not seen.
 *
 * When the work ends with a refusal, it had no effect, and each of the waiting tries for itself, one after the other. Any
 * other error leaves open what happened, so they share it.
 * @param key says what is the same work, with the credential that it is done with
 * @param cancel ends the waiting, not the work
 * @param onWait called where others do it already
 */
export async function oneAtATime<T>(
	key: string,
	work: () => Promise<T>,
	{ cancel, onWait }: { cancel?: AbortSignal; onWait?: () => void } = {},
): Promise<T> {
	for (let current = underWay.get(key); current; current = underWay.get(key)) {
		onWait?.();
		try {
			return (await orCanceled(current, cancel)) as T;
		} catch (error) {
			// What is no error of a request is the stopping of the execution that the work belongs to, or of a queue.
			const isStopped = !(error instanceof NodeApiError || error instanceof NodeOperationError);
			const mayTry = isStopped
				? cancel?.aborted !== true
				: error instanceof NodeApiError && factsOf(error).isRejection;
			if (!mayTry) return await Promise.reject(error);
		}
	}
	const mine = work().finally(() => underWay.delete(key));
	underWay.set(key, mine);
	return await mine;
}
