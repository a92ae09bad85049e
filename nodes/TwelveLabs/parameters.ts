import { tryToParseDateTime, UserError, type IDataObject } from 'n8n-workflow';

/**
 * Checks of what users, expressions and AI agents put into fields. Each takes the field's label for its message,
 * and accepts the text form of a value, since expressions and agents often give text.
 */

/** A switch: true, false, or either as text. */
export function asBoolean(field: string, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 'true') return true;
	if (value === 'false') return false;
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

/** A JSON object, as text or already parsed; an empty field is an empty object. */
export function asJsonObject(field: string, value: unknown): IDataObject {
	const parsed = typeof value === 'string' ? jsonFromText(value.trim() || '{}') : value;
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		throw invalid(field, value, 'is not a JSON object');
	}
	return parsed as IDataObject;
}

function jsonFromText(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * A time in the API's format: RFC 3339, UTC, whole seconds, since it documents no others.
 * @param zone for a time that names no zone, as n8n's date picker gives them
 */
export function asTimestamp(field: string, value: unknown, zone: string): string {
	try {
		return tryToParseDateTime(value, zone).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
	} catch {
		throw invalid(field, value, 'is not a date');
	}
}

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
