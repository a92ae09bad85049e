import { textId } from '../ids';
import { foreignAnswer } from '../errors/apiError';
import { isRecord } from '../body';
import type { ApiRequest } from '../client/request';
import type { Connection } from '../client/connection';
import { readTimed, type Timed } from '../client/send';
import type { Page } from './page';

/**
 * Reads one page of a list. An entry without an ID is left out, so that it stops no other; `size` counts it. IDs are text.
 * @param idField the field that holds the ID of an entry
 * @returns the page, and how current it is
 * @throws NodeApiError when the answer is no list, or none of its entries has an ID
 */
export async function readPage<T extends Record<Id, string>, Id extends string = '_id'>(
	connection: Connection,
	request: ApiRequest,
	idField = '_id' as Id,
): Promise<Page<T> & Omit<Timed<unknown>, 'body'>> {
	const { body, ...timed } = await readTimed<Page<T>>(connection, request);
	const listed: unknown = body.data;
	const data = Array.isArray(listed)
		? listed.flatMap((entry) => withTextId<T>(entry, idField))
		: [];
	if (!Array.isArray(listed) || (listed.length > 0 && data.length === 0)) {
		throw foreignAnswer(connection, request, { statusCode: 200, headers: {}, body });
	}
	return { ...body, data, size: listed.length, ...timed };
}

/** An ID that is compared must be of one type, whatever the server makes of it. */
function withTextId<T>(entry: unknown, idField: string): T[] {
	if (!isRecord(entry)) return [];
	const id = textId(entry[idField]);
	return id === undefined ? [] : [{ ...entry, [idField]: id } as unknown as T];
}
