import { tryToParseDateTime, UserError, type IDataObject } from 'n8n-workflow';

/**
 * Checks of what users, expressions and AI agents put into fields. Each takes the field's label for its message,
 * and accepts the text form of a value, since expressions and agents often give text.
 */

/** A switch: true, false, or either as text, which spreadsheets write in capitals. */
export function asBoolean(field: string, value: unknown): boolean {
	const text = String(value).trim().toLowerCase();
	if (value === true || (typeof value === 'string' && text === 'true')) return true;
	if (value === false || (typeof value === 'string' && text === 'false')) return false;
	throw invalid(field, value, 'is neither true nor false');
}

/** Plain decimal notation; Number() alone would also take '', ' ', '0x10' and 'Infinity'. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export function asNumber(field: string, value: unknown): number {
	const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) {
		throw invalid(field, value, 'is not a number');
	}
	return number;
}

/** A whole number that JavaScript, and so n8n, holds exactly: at most 2^53 - 1 either way. */
export function asInteger(field: string, value: unknown): number {
	const number = asNumber(field, value);
	if (!Number.isInteger(number)) throw invalid(field, value, 'is not a whole number');
	if (!Number.isSafeInteger(number)) {
		throw invalid(field, value, 'is too large to be kept exactly as an integer');
	}
	return number;
}

/** Text. Times of n8n's expressions are objects that have a text form; other objects do not. */
export function asText(field: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean' || Number.isFinite(value)) return String(value);
	const json = (value as { toJSON?: () => unknown } | null | undefined)?.toJSON?.();
	if (typeof json === 'string') return json;
	const isEmpty = value === undefined || value === null;
	throw invalid(field, value, isEmpty ? 'is empty' : 'is not text; turn it into text first');
}

/** Several choices: an array, or text with commas or a JSON array, as an expression or an AI agent gives them. */
export function asList(field: string, value: unknown, allowed: readonly string[]): string[] {
	const list = typeof value === 'string' ? listFromText(value.trim()) : value;
	if (!Array.isArray(list)) throw invalid(field, value, 'is not a list');
	for (const entry of list) {
		if (!allowed.includes(entry as string)) {
			throw invalid(field, entry, `is none of ${allowed.join(', ')}`);
		}
	}
	return list as string[];
}

function listFromText(text: string): unknown {
	if (text.startsWith('[')) return jsonFromText(text);
	return text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/** The values of a list of choices, as `asChoice` and `asList` want them. */
export const valuesOf = (options: Array<{ value: string }>): string[] =>
	options.map(({ value }) => value);

/** One of a few choices. */
export function asChoice(field: string, value: unknown, allowed: readonly string[]): string {
	return asList(field, [value], allowed)[0];
}

/** What a collection of options holds. n8n gives an object; an expression in its place may give anything. */
export function asCollection(field: string, value: unknown): IDataObject {
	if (isPlainObject(value)) return value;
	throw invalid(field, value, 'is not a set of fields');
}

/**
 * A JSON object, as text or already parsed; an empty field is an empty object.
 * @throws UserError also where reading the text would lose something: of two equal keys one, of a large integer its
 *   last digits
 */
export function asJsonObject(field: string, value: unknown): IDataObject {
	const text = typeof value === 'string' ? value.trim() || '{}' : undefined;
	const parsed = text === undefined ? value : jsonFromText(text);
	if (!isPlainObject(parsed)) throw invalid(field, value, 'is not a JSON object');
	const repeated = text && repeatedKey(text);
	if (repeated)
		throw invalid(field, repeated, 'stands twice as a key; one of the values would be lost');
	refuseRounded(field, parsed);
	return parsed;
}

const isPlainObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	[Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

/** A string with the colon that makes it a key, another string, or the begin or end of an object. */
const JSON_KEYS = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g;

/** The first key that stands twice in the same object of a valid JSON text. */
function repeatedKey(text: string): string | undefined {
	const open: Array<Set<string>> = [];
	for (const [token, string, colon] of text.matchAll(JSON_KEYS)) {
		if (token === '{') open.push(new Set());
		if (token === '}') open.pop();
		if (!colon) continue;
		const key = JSON.parse(string) as string;
		if (open.at(-1)?.has(key)) return key;
		open.at(-1)?.add(key);
	}
	return undefined;
}

/** Whole numbers beyond 2^53 have been rounded by now, whoever parsed them. */
function refuseRounded(field: string, value: unknown): void {
	if (typeof value === 'number' && Number.isInteger(value)) asInteger(field, value);
	if (typeof value !== 'object' || value === null) return;
	for (const inner of Object.values(value)) refuseRounded(field, inner);
}

function jsonFromText(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Texts that n8n reads in the given zone: ISO 8601, SQL, and the dates of mails and of HTTP. */
const DATE_TEXT = /^(\d{4}-\d\d-\d\d|[A-Za-z]{3}, \d)/;

/**
 * A time in the API's format: RFC 3339, UTC, whole seconds, since it documents no others.
 * @param zone for a time that names no zone, as n8n's date picker gives them
 */
export function asTimestamp(field: string, value: unknown, zone: string): string {
	// n8n would read any other text in the zone of the server, and "7" as a day in 2001.
	const readable = typeof value === 'string' ? DATE_TEXT.test(value.trim()) : isTime(value);
	if (!readable) throw invalid(field, value, 'is not a date such as 2026-11-24T12:00:00');
	try {
		return tryToParseDateTime(value, zone).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
	} catch {
		throw invalid(field, value, 'is not a date');
	}
}

/** A Date, or the DateTime that $now and n8n's date functions give. */
const isTime = (value: unknown): boolean =>
	value instanceof Date || (typeof value === 'object' && value !== null && 'toISO' in value);

/** The message of a value that does not fit its field. */
export function invalid(field: string, value: unknown, why: string): UserError {
	return new UserError(`${field}: ${shown(value)} ${why}`, {
		description:
			'Correct the value, or the expression that gives it. Nothing was sent for this item.',
	});
}

/** Long enough to recognise the value, short enough for a message. */
const MOST_SHOWN = 60;

function shown(value: unknown): string {
	if (value === undefined || value === null) return 'the value';
	const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
	return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
