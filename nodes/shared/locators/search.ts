import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { editorConnection } from '../../api/client/connection';
import { trimmed } from '../../api/plainText';
import { nameHasWords } from '../names';
import { labelOf } from './label';
import {
	listedPage,
	MAX_PAGES_READ,
	type ListedEntry,
	type ListedKind,
	type ListedPlace,
} from './listed';

/** What a list search needs to know besides the kind. */
interface ListSearch {
	/** See `ListedPlace`. */
	ids?: ListedPlace['ids'];
	/** Where the browser shows an entry. */
	urlOf?: (id: string) => string;
	filter?: string;
	paginationToken?: unknown;
}

/**
 * One page of a resource locator's list. The token that n8n hands back for the next one is its page number.
 *
 * Whether TwelveLabs' filters by name take a part of a name is documented for assets only. So where the filter finds
 * nothing, the newest entries are searched here, for the words of the name or for the ID.
 */
export async function searchList(
	context: ILoadOptionsFunctions,
	kind: ListedKind,
	{ ids, urlOf, filter = '', paginationToken }: ListSearch,
): Promise<INodeListSearchResult> {
	const place = { connection: await editorConnection(context), kind, ids };
	const item = (entry: ListedEntry): INodeListSearchItems => ({
		name: labelOf(entry, context.getTimezone()),
		value: entry.id,
		...(urlOf && { url: urlOf(entry.id) }),
	});
	const page = Number(paginationToken ?? 1);
	const wanted = trimmed(filter);
	const found = await listedPage(place, page, wanted ? { [kind.filterName]: wanted } : {});
	if (found.entries.length > 0 || page > 1 || wanted === '') {
		return {
			results: found.entries.map(item),
			...(!found.isLastPage && { paginationToken: String(page + 1) }),
		};
	}
	return { results: (await scan(place, wanted)).map(item) };
}

async function scan(place: ListedPlace, wanted: string): Promise<ListedEntry[]> {
	const results: ListedEntry[] = [];
	for (let page = 1; page <= MAX_PAGES_READ; page++) {
		const { entries, isLastPage } = await listedPage(place, page);
		results.push(
			...entries.filter(({ id, name }) => id === wanted || nameHasWords(name ?? id, wanted)),
		);
		if (isLastPage) break;
	}
	return results;
}
