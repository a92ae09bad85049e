import { isLastPage, pageCountOf, totalOf, type Page } from '../../../nodes/api/paging/page';

/** A page of ten places with so many entries, of a list that says so of itself. */
const pageOf = (entries: number, total_page?: number, total_results?: number): Page<number> => ({
	data: Array.from({ length: entries }, (_, n) => n),
	page_info: { total_page, total_results },
});

const isLast = (page: Page<number>, number: number) => isLastPage(page, number, 10);

test('the page count decides, of full pages and of others', () => {
	for (const entries of [10, 7]) {
		expect(isLast(pageOf(entries, 3), 2)).toBe(false);
		expect(isLast(pageOf(entries, 3), 3)).toBe(true);
		expect(isLast(pageOf(entries, 3), 4)).toBe(true);
	}
});

test('without a page count the total decides', () => {
	expect(isLast(pageOf(10, undefined, 20), 1)).toBe(false);
	expect(isLast(pageOf(10, undefined, 20), 2)).toBe(true);
	expect(isLast(pageOf(10, undefined, 21), 2)).toBe(false);
	expect(isLast(pageOf(7, undefined, 18), 2)).toBe(false);
	expect(isLast(pageOf(7, undefined, 17), 2)).toBe(true);
	expect(isLast(pageOf(0, undefined, 0), 1)).toBe(true);
});

test('without either, a page that is not full is the last', () => {
	expect(isLast(pageOf(10), 1)).toBe(false);
	expect(isLast(pageOf(9), 1)).toBe(true);
	expect(isLast({ data: [1] }, 1)).toBe(true);
	expect(isLast({ data: [1], page_info: null }, 1)).toBe(true);
});

test('a full page that the count takes for the last is not, where the total says that more follows', () => {
	expect(isLast(pageOf(10, 2, 25), 2)).toBe(false);
	expect(isLast(pageOf(10, 2, 20), 2)).toBe(true);
	expect(isLast(pageOf(10, 2, 20), 1)).toBe(false);
	expect(isLast(pageOf(10, 3, 10), 1)).toBe(false);
});

test('entries that were left out have their places', () => {
	expect(isLast({ ...pageOf(8, undefined, 20), size: 10 }, 2)).toBe(true);
	expect(isLast({ ...pageOf(8), size: 10 }, 1)).toBe(false);
});

test('by default a page has 50 places', () => {
	expect(isLastPage(pageOf(50), 1)).toBe(false);
	expect(isLastPage(pageOf(49), 1)).toBe(true);
});

test('only whole numbers count, and no page count is zero', () => {
	const info = (value: unknown) => ({ data: [], page_info: { total_results: value as number } });
	expect([0, 7].map((value) => totalOf(info(value)))).toEqual([0, 7]);
	for (const odd of [-1, 1.5, '7', null, undefined, NaN, Infinity]) {
		expect(totalOf(info(odd))).toBeUndefined();
	}
	expect(pageCountOf(pageOf(1, 2))).toBe(2);
	expect(pageCountOf(pageOf(1, 0))).toBeUndefined();
});
