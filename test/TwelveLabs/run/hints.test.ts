import { addHint, takeHints } from '../../../nodes/TwelveLabs/run/hints';

test.each([
	[[0], 1, 'None.'],
	[[3], 9, 'Item 3: None.'],
	[[7, 3, 3], 9, 'Items 3, 7: None.'],
	[[0, 1], 2, 'All 2 items: None.'],
	[[8, 7, 6, 5, 4, 3, 2], 9, 'Items 2, 3, 4, 5, 6 and 2 more: None.'],
])('what items %j of a run say is said once, with the items', (indexes, count, hint) => {
	const run = {};
	for (const index of indexes) addHint(run, index, 'None.');
	expect(takeHints(run, count)).toEqual([hint]);
});

test('a run says what its own items say, in their order, and only once', () => {
	const run = {};
	addHint(run, 1, 'None.');
	addHint({}, 0, 'Not of this run.');
	addHint(run, 0, 'Some are left out.');
	expect(takeHints(run, 2)).toEqual(['Item 1: None.', 'Item 0: Some are left out.']);
	expect(takeHints(run, 2)).toEqual([]);
});
