import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isGone, isOfRequest } from '../../api/errorKind';
import type { Connection } from '../../api/connection';
import { PAGE_SIZE } from '../../api/pages';
import { fillPath } from '../../api/path';
import { readPage } from '../../api/readPage';
import { serverTime } from '../../api/time';
import { INDEXED_ASSET_STATUSES, type IndexedAsset } from '../../api/types';
import { INDEXED_ASSETS } from '../../TwelveLabs/resources/indexedAsset/paths';
import { indexedAsset } from '../../TwelveLabs/resources/indexedAsset/retrieve';
import type { Watched, WatchList, WatchSource } from '../watch';

const TERMINAL: ReadonlyArray<string | undefined> = ['ready', 'failed'];
const RUNNING = INDEXED_ASSET_STATUSES.filter((status) => !TERMINAL.includes(status));

/** Every list names its statuses: what a list that names none shows is not documented. */
const LISTS: Record<WatchList, { status: readonly string[]; sort_by: string }> = {
	everything: { status: INDEXED_ASSET_STATUSES, sort_by: 'created_at' },
	running: { status: RUNNING, sort_by: 'created_at' },
	finished: { status: ['ready', 'failed'], sort_by: 'created_at' },
	justFinished: { status: ['ready', 'failed'], sort_by: 'updated_at' },
};

/** The part of a source that asks TwelveLabs. */
type IndexedAssetSource = Pick<WatchSource<IndexedAsset>, 'page' | 'entry'>;

/** Indexed assets of one index, as the completion watch sees them. */
export function indexedAssets(connection: Connection, indexId: string): IndexedAssetSource {
	const listPath = fillPath(INDEXED_ASSETS, () => indexId);
	const watched = (entry: IndexedAsset): Watched<IndexedAsset> => ({
		_id: entry._id,
		createdAt: createdAt(connection, entry),
		// A status that is not known counts as still running.
		finished: TERMINAL.includes(entry.status),
		entry,
	});
	return {
		async page(list, number) {
			const { status, sort_by } = LISTS[list];
			const { data, ...page } = await readPage<IndexedAsset>(connection, {
				method: 'GET',
				path: listPath,
				query: {
					status: [...status],
					sort_by,
					sort_option: 'desc',
					page: number,
					page_limit: PAGE_SIZE,
				},
			});
			return { ...page, data: data.map(watched) };
		},
		async entry(id) {
			return await indexedAsset(connection, indexId, id).then(watched, (error: unknown) => {
				if (error instanceof NodeApiError && isGone(error)) return 'gone';
				if (isOfRequest(error)) return error;
				throw error;
			});
		},
	};
}

/** The guarantee rests on it, so an entry without it is told and not passed over. */
function createdAt(connection: Connection, { _id, created_at }: IndexedAsset): number {
	const time = serverTime(created_at);
	if (time !== undefined) return time;
	throw new NodeOperationError(
		connection.context.getNode(),
		`TwelveLabs does not say when indexed asset ${_id} was created`,
		{
			description:
				'The trigger cannot tell old from new without it. Ask TwelveLabs about this entry.',
		},
	);
}
