import type { IDataObject } from 'n8n-workflow';

import { text } from '../../api/body';
import type { Connection } from '../../api/client/connection';
import { isLastPage, PAGE_SIZE } from '../../api/paging/page';
import { ENDPOINTS, type Endpoint } from '../../api/endpoints';
import { readPage } from '../../api/paging/readPage';
import { OWN_CUSTOM_ID } from '../customIds';
import { embeddedFile } from '../embedding/task';
import {
	INDEXED_ASSET_STATUSES,
	type AnalysisTask,
	type Asset,
	type EmbeddingTask,
	type Entity,
	type EntityCollection,
	type Index,
	type IndexedAsset,
} from '../types';

/** By its fields, of which one is its ID. */
type Entry = Record<string, string>;

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
	/** The field whose ID the path names: what is listed is part of that. */
	within?: string;
	/** The API's own filter by name; undefined where it has none. */
	filterName?: string;
	/** The field that holds the ID of an entry; by default `_id`. */
	idField?: string;
	/** @param answer an entry as TwelveLabs sends it, with an ID */
	entry(answer: never): ListedEntry;
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

export const IMAGES: ListedKind = {
	...ASSETS,
	one: 'image',
	many: 'images',
	query: { asset_types: ['image'] },
};

export const INDEXED_ASSETS_OF_INDEX: ListedKind = {
	one: 'indexed asset',
	many: 'indexed assets',
	endpoint: ENDPOINTS.indexedAssets.list,
	within: 'indexId',
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

export const ENTITY_COLLECTIONS: ListedKind = {
	one: 'entity collection',
	many: 'entity collections',
	endpoint: ENDPOINTS.entityCollections.list,
	query: NEWEST_FIRST,
	filterName: 'name',
	entry: ({ _id, name, created_at }: EntityCollection) => ({
		id: _id,
		name: text(name),
		createdAt: created_at,
	}),
};

export const ENTITIES_OF_COLLECTION: ListedKind = {
	one: 'entity',
	many: 'entities',
	endpoint: ENDPOINTS.entities.list,
	within: 'entityCollectionId',
	query: NEWEST_FIRST,
	filterName: 'name',
	entry: ({ _id, name, status, created_at }: Entity) => ({
		id: _id,
		name: text(name),
		status: text(status),
		createdAt: created_at,
	}),
};

/** This list is newest first, and has no filter by any text. What a task is recognised by is what was asked. */
export const ANALYSIS_TASKS: ListedKind = {
	one: 'analysis task',
	many: 'analysis tasks',
	endpoint: ENDPOINTS.analysisTasks.list,
	query: {},
	idField: 'task_id',
	entry: ({ task_id, custom_id, request_params, status, created_at }: AnalysisTask) => {
		const custom = text(custom_id);
		const isOwn = custom?.startsWith(OWN_CUSTOM_ID) ?? true;
		const isSegmentation = request_params?.analysis_mode === 'time_based_metadata';
		const asked = text(request_params?.prompt) ?? (isSegmentation ? 'Segments' : undefined);
		return {
			id: task_id,
			name: [isOwn ? undefined : custom, asked].filter(Boolean).join(' · ') || undefined,
			status: text(status),
			createdAt: created_at,
		};
	},
};

/** This list is newest first, too, and has no filter by any text. */
export const EMBEDDING_TASKS: ListedKind = {
	one: 'embedding task',
	many: 'embedding tasks',
	endpoint: ENDPOINTS.embeddingTasks.list,
	query: {},
	entry(task: EmbeddingTask) {
		const { input_filename, input_url, duration } = embeddedFile(task);
		return {
			id: task._id,
			name: text(input_filename) ?? text(input_url),
			status: text(task.status),
			duration,
			createdAt: task.created_at,
		};
	},
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
	const request = {
		endpoint: kind.endpoint,
		ids,
		query: { ...kind.query, ...filter, page, page_limit: PAGE_SIZE },
	};
	const read = await readPage<Entry, string>(connection, request, kind.idField ?? '_id');
	return {
		entries: read.data.map((answer) => kind.entry(answer as never)),
		isLastPage: isLastPage(read, page),
	};
}

/** Pages that are read of one list at most: its newest 500 entries, in a second or two. */
export const MAX_PAGES_READ = 10;
