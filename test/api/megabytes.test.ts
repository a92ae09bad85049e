import { MEGABYTE, megabytes } from '../../nodes/api/megabytes';

test('a file has whole megabytes, a small one has one, too', () => {
	expect(MEGABYTE).toBe(1_048_576);
	expect([0, 1, MEGABYTE, MEGABYTE + 1, 1_240 * MEGABYTE].map(megabytes)).toEqual([
		...['0', '1', '1', '2', '1,240'],
	]);
});
