import type { IDataObject } from 'n8n-workflow';

import { text } from '../../api/body';
import type { Connection } from '../../api/client/connection';
import { isLastPage, PAGE_SIZE } from '../../api/paging/page';
import { ENDPOINTS, type Endpoint } from '../../api/endpoints';
import { readPage } from '../../api/paging/readPage';
import { INDEXED_ASSET_STATUSES, type Asset, type Index, type IndexedAsset } from '../types';

/** An entry of a list, as far as a user recognises it. */
export interface ListedEntry {
	id: string;
	/** Undefined where TwelveLabs names none, or sends no text. */
	name?: string;
	status?: string;
	/** Seconds. */
	duration?: number;
	/** RFC 3339. */
	createdAt?: string;
}

/** A kind of thing that TwelveLabs lists, and that a field of the node chooses from. */
export interface ListedKind {
	one: string;
	many: string;
	/** The call that lists it; of an index where its path names one. */
	endpoint: Endpoint;
	query: IDataObject;
	/** The API's own filter by name. */
	filterName: string;
	entry(answer: { _id: string }): ListedEntry;
}

const NEWEST_FIRST = { sort_by: 'created_at', sort_option: 'desc' };

export const INDEXES: ListedKind = {
	one: 'index',
	many: 'indexes',
	endpoint: ENDPOINTS.indexes.list,
	query: NEWEST_FIRST,
	filterName: 'index_name',
	entry: ({ _id, index_name, total_duration, created_at }: Index) => ({
		id: _id,
		name: text(index_name),
		duration: total_duration,
		createdAt: created_at,
	}),
};

/** This list has no order to ask for: it is newest first. */
export const ASSETS: ListedKind = {
	one: 'asset',
	many: 'assets',
	endpoint: ENDPOINTS.assets.list,
	query: {},
	filterName: 'filename',
	entry: ({ _id, filename, status, duration, created_at }: Asset) => ({
		id: _id,
		name: text(filename),
		status: text(status),
		duration,
		createdAt: created_at,
	}),
};

export const INDEXED_ASSETS_OF_INDEX: ListedKind = {
	one: 'indexed asset',
	many: 'indexed assets',
	endpoint: ENDPOINTS.indexedAssets.list,
	// What is still being indexed is listed too; a list that names no status may leave it out.
	query: { ...NEWEST_FIRST, status: [...INDEXED_ASSET_STATUSES] },
	filterName: 'filename',
	entry: ({ _id, system_metadata, status, created_at }: IndexedAsset) => ({
		id: _id,
		name: text(system_metadata?.filename),
		status: text(status),
		duration: system_metadata?.duration,
		createdAt: created_at,
	}),
};

/** Where a kind is listed. */
export interface ListedPlace {
	connection: Connection;
	kind: ListedKind;
	/** Of the path: the index where the list is of one. */
	ids?: Readonly<Record<string, string>>;
}

/** One page of a list, and whether it is the last. */
export async function listedPage(
	{ connection, kind, ids }: ListedPlace,
	page: number,
	filter: IDataObject = {},
): Promise<{ entries: ListedEntry[]; isLastPage: boolean }> {
	const read = await readPage<{ _id: string }>(connection, {
		endpoint: kind.endpoint,
		ids,
		query: { ...kind.query, ...filter, page, page_limit: PAGE_SIZE },
	});
	return {
		entries: read.data.map(kind.entry),
		isLastPage: isLastPage(read, page),
	};
}

/** Pages that are read of one list at most: its newest 500 entries, in a second or two. */
export const MAX_PAGES_READ = 10;
