import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { editorConnection } from '../../api/client/connection';
import { trimmed } from '../../api/plainText';
import { nameHasWords } from '../names';
import { labelsOf } from './label';
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

/** One page of a resource locator's list, as it is found. */
interface Found {
	entries: ListedEntry[];
	hasMore: boolean;
}

/** One page of a resource locator's list. The token that n8n hands back for the next one is its page number. */
export async function searchList(
	context: ILoadOptionsFunctions,
	kind: ListedKind,
	{ ids, urlOf, filter = '', paginationToken }: ListSearch,
): Promise<INodeListSearchResult> {
	const place = { connection: await editorConnection(context), kind, ids };
	const page = Number(paginationToken ?? 1);
	const wanted = trimmed(filter);
	const { entries, hasMore } =
		wanted !== '' && page === 1
			? await firstFound(place, wanted)
			: await filtered(place, page, wanted);
	const labels = labelsOf(entries, context.getTimezone());
	return {
		results: entries.map(({ id }, at) => ({
			name: labels[at],
			value: id,
			...(urlOf && { url: urlOf(id) }),
		})),
		...(hasMore && { paginationToken: String(page + 1) }),
	};
}

async function filtered(place: ListedPlace, page: number, wanted: string): Promise<Found> {
	const { filterName } = place.kind;
	const filter = wanted === '' || filterName === undefined ? {} : { [filterName]: wanted };
	const { entries, isLastPage } = await listedPage(place, page, filter);
	return { entries, hasMore: !isLastPage };
}

/**
 * Whether TwelveLabs' filters by name take a part of a name is documented for assets only, and none takes words. So the newest
 * entries are searched here, too, for the words of the name or for the ID: a short list only here. Where the filter finds
 * more than a page, that is enough to choose from.
 */
async function firstFound(place: ListedPlace, wanted: string): Promise<Found> {
	const newest = await listedPage(place, 1);
	const isWanted = ({ id, name }: ListedEntry) => id === wanted || nameHasWords(name ?? id, wanted);
	const fitting = newest.entries.filter(isWanted);
	if (newest.isLastPage) return { entries: fitting, hasMore: false };
	const hasFilter = place.kind.filterName !== undefined;
	const named = hasFilter ? await filtered(place, 1, wanted) : { entries: [], hasMore: false };
	if (named.hasMore) return named;
	for (let page = 2; page <= MAX_PAGES_READ; page++) {
		const { entries, isLastPage } = await listedPage(place, page);
		fitting.push(...entries.filter(isWanted));
		if (isLastPage) break;
	}
	const byId = new Map([...named.entries, ...fitting].map((entry) => [entry.id, entry]));
	return { entries: [...byId.values()], hasMore: false };
}
