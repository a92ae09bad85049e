import { UserError } from 'n8n-workflow';

import type { UploadFile } from '../../../api/client/file';
import { asTextList, invalid } from '../../../shared/parameters';
import { isWebAddress } from '../../../shared/webAddress';
import { mediaFile } from '../../fields/mediaFile';

/** Of one search. */
const MAX_IMAGES = 10;

/** As for every image of the API. */
const IMAGE = {
	kind: 'image',
	maxMegabytes: 32,
	by: 'a search',
	ifTooLarge: 'Make it smaller.',
} as const;

/**
 * The images of binary properties, each with the type that it is sent as.
 * @throws UserError for what is no image, or too large: before its first byte leaves
 */
export function imageFiles(files: readonly UploadFile[]): UploadFile[] {
	requireCount('Input Data Field Name', files.length);
	return files.map((file) => mediaFile(file, IMAGE));
}

/**
 * The addresses of images.
 * @throws UserError for what is no web address
 */
export function imageUrls(value: unknown): string[] {
	const urls = asTextList('Image URLs', typeof value === 'string' ? urlsIn(value) : value);
	requireCount('Image URLs', urls.length);
	const wrong = urls.find((url) => !isWebAddress(url));
	if (wrong !== undefined) throw invalid('Image URLs', wrong, 'is not a web address');
	return urls;
}

/** An address may hold commas itself: one that divides is followed by a space, or by the next address. */
const urlsIn = (text: string): string | string[] =>
	text.trimStart().startsWith('[') ? text : text.split(/,(?=\s|[a-z]+:\/\/|$)/i);

function requireCount(field: string, count: number): void {
	if (count === 0) throw refused(`${field} is empty`, 'Name at least one image.');
	if (count <= MAX_IMAGES) return;
	throw refused(
		`${field}: ${count} images, and a search takes at most ${MAX_IMAGES}`,
		'Leave some of them out.',
	);
}

const refused = (message: string, next: string): UserError =>
	new UserError(message, { description: `${next} Nothing was sent for this item.` });
