import type { Connection } from '../../../api/client/connection';
import { PAGE_SIZE } from '../../../api/paging/page';
import { ENDPOINTS } from '../../../api/endpoints';
import { readPage } from '../../../api/paging/readPage';
import { indexedAsset } from '../../../shared/indexedAsset';
import { INDEXED_ASSET, endsOf } from '../../../shared/lifecycles';
import type { IndexedAsset, IndexedAssetDetailed } from '../../../shared/types';
import { orWhyNot } from '../orWhyNot';
import type { ListRules, Watched, WatchList, WatchPage, WatchSource } from '../../source';
import { asWatched } from '../watched';

const RUNNING = Object.keys(INDEXED_ASSET.running);
/** Statuses that end an indexed asset. */
export const TERMINAL = endsOf(INDEXED_ASSET);

/** Every list names its statuses: what a list that names none shows is not documented. */
const LISTS = {
	everything: { status: [...RUNNING, ...TERMINAL], sort_by: 'created_at' },
	running: { status: RUNNING, sort_by: 'created_at' },
	finished: { status: TERMINAL, sort_by: 'created_at' },
	justFinished: { status: TERMINAL, sort_by: 'updated_at' },
	justReady: { status: INDEXED_ASSET.succeeded, sort_by: 'updated_at' },
	justFailed: { status: INDEXED_ASSET.failed, sort_by: 'updated_at' },
} satisfies Partial<Record<WatchList, { status: readonly string[]; sort_by: string }>>;

const RULES = {
	running: ['running'],
	finished: 'finished',
	ended: ['justFinished'],
	round: 10,
	totalCounts: true,
} as const satisfies ListRules;

/** The part of a source that asks TwelveLabs. */
interface IndexedAssetSource extends Pick<WatchSource<IndexedAsset>, 'rules' | 'entry'> {
	page(list: keyof typeof LISTS, page: number): Promise<WatchPage<IndexedAsset>>;
	/** The details of an entry that was asked for by itself: they need not be read again. */
	readDetails(id: string): IndexedAssetDetailed | undefined;
}

const watched = (entry: IndexedAsset): Watched<IndexedAsset> =>
	asWatched(entry, entry._id, TERMINAL);

/** The lists and entries of one index, as the scans read them. */
export function indexedAssets(connection: Connection, indexId: string): IndexedAssetSource {
	const details = new Map<string, IndexedAssetDetailed>();
	return {
		rules: RULES,
		async page(list, number) {
			const { status, sort_by } = LISTS[list];
			const { data, ...page } = await readPage<IndexedAsset>(connection, {
				endpoint: ENDPOINTS.indexedAssets.list,
				ids: { indexId },
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
		readDetails: (id) => details.get(id),
		async entry(id) {
			const read = async () => {
				const entry = { ...(await indexedAsset(connection, indexId, id)), _id: id };
				const one = watched(entry);
				if (one.finished) details.set(id, entry);
				return one;
			};
			return await orWhyNot(read());
		},
	};
}
