import { NodeApiError } from 'n8n-workflow';

import type { ApiRequest } from './request';
import type { Connection } from './connection';
import { factsOf } from '../errors/facts';
import { send } from './send';

/**
 * Deletes what a request names.
 * @returns whether it is certain that it was there, and was deleted now: not where an attempt had no response, and the next
 *   one found nothing
 * @throws NodeApiError as `send`
 */
export async function remove(
	connection: Connection,
	request: ApiRequest,
): Promise<{ isCertain: boolean }> {
	return await send(connection, request).then(
		() => ({ isCertain: true }),
		(error: unknown) => {
			const { isGone, effect } = error instanceof NodeApiError ? factsOf(error) : {};
			if (isGone && effect === 'unclear') return { isCertain: false };
			throw error;
		},
	);
}
