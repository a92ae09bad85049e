import { countItem } from '../../../nodes/TwelveLabs/run/paidItems';

/** What n8n hands to all items of a run. */
const newRun = () => ({});

test('items that start when others have ended, as with Batching, are counted with them', () => {
	const run = newRun();
	for (const index of [0, 1, 2]) countItem(run, index).paid();
	const error = { description: 'Correct the value.' };
	countItem(run, 3).stopsNode(error);
	expect(error.description).toMatch(/^Correct the value\. 3 of 4 items were sent to TwelveLabs/);
});

test('what is paid after an item has stopped the node is added to its description', () => {
	const run = newRun();
	const error = { description: '' };
	countItem(run, 0).stopsNode(error);
	expect(error.description).toBe('');
	countItem(run, 1).paid();
	expect(error.description).toMatch(/^1 of 2 items/);
});

test('an item that n8n runs again, and another run of the node, are not counted as further items', () => {
	const run = newRun();
	for (const index of [0, 1, 0, 1]) countItem(run, index).paid();
	const error = { description: '' };
	countItem(run, 1).stopsNode(error);
	countItem(newRun(), 2).paid();
	expect(error.description).toMatch(/^2 of 2 items/);
});
