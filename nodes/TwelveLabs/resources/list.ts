import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../api/item';
import { PAGE_SIZE, PageWalk } from '../../api/pages';
import { readPage } from '../../api/readPage';
import { asBoolean, asInteger, invalid } from '../../parameters';

/**
 * All entries of a list, or the first of them, as Return All and Limit say.
 * @param query filters and sorting
 */
export async function list<T extends { _id: string }>(
	item: Item,
	query: IDataObject = {},
): Promise<IDataObject[]> {
	const limit = limitOf(item);
	const pageSize = Math.min(limit, PAGE_SIZE);
	const walk = new PageWalk<T>({ pageSize });
	const entries: IDataObject[] = [];
	while (walk.page !== undefined && entries.length < limit) {
		const page = await readPage<T>(item.connection, {
			...item.request,
			query: { ...query, page: walk.page, page_limit: pageSize },
		});
		entries.push(...walk.take(page).map((entry) => ({ ...entry })));
	}
	if (!walk.complete) {
		item.connection.context.logger.warn(
			`The list ${item.request.path} kept changing while it was read; entries may be missing`,
		);
	}
	return entries.slice(0, limit);
}

function limitOf(item: Item): number {
	if (asBoolean('Return All', item.parameter('returnAll'))) return Infinity;
	const limit = asInteger('Limit', item.parameter('limit'));
	if (limit < 1) throw invalid('Limit', limit, 'is less than 1');
	return limit;
}
