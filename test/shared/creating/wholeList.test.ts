import type { IHttpRequestOptions } from 'n8n-workflow';

import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { inTurn } from '../../../nodes/shared/creating/inTurn';
import { isProof, wholeList } from '../../../nodes/shared/creating/wholeList';
import { stubConnection } from '../../stubConnection';

const REQUEST = { endpoint: ENDPOINTS.indexes.list, query: { index_name: 'films' } };

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 26, 12);

const idsOf = (count: number) => Array.from({ length: count }, (_, n) => ({ _id: `id ${n}` }));

/** A server that lists entries page by page, as many on each as it is asked for. */
function serverOf(
	entries: object[],
	headersOf: (page: number) => object = () => ({ date: new Date(NOON).toUTCString() }),
) {
	const queries: Array<{ page: number; page_limit: number }> = [];
	const connection = stubConnection(({ qs }: IHttpRequestOptions) => {
		const query = qs as { page: number; page_limit: number };
		queries.push(query);
		const { page, page_limit } = query;
		return {
			headers: headersOf(page),
			body: {
				data: entries.slice((page - 1) * page_limit, page * page_limit),
				page_info: {
					page,
					total_page: Math.ceil(entries.length / page_limit),
					total_results: entries.length,
				},
			},
		};
	});
	return { connection, queries };
}

test('all pages are read, with the query of the request', async () => {
	const { connection, queries } = serverOf(idsOf(120));
	const list = await wholeList(connection, REQUEST);
	expect(list).toEqual({
		entries: idsOf(120),
		isComplete: true,
		isStored: false,
		serverTime: NOON,
	});
	expect(queries).toEqual([1, 2, 3].map((page) => ({ index_name: 'films', page, page_limit: 50 })));
});

test('the list is as old as its oldest page, and of no certain time where one does not say it', async () => {
	const dates = serverOf(idsOf(120), (page) => ({
		date: new Date(NOON - (page === 2 ? MINUTE : 0)).toUTCString(),
	}));
	expect((await wholeList(dates.connection, REQUEST)).serverTime).toBe(NOON - MINUTE);
	const without = serverOf(idsOf(120), (page) =>
		page === 2 ? {} : { date: new Date(NOON).toUTCString() },
	);
	expect((await wholeList(without.connection, REQUEST)).serverTime).toBeUndefined();
});

test('one page from a cache is enough to make the list one', async () => {
	const { connection } = serverOf(idsOf(120), (page) => ({ ...(page === 2 && { age: '30' }) }));
	expect((await wholeList(connection, REQUEST)).isStored).toBe(true);
});

test('an entry without an ID is left out, and the list is not whole without it', async () => {
	const { connection } = serverOf([...idsOf(60), { name: 'odd' }]);
	const list = await wholeList(connection, REQUEST);
	expect(list.entries).toEqual(idsOf(60));
	expect(list.isComplete).toBe(false);
});

test('the ID may stand in another field', async () => {
	const { connection } = serverOf([{ id: 'a' }]);
	const { entries } = await wholeList<{ id: string }, 'id'>(connection, REQUEST, { idField: 'id' });
	expect(entries).toEqual([{ id: 'a' }]);
});

test('reading ends where all that follows is past', async () => {
	const { connection, queries } = serverOf(idsOf(120));
	const isPast = ({ _id }: { _id: string }) => _id === 'id 20';
	await wholeList(connection, REQUEST, { isPast });
	expect(queries).toHaveLength(1);
});

test('look-ups at a target ask for other page sizes one after the other, so that no cache takes one for another', async () => {
	const { connection, queries } = serverOf(idsOf(3));
	await inTurn('page sizes', async (target) => {
		for (let lookUp = 0; lookUp < 26; lookUp++) await wholeList(connection, REQUEST, { target });
	});
	const sizes = queries.map(({ page_limit }) => page_limit);
	expect(sizes.slice(0, 3)).toEqual([49, 48, 47]);
	expect(new Set(sizes.slice(0, 25)).size).toBe(25);
	expect(Math.min(...sizes)).toBe(26);
	expect(sizes[25]).toBe(49);
});

describe('what a list does not show', () => {
	const list = { isComplete: true, isStored: false, serverTime: NOON + MINUTE };

	test('was not there, where a list that was made after the last request is read whole, and from no cache', async () => {
		await inTurn('proof', async (target) => {
			target.lastRequestEnd = performance.now();
			target.clock.note(NOON, target.lastRequestEnd);
			expect(isProof(list, target)).toBe(true);
			expect(isProof({ ...list, isComplete: false }, target)).toBe(false);
			expect(isProof({ ...list, isStored: true }, target)).toBe(false);
			expect(isProof({ ...list, serverTime: NOON }, target)).toBe(false);
			expect(isProof({ ...list, serverTime: undefined }, target)).toBe(false);
			await Promise.resolve();
		});
	});

	test('sets the clock of the server by its responses', async () => {
		const { connection } = serverOf(idsOf(1));
		await inTurn('clock', async (target) => {
			await wholeList(connection, REQUEST, { target });
			expect(target.clock.timeAt(performance.now())).toBeGreaterThanOrEqual(NOON);
		});
	});
});
