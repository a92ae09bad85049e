import type { IHttpRequestMethods } from 'n8n-workflow';

import { MEGABYTE } from './megabytes';

/**
 * TwelveLabs counts requests by category (docs.twelvelabs.io/docs/get-started/rate-limits). `other` is what it counts in none
 * of them, such as every GET: a used-up quota of indexing must not stop them.
 */
export type Category =
	| 'analyze'
	| 'embedMedia'
	| 'embedText'
	| 'index'
	| 'upload'
	| 'search'
	| 'other';

/**
 * What a request may change: nothing (`read`), the same however often it is sent (`idempotent`), or something new each time
 * (`creates`), which costs money or clutters the account. It decides what is repeated, whatever the method: a search is a POST.
 */
export type Effect = 'read' | 'idempotent' | 'creates';

/** One call of the API. */
export interface Endpoint {
	readonly method: IHttpRequestMethods;
	/** Path template in the API's spelling; see `fillPath`. */
	readonly path: string;
	readonly effect: Effect;
	readonly category: Category;
	/** How large an answer may be, where it is larger than those of other calls. */
	readonly maxAnswerBytes?: number;
}

const read = (path: string): Endpoint => ({
	method: 'GET',
	path,
	effect: 'read',
	category: 'other',
});

const idempotent = (method: IHttpRequestMethods, path: string): Endpoint => ({
	method,
	path,
	effect: 'idempotent',
	category: 'other',
});

const entitiesAt = (rest = ''): string =>
	`/entity-collections/{entity_collection_id}/entities${rest}`;

/** The calls of this package, under the names of the API reference. */
export const ENDPOINTS = {
	assets: {
		create: { method: 'POST', path: '/assets', effect: 'creates', category: 'upload' },
		list: read('/assets'),
		retrieve: read('/assets/{asset_id}'),
		retrieveTranscription: read('/assets/{asset_id}/transcription'),
		delete: idempotent('DELETE', '/assets/{asset_id}'),
		updateUserMetadata: idempotent('PATCH', '/assets/{asset_id}/user-metadata'),
		replaceUserMetadata: idempotent('PUT', '/assets/{asset_id}/user-metadata'),
		deleteUserMetadata: idempotent('DELETE', '/assets/{asset_id}/user-metadata'),
	},
	/** Nothing of it is listed among the assets before its last chunk is reported, and a session that is left alone ends after a day. */
	multipartUploads: {
		create: { ...idempotent('POST', '/assets/multipart-uploads'), category: 'upload' },
		list: read('/assets/multipart-uploads'),
		retrieve: read('/assets/multipart-uploads/{upload_id}'),
		reportChunks: idempotent('POST', '/assets/multipart-uploads/{upload_id}'),
		presignedUrls: idempotent('POST', '/assets/multipart-uploads/{upload_id}/presigned-urls'),
	},
	/** Both ways to analyze cost money, and share a quota. */
	analysis: {
		analyze: { method: 'POST', path: '/analyze', effect: 'creates', category: 'analyze' },
	},
	analysisTasks: {
		create: { method: 'POST', path: '/analyze/tasks', effect: 'creates', category: 'analyze' },
		list: read('/analyze/tasks'),
		retrieve: read('/analyze/tasks/{task_id}'),
		/** A second cancel changes nothing. */
		cancel: idempotent('POST', '/analyze/tasks/{task_id}/cancel'),
		delete: idempotent('DELETE', '/analyze/tasks/{task_id}'),
	},
	/** Text and images cost next to nothing, as a search does; the limit of audio and video is another one. */
	embeddings: {
		create: { method: 'POST', path: '/embed-v2', effect: 'read', category: 'embedText' },
		createOfMedia: {
			method: 'POST',
			path: '/embed-v2',
			effect: 'creates',
			category: 'embedMedia',
		},
	},
	/** The limit of audio and video is theirs, too. */
	embeddingTasks: {
		create: {
			method: 'POST',
			path: '/embed-v2/tasks',
			effect: 'creates',
			category: 'embedMedia',
		},
		list: read('/embed-v2/tasks'),
		/**
		 * Four hours in segments of 2 seconds, with three options: 21,603 vectors of 512 numbers are 134 MB where numbers have
		 * eight digits, and 221 MB where they have all. The text of a response may have 511 MB in V8.
		 */
		retrieve: { ...read('/embed-v2/tasks/{task_id}'), maxAnswerBytes: 500 * MEGABYTE },
	},
	entityCollections: {
		create: { method: 'POST', path: '/entity-collections', effect: 'creates', category: 'other' },
		list: read('/entity-collections'),
		retrieve: read('/entity-collections/{entity_collection_id}'),
		update: idempotent('PATCH', '/entity-collections/{entity_collection_id}'),
		delete: idempotent('DELETE', '/entity-collections/{entity_collection_id}'),
	},
	entities: {
		create: {
			method: 'POST',
			path: entitiesAt(),
			effect: 'creates',
			category: 'other',
		},
		createBulk: {
			method: 'POST',
			path: entitiesAt('/bulk'),
			effect: 'creates',
			category: 'other',
		},
		list: read(entitiesAt()),
		listByAsset: read('/assets/{asset_id}/entities'),
		retrieve: read(entitiesAt('/{entity_id}')),
		update: idempotent('PATCH', entitiesAt('/{entity_id}')),
		delete: idempotent('DELETE', entitiesAt('/{entity_id}')),
		/** An entity has each image once, however often it is added. */
		createAssets: idempotent('POST', entitiesAt('/{entity_id}/assets')),
		deleteAssets: idempotent('DELETE', entitiesAt('/{entity_id}/assets')),
	},
	indexes: {
		create: { method: 'POST', path: '/indexes', effect: 'creates', category: 'other' },
		list: read('/indexes'),
		retrieve: read('/indexes/{index-id}'),
		update: idempotent('PUT', '/indexes/{index-id}'),
		delete: idempotent('DELETE', '/indexes/{index-id}'),
	},
	indexedAssets: {
		create: {
			method: 'POST',
			path: '/indexes/{index-id}/indexed-assets',
			effect: 'creates',
			category: 'index',
		},
		list: read('/indexes/{index-id}/indexed-assets'),
		listByAsset: read('/assets/{asset_id}/indexed-assets'),
		retrieve: read('/indexes/{index-id}/indexed-assets/{indexed-asset-id}'),
		update: idempotent('PATCH', '/indexes/{index-id}/indexed-assets/{indexed-asset-id}'),
		delete: idempotent('DELETE', '/indexes/{index-id}/indexed-assets/{indexed-asset-id}'),
	},
	/** The pages after the first count in no category. */
	search: {
		create: { method: 'POST', path: '/search', effect: 'read', category: 'search' },
		retrieve: read('/search/{page-token}'),
	},
} as const satisfies Record<string, Record<string, Endpoint>>;
