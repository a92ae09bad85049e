import { Reading } from '../../../nodes/api/paging/reading';

const PAGE_SIZE = 3;

const readingOf = (from = 1) => new Reading<string>(from, PAGE_SIZE, (entry) => entry);

/** A page of a list that changes as stated. */
const page = (
	number: number,
	entries: string,
	{
		size = entries.length,
		total = 9,
		rise = 0,
		fall = 0,
	}: Partial<{
		size: number;
		total: number | undefined;
		rise: number;
		fall: number;
	}> = {},
) => ({ page: number, entries: [...entries], size, total, rise, fall });

test('a list at rest is read from page to page, and each entry counts once', () => {
	const reading = readingOf();
	expect(reading.next(1, false)).toBe(1);
	for (const [number, entries] of [
		[1, 'abc'],
		[2, 'def'],
		[3, 'ghi'],
	] as const) {
		expect(reading.add(page(number, entries))).toBe(false);
		expect(reading.next(number, false)).toBe(number + 1);
	}
	expect([3, 4, 5].map((number) => reading.reaches(number))).toEqual([true, true, false]);
	expect({ count: reading.count, expected: reading.expected }).toEqual({ count: 9, expected: 9 });
	expect(reading.places.join('')).toBe('abcdefghi');
	expect([reading.isUnsteady, reading.hasHoles]).toEqual([false, false]);
});

test('entries that newer ones pushed onto the next page are no sign of unrest, more than those are', () => {
	const pushed = readingOf();
	pushed.add(page(1, 'abc'));
	pushed.add(page(2, 'bcd', { total: 11, rise: 2 }));
	expect(pushed.isUnsteady).toBe(false);
	const moved = readingOf();
	moved.add(page(1, 'abc'));
	moved.add(page(2, 'bcd', { total: 10, rise: 1 }));
	expect(moved.isUnsteady).toBe(true);
});

test('a page that is read again shows its entries again', () => {
	const reading = readingOf();
	reading.add(page(1, 'abc'));
	reading.add(page(2, 'def'));
	for (const number of [2, 1]) {
		expect(reading.add(page(number, 'abcdef'.slice(3 * number - 3, 3 * number)))).toBe(false);
	}
	expect(reading.isUnsteady).toBe(false);
	// Of the furthest page, whichever was read last.
	expect(reading.add(page(3, 'aeg'))).toBe(false);
	expect(reading.isUnsteady).toBe(true);
});

test('a page further on that shows nothing but what was shown before may be the same for ever', () => {
	const reading = readingOf();
	reading.add(page(1, 'abc'));
	expect(reading.add(page(2, 'cab'))).toBe(true);
	expect(reading.add(page(3, 'abd'))).toBe(false);
	expect(readingOf().add(page(1, ''))).toBe(false);
});

test('what the list has lost moved up, so the pages before are read again', () => {
	const reading = readingOf();
	reading.add(page(1, 'abc'));
	reading.add(page(2, 'efg', { total: 8, fall: 1 }));
	expect(reading.next(2, false)).toBe(1);
	expect(reading.expected).toBe(8);
});

test('a loss before its first page moves nothing, but is one', () => {
	const reading = readingOf(3);
	reading.add(page(3, 'ghi', { total: 11, fall: 4 }));
	expect(reading.next(3, false)).toBe(4);
	expect(reading.expected).toBe(7);
});

test('entries that are left out have places, and are not expected', () => {
	const reading = readingOf();
	reading.add(page(1, 'ab', { size: 3 }));
	reading.add(page(2, 'd', { size: 3 }));
	expect(reading.next(2, false)).toBe(3);
	expect(reading.expected).toBe(6);
	reading.add(page(2, 'de', { size: 3 }));
	expect(reading.expected).toBe(7);
});

test('a list that does not say how many it holds is expected to hold any number', () => {
	const reading = readingOf();
	reading.add({ ...page(1, 'abc'), total: undefined });
	expect(reading.expected).toBe(0);
	reading.add(page(2, 'def', { total: 7 }));
	reading.add(page(3, 'g', { total: 8 }));
	expect(reading.expected).toBe(7);
});

test('a short page is asked for three times, one after the other, and then passed over', () => {
	const reading = readingOf();
	reading.add(page(1, 'ab'));
	expect(reading.next(1, true)).toBe(1);
	expect(reading.next(1, true)).toBe(1);
	expect(reading.hasHoles).toBe(false);
	expect(reading.next(1, true)).toBe(2);
	expect(reading.hasHoles).toBe(true);
});

test('requests for a short page are counted anew for another page, and after a full one', () => {
	const reading = readingOf();
	reading.add(page(1, 'ab'));
	for (const isShort of [true, true, false, true, true]) reading.next(1, isShort);
	expect(reading.hasHoles).toBe(false);
	reading.next(2, true);
	reading.next(2, true);
	expect(reading.hasHoles).toBe(false);
	reading.next(2, true);
	expect(reading.hasHoles).toBe(true);
});

test('what is passed over reaches behind the furthest page that was read', () => {
	const reading = readingOf();
	reading.add(page(4, 'jkl'));
	reading.add(page(1, 'ab'));
	for (let n = 0; n < 2; n++) reading.next(1, true);
	expect(reading.next(1, true)).toBe(5);
	const later = readingOf();
	later.add(page(1, 'ab'));
	for (let n = 0; n < 2; n++) later.next(2, true);
	expect(later.next(2, true)).toBe(3);
});

test('pages that cannot be joined are passed over after twenty steps', () => {
	const reading = readingOf();
	reading.add(page(1, 'abc'));
	for (let n = 0; n < 19; n++) reading.add(page(3, 'ghi'));
	expect(reading.next(3, false)).toBe(2);
	expect(reading.hasHoles).toBe(false);
	reading.add(page(3, 'ghi'));
	expect(reading.next(3, false)).toBe(4);
	expect(reading.hasHoles).toBe(true);
});

test('a reading is endless after four requests for each page and sixty more', () => {
	const reading = readingOf();
	// Four pages, of which the last is not full.
	const requests = 4 * 4 + 60;
	for (let n = 0; n < requests; n++) reading.add(page(1, 'abc', { total: 10 }));
	expect(reading.isEndless).toBe(false);
	reading.add(page(1, 'abc', { total: 10 }));
	expect(reading.isEndless).toBe(true);
});

test('a list that does not say how many it holds has no such limit', () => {
	const reading = readingOf();
	for (let n = 0; n < 1_000; n++) reading.add({ ...page(1, 'abc'), total: undefined });
	expect(reading.isEndless).toBe(false);
});
