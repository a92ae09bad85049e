import { UserError } from 'n8n-workflow';

import { quoted } from '../api/plainText';

/** One token of JSON with the white space before it: a string, a number or a name, or a sign. */
const TOKEN =
	/[ \t\n\r]*(?:(?<text>"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[ !#-[\]-\uffff]*)*")|(?<plain>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|(?<sign>[{}[\],:]))/y;

const SPACE = /[ \t\n\r]*/y;

/** What may come next. */
type Next = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

/** Enough to recognise the place. */
const MAX_QUOTED = 20;

/**
 * Reads JSON that a user wrote. Messages of the JavaScript engine name the place of a mistake only at times.
 * @throws UserError naming the field, with line and column of the first character that does not fit
 */
export function parsedJson(field: string, text: string): unknown {
	const at = flawIn(text);
	if (at === undefined) return JSON.parse(text);
	const lines = text.slice(0, at).split(/\r\n|\r|\n/);
	const place = `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
	const rest = text.slice(at, at + MAX_QUOTED).split(/[\r\n]/)[0];
	const what = rest === '' ? 'the text ends too early' : `${quoted(rest)} is unexpected`;
	throw new UserError(`${field} is not valid JSON: ${place}: ${what}`, {
		description:
			'Check the commas, quotes and brackets before this place. Nothing was sent for this item.',
	});
}

/** Where the text stops being JSON; undefined where it is. It has a stack of its own, since recursion ends with deep JSON. */
function flawIn(text: string): number | undefined {
	const open: string[] = [];
	let next: Next = 'value';
	let at = 0;
	for (;;) {
		SPACE.lastIndex = at;
		SPACE.test(text);
		const start = SPACE.lastIndex;
		if (next === 'nothing') return start < text.length ? start : undefined;
		TOKEN.lastIndex = at;
		const token = TOKEN.exec(text);
		const follows: Next | undefined = token ? after(token.groups ?? {}, next, open) : undefined;
		if (follows === undefined) return start;
		next = follows;
		at = TOKEN.lastIndex;
	}
}

/**
 * What may come after a token.
 * @param open brackets, which the token may open or close
 * @returns undefined where the token itself does not fit
 */
function after(
	{ text, plain, sign }: Record<string, string | undefined>,
	next: Next,
	open: string[],
): Next | undefined {
	const isValue = next === 'value' || next === 'valueOrEnd';
	const ended = () => (open.length > 0 ? 'commaOrEnd' : 'nothing');
	if (text !== undefined && (next === 'key' || next === 'keyOrEnd')) return 'colon';
	if (text !== undefined || plain !== undefined) return isValue ? ended() : undefined;
	switch (sign) {
		case ':':
			return next === 'colon' ? 'value' : undefined;
		case ',':
			if (next !== 'commaOrEnd') return undefined;
			return open.at(-1) === '{' ? 'key' : 'value';
		case '{':
		case '[':
			if (!isValue) return undefined;
			open.push(sign);
			return sign === '{' ? 'keyOrEnd' : 'valueOrEnd';
		default: {
			const opening = sign === '}' ? '{' : '[';
			const mayEnd = next === 'commaOrEnd' || next === (sign === '}' ? 'keyOrEnd' : 'valueOrEnd');
			if (!mayEnd || open.at(-1) !== opening) return undefined;
			open.pop();
			return ended();
		}
	}
}
