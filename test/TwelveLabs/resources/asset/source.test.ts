import type { UploadFile } from '../../../../nodes/api/client/file';
import { fileToUpload } from '../../../../nodes/TwelveLabs/resources/asset/source';

const MEGABYTE = 1024 * 1024;

const file = (type: string, bytes: number): UploadFile => ({
	name: 'file',
	type,
	bytes,
	read: () => Promise.reject(new Error('It is not read')),
	ownsPieces: true,
});

describe('the method of a file', () => {
	test.each([
		['video/mp4', 32 * MEGABYTE, 'multipart'],
		['audio/wav', 32 * MEGABYTE, 'multipart'],
		['video/mp4', 32 * MEGABYTE - 1, 'direct'],
		['image/png', 32 * MEGABYTE, 'direct'],
		['application/pdf', 200 * MEGABYTE, 'direct'],
	])('of %s with %d bytes is %s', (type, bytes, method) => {
		expect(fileToUpload(file(type, bytes), undefined, 'auto').method).toBe(method);
	});

	test('is the one that was chosen', () => {
		const image = file('image/png', 10);
		expect(fileToUpload(image, undefined, 'multipart').method).toBe('multipart');
		expect(fileToUpload(file('video/mp4', 100 * MEGABYTE), undefined, 'direct').method).toBe(
			'direct',
		);
	});
});

test.each([
	['video/mp4', 201, 'direct', 'Set Upload Method under Options to Automatic.'],
	['application/pdf', 201, 'auto', 'Put the file where TwelveLabs can fetch it'],
	['image/png', 33, 'auto', 'Make it smaller.'],
	['video/mp4', 10_241, 'auto', 'Make it smaller.'],
] as const)(
	'%s of %d MB, sent as %s, is refused with the way out',
	(type, megabytes, method, way) => {
		expect(() => fileToUpload(file(type, megabytes * MEGABYTE), undefined, method)).toThrow(
			expect.objectContaining({ description: expect.stringContaining(way) }) as Error,
		);
	},
);

test.each([
	['video/mp4', 200, 'direct'],
	['image/png', 32, 'auto'],
	['application/pdf', 200, 'auto'],
	['image/png', 32, 'multipart'],
	['video/mp4', 10_240, 'auto'],
] as const)('%s of %d MB, sent as %s, is the largest one', (type, megabytes, method) => {
	const bytes = megabytes * MEGABYTE;
	expect(fileToUpload(file(type, bytes), undefined, method)).toMatchObject({ file: { bytes } });
	expect(() => fileToUpload(file(type, bytes + 1), undefined, method)).toThrow('takes at most');
});
