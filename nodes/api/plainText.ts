/** Characters that show nothing: soft hyphen, zero-width characters, marks of the writing direction, fillers. */
export const INVISIBLE =
	/[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/g;

const VISIBLE =
	/[^\p{White_Space}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/u;

/** Long enough to recognise a value, short enough for a message. */
const MAX_QUOTED = 60;

/** Of a value that stands in a message as it is. */
const MAX_SHORT = 100;

/** The text without characters that show nothing, which copying from a web page or a chat brings along. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/**
 * The text without what surrounds it when it is pasted: white space of any kind, and characters that show nothing.
 * `String.trim` leaves the latter.
 */
export function trimmed(text: string): string {
	const start = text.search(VISIBLE);
	if (start < 0) return '';
	let end = text.length;
	// What surrounds a text is in the basic plane, so a code unit is a character.
	while (!VISIBLE.test(text[end - 1])) end--;
	return text.slice(start, end);
}

/** At most so many characters, with an ellipsis for what is missing. */
export function shortened(value: string, max: number): string {
	if (value.length <= max) return value;
	const kept = value.slice(0, max - 1);
	// Half of a surrogate pair is no character.
	return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** Any value as text of at most 100 characters: a text as it is, anything else as JSON. Never throws. */
export function shortText(value: unknown): string {
	if (typeof value === 'string') return shortened(value, MAX_SHORT);
	try {
		return shortened(JSON.stringify(value) ?? String(value), MAX_SHORT);
	} catch {
		return typeof value;
	}
}

/**
 * Any value as a message quotes it: a text in quotes, cut after 60 characters, with characters that show nothing by their
 * number. Never throws.
 */
export function quoted(value: unknown): string {
	if (value === undefined || value === null) return 'the value';
	const text = written(value).replace(
		INVISIBLE,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return shortened(text, MAX_QUOTED + 1);
}

/** A cyclic object and a BigInt have no JSON, a function neither. */
function written(value: unknown): string {
	if (typeof value === 'string') return JSON.stringify(value.slice(0, MAX_QUOTED + 1));
	if (typeof value !== 'object') return String(value);
	try {
		return JSON.stringify(value) ?? 'an object';
	} catch {
		return 'an object';
	}
}
