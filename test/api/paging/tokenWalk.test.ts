import { UnfinishedWalk, walkTokens, type TokenPage } from '../../../nodes/api/paging/tokenWalk';
import { requestError } from '../../requestError';

type Reading = Array<number[] | Error>;

/**
 * A list that shows one reading after the other. A page that is an error ends its reading; what stands after it is never asked
 * for.
 */
const listOf = (...readings: Reading[]) => {
	const asked: string[] = [];
	let reading = -1;
	const page = async (at: number): Promise<TokenPage<number>> => {
		asked.push(`${reading}:${at}`);
		const shown = readings[reading][at];
		if (shown instanceof Error) return await Promise.reject(shown);
		const next = at + 1 < readings[reading].length ? String(at + 1) : undefined;
		return { entries: shown, next };
	};
	return {
		asked,
		first: async () => {
			reading++;
			return await page(0);
		},
		page: async (token: string) => await page(Number(token)),
		keyOf: String,
	};
};

const EXPIRED = requestError(400);

test('a list is read from page to page, to its end', async () => {
	const list = listOf([[1, 2], [3, 4], [5]]);
	expect(await walkTokens(list, Infinity)).toEqual([1, 2, 3, 4, 5]);
	expect(list.asked).toEqual(['0:0', '0:1', '0:2']);
});

test.each([
	[2, [1, 2], 1],
	[3, [1, 2, 3], 2],
	[9, [1, 2, 3, 4, 5], 3],
])('at a limit of %d no page too many is read', async (limit, entries, pages) => {
	const list = listOf([[1, 2], [3, 4], [5]]);
	expect(await walkTokens(list, limit)).toEqual(entries);
	expect(list.asked).toHaveLength(pages);
});

test('a page without entries is no end, and an entry that a later page shows again is no other', async () => {
	const list = listOf([[1, 2], [], [2, 3]]);
	expect(await walkTokens(list, Infinity)).toEqual([1, 2, 3]);
});

test.each([400, 404, 410, 422])(
	'where a token is refused with %d, the list is read once more, and no entry is there twice',
	async (status) => {
		const list = listOf([[1, 2], requestError(status)], [[2, 1], [3], [4]]);
		expect(await walkTokens(list, Infinity)).toEqual([1, 2, 3, 4]);
		expect(list.asked).toEqual(['0:0', '0:1', '1:0', '1:1', '1:2']);
	},
);

test('an entry that only the first reading shows is kept', async () => {
	const list = listOf([[1, 2], EXPIRED], [[2, 3]]);
	expect(await walkTokens(list, Infinity)).toEqual([1, 2, 3]);
});

test('where tokens of both readings are refused, the walk says how far it came, and why', async () => {
	const last = requestError(410);
	const walk = walkTokens(listOf([[1, 2], EXPIRED], [[2, 3], last], [[4]]), Infinity);
	await expect(walk).rejects.toBeInstanceOf(UnfinishedWalk);
	await expect(walk).rejects.toMatchObject({ read: 3, refusal: last });
});

test.each([401, 403, 429, 503])('%d is about no token, and ends the walk', async (status) => {
	const error = requestError(status);
	const list = listOf([[1], error], [[2]]);
	await expect(walkTokens(list, Infinity)).rejects.toBe(error);
	expect(list.asked).toHaveLength(2);
});

test('an error of the first page ends the walk, whatever it is', async () => {
	await expect(walkTokens(listOf([EXPIRED], [[1]]), Infinity)).rejects.toBe(EXPIRED);
});

test('pages that go on without showing anything new end the walk', async () => {
	const list = listOf([[1], ...Array.from({ length: 50 }, () => [1])]);
	await expect(walkTokens(list, Infinity)).rejects.toMatchObject({ read: 1, refusal: undefined });
	expect(list.asked).toHaveLength(1 + 3);
});

test('pages without anything new are counted one after the other only', async () => {
	const list = listOf([[1], [1], [1], [2], [2], [1], [3]]);
	expect(await walkTokens(list, Infinity)).toEqual([1, 2, 3]);
	const long = Array.from({ length: 20 }, (_, n) => [n]);
	expect(await walkTokens(listOf(long), Infinity)).toEqual(long.flat());
});

test('an entry stays as it was first shown', async () => {
	const first = async () => await Promise.resolve({ entries: [{ id: 1, n: 1 }], next: 'more' });
	const page = async () => await Promise.resolve({ entries: [{ id: 1, n: 2 }], next: undefined });
	const keyOf = ({ id }: { id: number }) => String(id);
	expect(await walkTokens({ first, page, keyOf }, Infinity)).toEqual([{ id: 1, n: 1 }]);
});

test('what is no answer to a request ends the walk as it is', async () => {
	const defect = new Error('defect');
	const list = listOf([[1], defect], [[2]]);
	await expect(walkTokens(list, Infinity)).rejects.toBe(defect);
	expect(list.asked).toHaveLength(2);
});

test('a token that leads to its own page ends the walk', async () => {
	let n = 0;
	const page = async () => ({ entries: [n++], next: 'same' });
	await expect(walkTokens({ first: page, page, keyOf: String }, Infinity)).rejects.toMatchObject({
		read: 2,
	});
});
