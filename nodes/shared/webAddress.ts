import { UserError } from 'n8n-workflow';

import { quoted, trimmed } from '../api/plainText';

/** Whether a text is an address that TwelveLabs can fetch a file from. */
export const isWebAddress = (url: string): boolean =>
	/^https?:\/\//i.test(url) && URL.canParse(url);

/**
 * The address of a file that TwelveLabs fetches.
 * @param field its label
 * @param example such as `https://example.com/videos/keynote.mp4`
 * @throws UserError when it is no web address
 */
export function webAddress(field: string, value: string, example: string): string {
	const url = trimmed(value);
	if (isWebAddress(url)) return url;
	throw new UserError(`${field}: ${quoted(value)} is not a web address`, {
		description: `Give the direct link to the file, such as ${example}. Nothing was sent for this item.`,
	});
}
