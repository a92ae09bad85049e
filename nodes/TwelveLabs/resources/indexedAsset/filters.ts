import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { metadataFromRows } from '../../../shared/metadata/userMetadata';
import { invalid } from '../../../shared/parameters';
import { INDEXED_ASSET_STATUSES } from '../../../shared/types';
import {
	chosenIn,
	dateFilters,
	dateQuery,
	DATES,
	filenameFilter,
	filenameQuery,
	metadataFilter,
	statusFilter,
} from '../../fields/filters';
import { RANGES, rangeFilters, rangesIn } from '../../fields/ranges';

/** Names that the list call uses itself, so that no metadata key can stand for another filter. */
const RESERVED = new Set([
	...['page', 'page_limit', 'sort_by', 'sort_option', 'status', 'filename', 'user_metadata'],
	...[...RANGES, ...DATES].map(({ wireName }) => wireName),
	// The HTTP client leaves these out of a query; without its filter the list would be the whole one.
	...['__proto__', 'constructor', 'prototype'],
]);

const STATUSES = [
	{ name: 'Failed', value: 'failed' },
	{ name: 'Indexing', value: 'indexing' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Queued', value: 'queued' },
	{ name: 'Ready', value: 'ready' },
];

/**
 * The options of Get Many's Filters, the most used first: the editor offers them in this order. n8n's lint wants the labels of
 * a written list sorted; a list that is put together keeps its order.
 */
export const filterOptions: readonly INodeProperties[] = [
	filenameFilter,
	statusFilter(STATUSES),
	metadataFilter,
	...dateFilters({
		created_at: 'Only what was added to the index at or after this time',
		updated_at:
			'Only what had its metadata updated at or after this time. Finished indexing does not count as an update.',
	}),
	...rangeFilters(RANGES),
];

/**
 * The query of the list call for what the user put into Filters. A filter that was added but left empty, or at 0, filters
 * nothing.
 * @param zone time zone of the workflow
 * @throws UserError naming the filter, for a value that does not fit
 */
export function filterQuery(filters: IDataObject, zone: string): IDataObject {
	const query: IDataObject = { status: statuses(filters.status), ...filenameQuery(filters) };
	for (const { wireName, operator, limit } of rangesIn(filters, RANGES)) {
		query[`${wireName}[${operator}]`] = limit;
	}
	return { ...query, ...dateQuery(filters, zone), ...metadataQuery(filters.userMetadata ?? {}) };
}

/** All are named when the user chose none: what a list that names none returns is not documented. */
function statuses(chosen: unknown): string[] {
	const list = chosenIn('Status', chosen, STATUSES);
	return list.length > 0 ? list : [...INDEXED_ASSET_STATUSES];
}

/** Metadata fields stand beside the other filters, under their own names. */
function metadataQuery(rows: unknown): IDataObject {
	const metadata = metadataFromRows(rows);
	const reserved = Object.keys(metadata).find((key) => RESERVED.has(key.split('[')[0]));
	if (reserved !== undefined) {
		throw invalid(
			'User Metadata',
			reserved,
			'has a meaning of its own in this list, so TwelveLabs cannot filter by it',
		);
	}
	return metadata;
}
