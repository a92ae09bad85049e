import { type IDataObject, NodeOperationError } from 'n8n-workflow';

import { PAGE_SIZE } from '../../api/paging/page';
import { PageWalk } from '../../api/paging/pageWalk';
import { readPage } from '../../api/paging/readPage';
import { asBoolean, asInteger, invalid } from '../../shared/parameters';
import type { Item } from '../run/item';

/** By its fields, of which one is its ID. */
type Entry = Record<string, string>;

/** Readings of a list whose pages do not add up, before the item says so. */
const MAX_READINGS = 3;

/**
 * All entries of a list, or the first of them, as Return All and Limit say.
 * @param query filters and sorting
 * @param idField the field that holds the ID of an entry
 * @throws NodeOperationError when the list shows fewer entries than it holds, or keeps changing while it is read
 */
export async function list(
	item: Item,
	query: IDataObject = {},
	idField = '_id',
): Promise<IDataObject[]> {
	const limit = limitOf(item);
	const pageSize = Math.min(limit, PAGE_SIZE);
	const walk = new PageWalk<Entry, string>({ idField, pageSize, maxReadings: MAX_READINGS });
	const entries: IDataObject[] = [];
	while (walk.page !== undefined && entries.length < limit) {
		const request = {
			...item.request,
			query: { ...query, page: walk.page, page_limit: pageSize },
		};
		const page = await readPage<Entry, string>(item.connection, request, idField);
		entries.push(...walk.take(page).map((entry) => ({ ...entry })));
	}
	// A walk that ended before the limit read the whole list, or should have.
	if (walk.page === undefined && !walk.complete && entries.length < limit) {
		throw incomplete(item, entries.length, walk.total);
	}
	return entries.slice(0, limit);
}

function incomplete(item: Item, read: number, total: number | undefined): NodeOperationError {
	const isShort = total !== undefined && total > read;
	const next =
		'Run the item again when less is being changed, or use Filters or Limit to read a smaller part of the list.';
	const error = new NodeOperationError(
		item.connection.node,
		isShort
			? `Only ${read} of ${total} entries of the list could be read`
			: `The list kept changing while its ${read} entries were read, so some may be missing`,
		{ description: `The list was read ${MAX_READINGS} times. ${next}` },
	);
	error.context.details = { read, ...(total !== undefined && { total }), next };
	return error;
}

/** @returns Infinity for Return All @throws UserError naming the field */
export function limitOf(item: Item): number {
	if (asBoolean('Return All', item.parameter('returnAll'))) return Infinity;
	const limit = asInteger('Limit', item.parameter('limit'));
	if (limit < 1) throw invalid('Limit', limit, 'is less than 1');
	return limit;
}
