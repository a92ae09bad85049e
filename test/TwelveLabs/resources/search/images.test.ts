import type { UploadFile } from '../../../../nodes/api/client/file';
import { imageFiles, imageUrls } from '../../../../nodes/TwelveLabs/resources/search/images';

const MEGABYTE = 1024 * 1024;

const file = (more: Partial<UploadFile> = {}) =>
	({ name: 'logo.png', type: 'image/png', bytes: 100, ...more }) as UploadFile;

test('images are sent with the type that n8n states, or the one of their name', () => {
	const files = imageFiles([
		file({ type: 'image/jpeg; charset=binary' }),
		file({ type: 'application/octet-stream' }),
		file({ type: 'text/plain', name: 'LOGO.JPG', bytes: 32 * MEGABYTE }),
	]);
	expect(files.map(({ type }) => type)).toEqual(['image/jpeg', 'image/png', 'image/jpeg']);
});

test.each([
	[[], /^Input Data Field Name is empty/],
	[[file(), file({ name: 'talk.mp4', type: 'video/mp4' })], /^"talk.mp4" is no image/],
	[[file({ name: 'logo', type: '' })], /^"logo" is no image/],
	[[file({ bytes: 0 })], /^"logo.png" is empty/],
	[[file({ bytes: 33 * MEGABYTE })], /^"logo.png" has 33 MB, and a search takes at most 32 MB/],
	[Array.from({ length: 11 }, () => file()), /^Input Data Field Name: 11 images, .* at most 10/],
])('%#: what a search does not take is refused by name', (files, message) => {
	expect(() => imageFiles(files)).toThrow(message);
});

const URL_1 = 'https://example.com/a.png';
const URL_2 = 'https://example.com/b.png?w=1,2';

test.each([
	[URL_1, [URL_1]],
	[` ${URL_1} ,${URL_1}`, [URL_1, URL_1]],
	[
		[URL_1, URL_2],
		[URL_1, URL_2],
	],
	[JSON.stringify([URL_2]), [URL_2]],
	[`${URL_2}, ${URL_1},${URL_2}`, [URL_2, URL_1, URL_2]],
])('%j are addresses', (value, urls) => {
	expect(imageUrls(value)).toEqual(urls);
});

test.each([
	['', /^Image URLs is empty/],
	[' , ', /^Image URLs is empty/],
	['logo.png', /^Image URLs: "logo.png" is not a web address/],
	[`${URL_1}, ftp://example.com/b.png`, /^Image URLs: "ftp:.* is not a web address/],
	['https://', /^Image URLs: "https:\/\/" is not a web address/],
	[Array.from({ length: 11 }, () => URL_1), /^Image URLs: 11 images, .* at most 10/],
	[7, /^Image URLs: "?7"? is not a list/],
])('%j are none', (value, message) => {
	expect(() => imageUrls(value)).toThrow(message);
});
