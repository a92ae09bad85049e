import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { readPage } from '../../../nodes/api/paging/readPage';
import { stubConnection } from '../../stubConnection';

const LIST = { endpoint: ENDPOINTS.indexes.list };

const listing = (data: unknown) => stubConnection(() => ({ body: { data } }));

test('IDs are text, and an entry without one is left out and counted', async () => {
	const page = await readPage(listing([{ _id: 7, n: 1 }, { n: 2 }, null, { _id: 'b' }]), LIST);
	expect(page.data).toEqual([{ _id: '7', n: 1 }, { _id: 'b' }]);
	expect(page.size).toBe(4);
});

test('entries may have their ID in another field', async () => {
	const connection = listing([{ task_id: 7 }, { _id: 'b' }]);
	const page = await readPage<{ task_id: string }, 'task_id'>(connection, LIST, 'task_id');
	expect(page.data).toEqual([{ task_id: '7' }]);
	expect(page.size).toBe(2);
});

test('a list may be empty', async () => {
	expect(await readPage(listing([]), LIST)).toMatchObject({ data: [], size: 0 });
});

test.each([[undefined], ['text'], [{}], [[{ id: 'a' }]]])(
	'%j is no list of entries',
	async (data) => {
		await expect(readPage(listing(data), LIST)).rejects.toMatchObject({
			message: expect.stringContaining('does not come from TwelveLabs'),
		});
	},
);
