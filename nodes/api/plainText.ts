/** Characters that show nothing: soft hyphen, zero-width characters, marks of the writing direction, fillers. */
export const INVISIBLE =
	/[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/g;

const VISIBLE =
	/[^\p{White_Space}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/u;

/** Long enough to recognise a value, short enough for a message. */
const MAX_SHOWN = 60;

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

/** A value for a message: cut after 60 characters, with characters that show nothing by their number. Never throws. */
export function shown(value: unknown): string {
	if (value === undefined || value === null) return 'the value';
	const text = written(value).replace(
		INVISIBLE,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	// Half a character at the cut is left out.
	return text.length > MAX_SHOWN
		? `${text.slice(0, MAX_SHOWN).replace(/[\ud800-\udbff]$/, '')}…`
		: text;
}

/** A cyclic object and a BigInt have no JSON, a function neither. */
function written(value: unknown): string {
	if (typeof value === 'string') return JSON.stringify(value.slice(0, MAX_SHOWN + 1));
	if (typeof value !== 'object') return String(value);
	try {
		return JSON.stringify(value) ?? 'an object';
	} catch {
		return 'an object';
	}
}
