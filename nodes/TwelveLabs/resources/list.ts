import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../api/item';
import { PAGE_SIZE, walkPages } from '../../api/pages';
import { read } from '../../api/send';
import type { Page } from '../../api/types';
import { asBoolean, asInteger, invalid } from '../parameters';

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
	const entries: IDataObject[] = [];
	const pages = walkPages(
		async (page) =>
			read<Page<T>>(item.connection, {
				...item.request,
				query: { ...query, page, page_limit: pageSize },
			}),
		pageSize,
	);
	for await (const entry of pages) {
		entries.push({ ...entry });
		if (entries.length >= limit) break;
	}
	return entries;
}

function limitOf(item: Item): number {
	if (asBoolean('Return All', item.parameter('returnAll'))) return Infinity;
	const limit = asInteger('Limit', item.parameter('limit'));
	if (limit < 1) throw invalid('Limit', limit, 'is less than 1');
	return limit;
}
