import { shortText } from './plainText';

/** An ID as text, which it has to be where it is compared; undefined where the value is none. */
export function textId(id: unknown): string | undefined {
	if (Number.isSafeInteger(id)) return String(id);
	return typeof id === 'string' && id !== '' ? id : undefined;
}

/** IDs are hexadecimal, and pasted in either case. */
export const isSameId = (a: unknown, b: string): boolean =>
	shortText(a).toLowerCase() === b.toLowerCase();
