import { NodeApiError, type INode } from 'n8n-workflow';

import { firstScan } from '../../nodes/TwelveLabsTrigger/firstScan';
import type { WatchSource } from '../../nodes/TwelveLabsTrigger/source';

const NOW = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Ten pages: one with entries of the last hour, and one for each of nine days before. */
const PAGES = 10;

const serverError = () => new NodeApiError({ name: 'TwelveLabs Trigger' } as INode, {});

/** A list of everything, of which the requests from one on do not succeed. */
function sourceOf(requests: number): WatchSource<number> {
	let sent = 0;
	return {
		rules: { running: [], finished: 'everything', round: 50, totalCounts: true, lateMs: DAY },
		async page(_, number) {
			sent++;
			if (sent > requests) throw serverError();
			const data = Array.from({ length: 50 }, (_entry, n) => ({
				_id: `${number}.${n}`,
				createdAt: NOW - (number - 1) * DAY - n * MINUTE,
				finished: false,
				entry: n,
			}));
			return {
				data,
				page_info: { page: number, total_page: PAGES, total_results: 50 * PAGES },
				serverTime: NOW,
			};
		},
		entry: async () => 'gone',
		shuffled: (ids) => ids,
		mayGoOn: () => true,
	};
}

/** How far back a first scan has read, in pages. */
async function pagesRead(requests: number): Promise<number> {
	const { entries } = await firstScan(sourceOf(requests));
	return Math.max(...entries.map(({ _id }) => Number(_id.split('.')[0])));
}

test('what was created long ago is read as well as it can be', async () => {
	expect(await pagesRead(Infinity)).toBe(PAGES);
});

test.each([2, 3, 5])(
	'of what was created long ago, a request that does not succeed leaves out the rest (after %d requests)',
	async (requests) => {
		expect(await pagesRead(requests)).toBe(Math.max(2, requests - 2));
	},
);

test.each([0, 1])(
	'without the last day, nothing is watched (after %d requests)',
	async (requests) => {
		await expect(firstScan(sourceOf(requests))).rejects.toBeInstanceOf(NodeApiError);
	},
);
