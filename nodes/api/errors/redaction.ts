import { isRecord } from '../body';

/**
 * TwelveLabs, or a gateway, may quote the API key in what it sends. The key is removed once, from the response as it arrives,
 * so that no item, list, error or log can hold it.
 */

const REPLACEMENT = '[API key]';

/** A shorter key may be part of an ordinary word: only a whole word counts as one. */
const MIN_DISTINCT_KEY = 8;

/** Names that HTML has for characters which a key may contain. */
const HTML_NAMES: Readonly<Record<string, string>> = {
	'"': 'quot',
	'&': 'amp',
	"'": 'apos',
	'<': 'lt',
	'>': 'gt',
};

/** Matches nothing. */
const NONE = /(?!)/g;

/** Removes one key, in every encoding that headers, JSON, addresses and pages have for it. */
export class Redaction {
	/** Its forms as plain texts, and the pattern of those that differ from character to character. */
	private readonly forms: readonly string[];
	private readonly pattern?: RegExp;

	/** @param key as it is sent; nothing is removed where it is empty */
	constructor(key: string) {
		const isDistinct = key.length >= MIN_DISTINCT_KEY;
		this.forms = isDistinct ? [key, ...base64Forms(key), ...hexForms(key)] : [];
		// Of letters and digits alone, each encoding of texts leaves the key as it is.
		if (key !== '' && (!isDistinct || /\W/.test(key))) this.pattern = encodedPattern(key);
	}

	/** Whether a text holds the key. Fast, since this runs over every response. */
	isIn(text: string): boolean {
		return this.forms.some((form) => text.includes(form)) || text.search(this.pattern ?? NONE) >= 0;
	}

	text(text: string): string {
		const whole = text.replace(this.pattern ?? NONE, REPLACEMENT);
		return this.forms.reduce((rest, form) => rest.replaceAll(form, REPLACEMENT), whole);
	}

	/**
	 * Removes the key from parsed JSON, in place: from all texts and names.
	 * @returns the same value, or another text
	 */
	json(value: unknown): unknown {
		if (typeof value === 'string') return this.text(value);
		// A loop, since a call for each level ends with a stack overflow in deep JSON.
		const open = [value];
		for (let at = open.pop(); at !== undefined; at = open.pop()) {
			if (!isRecord(at) && !Array.isArray(at)) continue;
			const holder = at as Record<string, unknown>;
			for (const [name, inner] of Object.entries(holder)) {
				const clean = Array.isArray(at) ? name : this.text(name);
				if (clean !== name) delete holder[name];
				if (typeof inner === 'string') holder[clean] = this.text(inner);
				else if (clean !== name) holder[clean] = inner;
				if (typeof inner === 'object' && inner !== null) open.push(inner);
			}
		}
		return value;
	}
}

/** Letters and digits stand for themselves in every encoding, other characters have several forms. */
function encodedPattern(key: string): RegExp {
	const forms = [...key].map((char) => (/\w/.test(char) ? char : formsOf(char))).join('');
	return new RegExp(key.length < MIN_DISTINCT_KEY ? `(?<!\\w)${forms}(?!\\w)` : forms, 'g');
}

/**
 * A character as it is, escaped in JSON or in JSON within JSON, percent-encoded once or more, or of HTML. Repetitions are
 * bounded: without a bound, a long row of backslashes takes quadratic time.
 */
function formsOf(char: string): string {
	const code = char.charCodeAt(0);
	const hex = anyCase(code.toString(16).padStart(2, '0'));
	const name = HTML_NAMES[char];
	return `(?:\\\\{0,9}${escaped(char)}|\\\\{1,9}u00${hex}|%(?:25){0,9}${hex}|&#0{0,9}${code};|&#[xX]0{0,9}${hex};${name ? `|&${name};` : ''})`;
}

const anyCase = (hex: string): string =>
	hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/**
 * The characters of base64 that the key alone decides: in a longer text they differ for each of three positions. Once more
 * with the two characters that addresses have in place of `+` and `/`.
 */
function base64Forms(key: string): string[] {
	const forms = [0, 1, 2].map((offset) => {
		const text = btoa('\0'.repeat(offset) + key);
		return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + key.length) * 8) / 6));
	});
	const forAddresses = forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
	return [...new Set([...forms, ...forAddresses])];
}

function hexForms(key: string): string[] {
	const hex = [...key].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
	return [...new Set([hex, hex.toUpperCase()])];
}
