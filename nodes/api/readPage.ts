import { unexpected } from './apiError';
import type { ApiRequest, Connection } from './connection';
import { readTimed } from './send';
import type { Page } from './types';

/**
 * Reads one page of a list.
 * @returns the page, and the time at the server as `readTimed` has it
 * @throws NodeApiError when the answer is no list, or an entry has no ID
 */
export async function readPage<T extends { _id: string }>(
	connection: Connection,
	request: ApiRequest,
): Promise<Page<T> & { serverTime?: number }> {
	const { body, serverTime } = await readTimed<Page<T>>(connection, request);
	const isList = Array.isArray(body.data) && body.data.every((entry) => Boolean(entry?._id));
	if (isList) return { ...body, serverTime };
	throw unexpected(connection, { statusCode: 200, headers: {}, body });
}
