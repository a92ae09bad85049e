import type { IHttpRequestOptions } from 'n8n-workflow';

import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { inTurn } from '../../../nodes/shared/creating/inTurn';
import { newestEntries } from '../../../nodes/shared/creating/newestEntries';
import { stubConnection } from '../../stubConnection';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 26, 12);

interface Entry {
	_id: string;
	created_at?: string;
}

/** Entries that were created so many minutes before noon, three pages of them. */
const listOf = (minutesAgo: (n: number) => number | undefined): Entry[] =>
	Array.from({ length: 120 }, (_, n) => {
		const minutes = minutesAgo(n);
		const created_at =
			minutes === undefined ? undefined : new Date(NOON - minutes * MINUTE).toISOString();
		return { _id: `id ${n}`, created_at };
	});

/** Reads such a list back to ten minutes before noon. */
async function read(entries: Entry[]) {
	const pages: number[] = [];
	const connection = stubConnection(({ qs }: IHttpRequestOptions) => {
		const { page, page_limit } = qs as { page: number; page_limit: number };
		pages.push(page);
		const total_page = Math.ceil(entries.length / page_limit);
		return {
			body: {
				data: entries.slice((page - 1) * page_limit, page * page_limit),
				page_info: { page, total_page, total_results: entries.length },
			},
		};
	});
	const since = () => {
		if (pages.length === 0) throw new Error('The time is known from the first page on');
		return NOON - 10 * MINUTE;
	};
	const list = await inTurn(
		`read ${connection.account}`,
		async (target) =>
			await newestEntries<Entry, '_id'>(connection, ENDPOINTS.indexes.list, {
				target,
				idField: '_id',
				since,
			}),
	);
	return { ids: list.entries.map(({ _id }) => _id), pages };
}

const allIds = listOf((n) => n).map(({ _id }) => _id);

test('a list that is the newest first is read back to the time, and no further', async () => {
	const { ids, pages } = await read(listOf((n) => n));
	expect(ids.slice(0, 11)).toEqual(allIds.slice(0, 11));
	expect(pages).toEqual([1]);
});

test('entries of the same time may stand in any order, and one of the very moment belongs to it', async () => {
	const { ids, pages } = await read(listOf(() => 10));
	expect(ids).toEqual(allIds);
	expect(pages).toEqual([1, 2, 3]);
});

test.each([
	['the oldest first', (n: number) => 120 - n],
	['in no order', (n: number) => (n % 2) * 20],
	['of no known time', () => undefined],
	['of no known time at its begin', (n: number) => (n === 0 ? undefined : n)],
	['of no known time at one place', (n: number) => (n === 5 ? undefined : n)],
])('a list that is %s is read whole', async (_what, minutesAgo) => {
	const { ids, pages } = await read(listOf(minutesAgo));
	expect(ids).toEqual(allIds);
	expect(pages.slice(-3)).toEqual([1, 2, 3]);
	expect(pages.length).toBeGreaterThan(3);
});
