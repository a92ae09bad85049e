import { trimmed, withoutInvisible } from '../api/plainText';

/**
 * Comparison of names, as users see them. The same name can be written in several ways: macOS stores `é` as two
 * characters, Windows as one; file names hold spaces that do not break; what is copied holds characters that show nothing.
 */

/** A line break of Windows is one. */
const WHITE_SPACE = /\r\n|\p{White_Space}/gu;

/** The form that all ways to write a name share. */
export const sameForm = (name: string): string =>
	withoutInvisible(name).normalize('NFC').replace(WHITE_SPACE, ' ');

/** Whether two names read the same. */
export const isSameName = (one: string, other: string): boolean =>
	sameForm(one) === sameForm(other);

/** Whether a name contains a part, whatever the case. What surrounds the part, as pasting adds it, does not count. */
export const nameContains = (name: string, part: string): boolean =>
	sameForm(name.toLowerCase()).includes(sameForm(trimmed(part).toLowerCase()));

/** Whatever stands between the words of a file name. */
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/gu;

/**
 * Whether a name contains each word of a search, or a part of one, whatever the case and whatever stands between them:
 * `customer inter` finds `customer-interview.mp4`.
 */
export function nameHasWords(name: string, search: string): boolean {
	const wordsOf = (text: string) => sameForm(text.toLowerCase()).replace(SEPARATORS, ' ').trim();
	const words = wordsOf(search);
	if (words === '') return nameContains(name, search);
	const held = wordsOf(name);
	return words.split(' ').every((word) => held.includes(word));
}
