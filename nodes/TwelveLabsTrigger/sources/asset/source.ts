import type { Connection } from '../../../api/client/connection';
import { ENDPOINTS } from '../../../api/endpoints';
import { PAGE_SIZE } from '../../../api/paging/page';
import { readPage } from '../../../api/paging/readPage';
import { readAsset } from '../../../shared/asset';
import { ASSET, endsOf } from '../../../shared/lifecycles';
import type { Asset } from '../../../shared/types';
import type { ListRules, Watched, WatchedNow, WatchPage, WatchSource } from '../../source';
import { orWhyNot } from '../orWhyNot';
import { asWatched } from '../watched';

/** Statuses that end an asset. */
export const TERMINAL = endsOf(ASSET);

/**
 * An upload in parts has a day. Whether its asset then has the time of its beginning, and is listed before its end, is not
 * documented.
 */
const LATE_MS = 25 * 60 * 60_000;

/** There is one list, of everything: no filter by status, and nothing says when an asset finished. */
const RULES = {
	running: [],
	finished: 'everything',
	round: PAGE_SIZE,
	totalCounts: true,
	lateMs: LATE_MS,
} as const satisfies ListRules;

/** How many are read one by one at a time. */
const ROUND = 10;

const watched = (entry: Asset): Watched<Asset> => asWatched(entry, entry._id, TERMINAL);

/** The part of a source that asks TwelveLabs. */
interface AssetSource extends Pick<WatchSource<Asset>, 'rules' | 'entry'> {
	page(list: 'everything', page: number): Promise<WatchPage<Asset>>;
	entries(ids: string[]): Promise<Array<WatchedNow<Asset>>>;
}

/** The assets of the account, as the scans read them. */
export function assets(connection: Connection): AssetSource {
	const listed = async (query: { page: number; asset_ids?: string[] }) => {
		const { data, ...page } = await readPage<Asset>(connection, {
			endpoint: ENDPOINTS.assets.list,
			query: { ...query, page_limit: PAGE_SIZE },
		});
		return { ...page, data: data.map(watched) };
	};
	const entry = async (id: string) =>
		await orWhyNot(readAsset(connection, id).then((asset) => watched({ ...asset, _id: id })));
	return {
		rules: RULES,
		page: async (_, page) => await listed({ page }),
		entry,
		async entries(ids) {
			const page = await listed({ page: 1, asset_ids: ids });
			const found = new Map<string, WatchedNow<Asset>>(page.data.map((one) => [one._id, one]));
			// Only the asset itself shows that it is gone: a list may leave it out for another reason.
			const left = ids.filter((id) => !found.has(id));
			while (left.length > 0) {
				const round = left.splice(0, ROUND);
				const read = await Promise.all(round.map(entry));
				read.forEach((one, at) => found.set(round[at], one));
			}
			return ids.map((id) => found.get(id) ?? 'gone');
		},
	};
}
