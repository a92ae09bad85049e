import { IncompleteList, OrderCheck, UnsortedList } from '../../nodes/TwelveLabsTrigger/lists';

/** Whether lists of these times, page by page, come newest first. */
const holds = (...pages: Array<Array<number | undefined>>) => {
	const order = new OrderCheck();
	for (const times of pages) {
		order.check(
			times.map((createdAt, n) => ({ _id: String(n), createdAt, finished: false, entry: {} })),
		);
	}
	return order.holds;
};

test('a list is in order where no entry is newer than one before it', () => {
	expect(holds([3, 2, 2, 1])).toBe(true);
	expect(holds([3, 1, 2])).toBe(false);
	expect(holds([3, 1, 2], [5])).toBe(false);
	expect(holds()).toBe(true);
});

test('an entry without a time says nothing about the order', () => {
	expect(holds([3, undefined, 2])).toBe(true);
	expect(holds([undefined, 2, undefined, 3])).toBe(false);
});

test('each page is looked at by itself: new entries may come between two', () => {
	expect(holds([3, 2], [4, 3])).toBe(true);
});

test('a list that the trigger cannot rely on says why', () => {
	const incomplete = new IncompleteList('TwelveLabs did not list in full');
	expect(incomplete.message).toBe(
		'TwelveLabs did not list in full what it is working on, so nothing is watched yet',
	);
	expect(incomplete.description).toContain('Activate the workflow again');
	expect(new UnsortedList().message).toContain('newest entries first');
});
