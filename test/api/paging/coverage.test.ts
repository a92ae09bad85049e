import { Coverage } from '../../../nodes/api/paging/coverage';

/** A page of two entries that begins at a position. */
const page = (start: number, ids: string[], fall = 0) => ({ start, size: ids.length, ids, fall });

test('pages one after the other cover a list, and the next one begins where they end', () => {
	const coverage = new Coverage(0);
	expect(coverage.nextPage(2)).toBe(1);
	coverage.add(page(0, ['a', 'b']));
	coverage.add(page(2, ['c', 'd']));
	expect([4, 5].map((position) => coverage.reaches(position))).toEqual([true, false]);
	expect(coverage.nextPage(2)).toBe(3);
	// A page that is not full leaves the rest of it to be read.
	coverage.add(page(4, ['e']));
	expect(coverage.nextPage(2)).toBe(3);
});

test('what was read once stays covered when a page before it is read again', () => {
	const coverage = new Coverage(0);
	coverage.add(page(0, ['a', 'b']));
	coverage.add(page(2, ['c', 'd']));
	coverage.add(page(0, ['a', 'b']));
	expect(coverage.nextPage(2)).toBe(3);
});

test('a walk may begin later', () => {
	const coverage = new Coverage(4);
	expect([4, 5].map((position) => coverage.reaches(position))).toEqual([true, false]);
	expect(coverage.nextPage(2)).toBe(3);
});

test('as many entries as the list has lost may have moved up, so the pages before are read again', () => {
	const coverage = new Coverage(0);
	coverage.add(page(0, ['a', 'b']));
	coverage.add(page(4, ['e', 'f'], 2));
	expect(coverage.nextPage(2)).toBe(1);
	// More than was covered at all.
	coverage.add(page(4, ['e', 'f'], 9));
	expect(coverage.nextPage(2)).toBe(1);
});

test('a page behind a gap counts when one before it shows an entry of both', () => {
	const coverage = new Coverage(0);
	coverage.add(page(0, ['a', 'b']));
	coverage.add(page(4, ['e', 'f']));
	coverage.add(page(2, ['c', 'd']));
	// Between "d" and "e" there may be another one.
	expect(coverage.nextPage(2)).toBe(3);
	const joined = new Coverage(0);
	joined.add(page(0, ['a', 'b']));
	joined.add(page(4, ['e', 'f']));
	joined.add(page(2, ['d', 'e']));
	expect(joined.reaches(6)).toBe(true);
	expect(joined.nextPage(2)).toBe(4);
});

test('a page behind a gap moves up with what the list loses meanwhile', () => {
	const coverage = new Coverage(0);
	coverage.add(page(0, ['a', 'b']));
	coverage.add(page(2, ['c', 'd']));
	coverage.add(page(6, ['g', 'h']));
	coverage.add(page(2, ['d', 'g'], 2));
	expect([6, 7].map((position) => coverage.reaches(position))).toEqual([true, false]);
});

test('a page behind a gap counts once only', () => {
	const coverage = new Coverage(0);
	coverage.add(page(0, ['a', 'b']));
	coverage.add(page(4, ['e', 'f']));
	coverage.add(page(2, ['d', 'e']));
	coverage.add(page(0, ['e', 'x'], 5));
	expect(coverage.nextPage(2)).toBe(2);
});

test('it is stuck after twenty pages that show nothing more, one after the other', () => {
	const coverage = new Coverage(0);
	const inVain = (pages: number) => {
		for (let n = 0; n < pages; n++) coverage.add(page(0, ['a', 'b']));
	};
	inVain(1 + 19);
	expect(coverage.isStuck).toBe(false);
	coverage.add(page(2, ['c', 'd']));
	inVain(19);
	expect(coverage.isStuck).toBe(false);
	inVain(1);
	expect(coverage.isStuck).toBe(true);
});

test('what only reaches again what was lost is no progress', () => {
	const coverage = new Coverage(0);
	coverage.add(page(0, ['a', 'b']));
	coverage.add(page(2, ['c', 'd']));
	for (let n = 0; n < 10; n++) {
		coverage.add(page(4, ['e', 'f'], 4));
		coverage.add(page(0, ['a', 'b', 'c', 'd']));
	}
	expect(coverage.isStuck).toBe(true);
});

test('what is passed over counts as covered, and the steps are counted anew', () => {
	const coverage = new Coverage(0);
	for (let n = 0; n < 21; n++) coverage.add(page(2, ['c', 'd']));
	expect(coverage.isStuck).toBe(true);
	coverage.passOver(6);
	expect([coverage.isStuck, coverage.nextPage(2)]).toEqual([false, 4]);
	coverage.passOver(2);
	expect(coverage.nextPage(2)).toBe(4);
	// It is no progress to come to where it was passed over.
	for (let n = 0; n < 19; n++) coverage.add(page(4, ['e', 'f']));
	expect(coverage.isStuck).toBe(false);
	coverage.add(page(4, ['e', 'f']));
	expect(coverage.isStuck).toBe(true);
});
