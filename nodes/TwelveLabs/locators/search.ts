import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { editorConnection } from '../../api/connection';
import { isLast, PAGE_SIZE } from '../../api/pages';
import { readPage } from '../../api/readPage';

/** What a list search needs to know of its resource. */
interface ListSearch<T> {
	path: string;
	/** Sorting, where the list has any. */
	query?: IDataObject;
	/** The API's own filter by name. */
	filterName: string;
	entry: (resource: T) => INodeListSearchItems;
}

/**
 * Pages that one search reads itself when TwelveLabs' filter finds nothing: the newest 500 entries, in a second or two.
 */
const MOST_PAGES_SCANNED = 10;

/**
 * One page of a resource locator's list. The token that n8n hands back for the next one is its page number.
 *
 * Whether TwelveLabs' filters by name take a part of a name is documented for assets only. So where the filter finds
 * nothing, the newest entries are searched here, for a part of the name or for the ID.
 */
export async function searchList<T extends { _id: string }>(
	context: ILoadOptionsFunctions,
	{ path, query, filterName, entry }: ListSearch<T>,
	filter = '',
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const connection = await editorConnection(context);
	const pageOf = async (page: number, filters: IDataObject = {}) => {
		const { data, page_info: info } = await readPage<T>(connection, {
			method: 'GET',
			path,
			query: { ...query, ...filters, page, page_limit: PAGE_SIZE },
		});
		return { entries: data.map(entry), last: isLast(page, data.length, info?.total_page) };
	};

	const page = Number(paginationToken ?? 1);
	const wanted = filter.trim();
	const found = await pageOf(page, wanted ? { [filterName]: wanted } : {});
	if (found.entries.length > 0 || page > 1 || wanted === '') {
		return {
			results: found.entries,
			...(!found.last && { paginationToken: String(page + 1) }),
		};
	}
	return { results: await scan(pageOf, wanted.toLowerCase()) };
}

async function scan(
	pageOf: (page: number) => Promise<{ entries: INodeListSearchItems[]; last: boolean }>,
	wanted: string,
): Promise<INodeListSearchItems[]> {
	const results: INodeListSearchItems[] = [];
	for (let page = 1; page <= MOST_PAGES_SCANNED; page++) {
		const { entries, last } = await pageOf(page);
		results.push(
			...entries.filter(
				({ name, value }) => name.toLowerCase().includes(wanted) || value === wanted,
			),
		);
		if (last) break;
	}
	return results;
}

/** `clip.mp4 (indexing)`: the status is said where it is not the usual one. */
export function nameWithStatus(name: string, status?: string): string {
	return status && status !== 'ready' ? `${name} (${status})` : name;
}
