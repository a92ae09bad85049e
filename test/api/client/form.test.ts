import type { UploadFile } from '../../../nodes/api/client/file';
import { entriesOf, filesOf, timeHeld, timeToSend } from '../../../nodes/api/client/form';

const fileOf = (bytes: number): UploadFile => ({
	name: 'talk.mp4',
	type: 'video/mp4',
	bytes,
	ownsPieces: false,
	read: async () => await Promise.reject(new Error('not read')),
});

const MEGABYTE = 1024 * 1024;

test('a field of several values is sent once for each, under its name', () => {
	const [first, second] = [fileOf(1), fileOf(2)];
	const form = { method: 'direct', tags: ['a', 'b'], file: first, more: [second] };
	expect(entriesOf(form)).toEqual([
		['method', 'direct'],
		['tags', 'a'],
		['tags', 'b'],
		['file', first],
		['more', second],
	]);
	expect(filesOf(form)).toEqual([first, second]);
});

test('a form may take as long as all of its files do on a slow line', () => {
	expect(timeToSend({ method: 'direct' })).toBe(0);
	expect(timeToSend({ one: fileOf(10_000), two: fileOf(5_001) })).toBe(1_501);
});

test('a form may stand still for as long as a connection holds bytes, and no longer for a larger file', () => {
	expect(timeHeld({ method: 'direct' })).toBe(0);
	expect(timeHeld({ file: fileOf(10_001) })).toBe(101);
	const most = Math.ceil((4 * MEGABYTE) / 100);
	expect(timeHeld({ file: fileOf(4 * MEGABYTE) })).toBe(most);
	expect(timeHeld({ file: fileOf(400 * MEGABYTE) })).toBe(most);
});
