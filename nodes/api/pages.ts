import type { Page } from './types';

/** The most that the API puts on one page. */
export const PAGE_SIZE = 50;

/** A list that never comes to rest would be read for ever: after this many readings the walk accepts what it has. */
const MOST_READINGS = 4;

/** Likewise for stepping back; far more deletions than this during one walk are not to be expected. */
const MOST_STEPS_BACK = 20;

/**
 * Walks the pages of a list that may change meanwhile, and yields each entry once.
 *
 * Entries that newer ones pushed onto the next page show up twice and are passed over. When the total falls, something
 * may have been deleted above and the rest moved up: the walk steps back that far. When more entries show up twice than
 * were added, entries changed places (equal sort values, or an update that moved them), and the list is read once more.
 * @param pageOf reads one page, counted from 1
 * @param pageSize entries a full page has
 */
export async function* walkPages<T extends { _id: string }>(
	pageOf: (page: number) => Promise<Page<T>>,
	pageSize = PAGE_SIZE,
): AsyncGenerator<T> {
	const known = new Set<string>();
	let stepsBack = 0;
	for (let reading = 1; reading <= MOST_READINGS; reading++) {
		const shown = new Set<string>();
		let total: number | undefined;
		let furthest = 0;
		let shuffled = false;
		for (let page = 1; ; ) {
			const { data = [], page_info: info = {} } = await pageOf(page);
			const change = (info.total_results ?? 0) - (total ?? info.total_results ?? 0);
			total = info.total_results;
			const repeated = data.filter(({ _id }) => shown.has(_id)).length;
			if (page > furthest && repeated > Math.max(0, change)) shuffled = true;
			furthest = Math.max(furthest, page);

			for (const entry of data) {
				shown.add(entry._id);
				if (known.has(entry._id)) continue;
				known.add(entry._id);
				yield entry;
			}

			if (change < 0 && page > 1 && stepsBack < MOST_STEPS_BACK) {
				stepsBack++;
				page = Math.max(1, page - Math.ceil(-change / pageSize));
			} else if (isLast(page, data.length, info.total_page, pageSize)) {
				break;
			} else {
				page++;
			}
		}
		if (!shuffled) return;
	}
}

/** Without a page count, only a page that is not full says that the list ends. */
function isLast(page: number, entries: number, pages: number | undefined, pageSize: number) {
	if (entries === 0) return true;
	return pages === undefined ? entries < pageSize : page >= pages;
}
