import { UserError, type IDataObject } from 'n8n-workflow';

import { quoted, trimmed } from '../api/plainText';
import { jsonOrNothing } from './jsonOrNothing';

/**
 * Checks of what users, expressions and AI agents put into fields. Each takes the field's label for its message,
 * and accepts the text form of a value, since expressions and agents often give text.
 */

/** Reads a parameter of the node, with its expressions resolved. */
export interface ParameterReader {
	parameter(name: string): unknown;
}

/** A switch: true, false, or either as text, which spreadsheets write in capitals. */
export function asBoolean(field: string, value: unknown): boolean {
	const plain = typeof value === 'string' ? trimmed(value).toLowerCase() : value;
	if (plain === true || plain === 'true') return true;
	if (plain === false || plain === 'false') return false;
	throw invalid(field, value, 'is neither true nor false');
}

/** Plain decimal notation; Number() alone would also take '', ' ', '0x10' and 'Infinity'. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A number that JavaScript, and so n8n, holds as it was written: a whole number beyond 2^53 - 1 either way has been rounded,
 * or would be.
 */
export function asNumber(field: string, value: unknown): number {
	const number = numberOf(value);
	if (number === undefined) throw invalid(field, value, 'is not a number');
	if (Number.isInteger(number) && !Number.isSafeInteger(number)) {
		throw invalid(field, value, 'is too large to be kept exactly');
	}
	// JSON has no -0.
	return number === 0 ? 0 : number;
}

function numberOf(value: unknown): number | undefined {
	const text = typeof value === 'string' ? trimmed(value) : undefined;
	const number = text !== undefined && DECIMAL.test(text) ? Number(text) : value;
	const plain = typeof number === 'bigint' ? Number(number) : number;
	return typeof plain === 'number' && Number.isFinite(plain) ? plain : undefined;
}

/**
 * A limit of a range. 0 is what such a field holds when it is added, so it limits nothing, as an empty one does.
 * @returns undefined for no limit
 */
export const asLimit = (field: string, value: unknown): number | undefined =>
	value === undefined || value === null || value === ''
		? undefined
		: asNumber(field, value) || undefined;

/** A whole number. */
export function asInteger(field: string, value: unknown): number {
	const number = asNumber(field, value);
	if (!Number.isInteger(number)) throw invalid(field, value, 'is not a whole number');
	return number;
}

/**
 * Text. Times of n8n's expressions are objects that have a text form; other objects do not. The text form of a number that
 * has been rounded is another number.
 */
export function asText(field: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	if (Number.isFinite(value)) return String(asNumber(field, value));
	const text = textForm(value);
	if (text !== undefined) return text;
	const isEmpty = value === undefined || value === null;
	throw invalid(field, value, isEmpty ? 'is empty' : 'is not text; turn it into text first');
}

/** The text form of a time: a Date, or the DateTime that $now and n8n's date functions give. */
export function textForm(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null || !('toJSON' in value)) return undefined;
	const json = typeof value.toJSON === 'function' ? (value.toJSON() as unknown) : undefined;
	return typeof json === 'string' ? json : undefined;
}

/** Several choices: an array, or text with commas or a JSON array, as an expression or an AI agent gives them. */
export function asList<T extends string>(
	field: string,
	value: unknown,
	allowed: readonly T[],
): T[] {
	return listOf(field, value).map((entry) => {
		const choice = typeof entry === 'string' ? trimmed(entry) : entry;
		if (allowed.includes(choice as T)) return choice as T;
		throw invalid(field, entry, `is none of ${allowed.join(', ')}`);
	});
}

/** Several texts, given as `asList` takes them; empty ones are left out. */
export const asTextList = (field: string, value: unknown): string[] =>
	listOf(field, value)
		.map((entry) => trimmed(asText(field, entry)))
		.filter((entry) => entry !== '');

function listOf(field: string, value: unknown): unknown[] {
	const list = typeof value === 'string' ? listFromText(trimmed(value)) : value;
	if (Array.isArray(list)) return list as unknown[];
	throw invalid(field, value, 'is not a list');
}

function listFromText(text: string): unknown {
	if (text.startsWith('[')) return jsonOrNothing(text);
	return text
		.split(',')
		.map(trimmed)
		.filter((entry) => entry !== '');
}

/** The values of a list of choices, as `asChoice` and `asList` want them. */
export const valuesOf = <T extends string>(options: ReadonlyArray<{ value: T }>): T[] =>
	options.map(({ value }) => value);

/** One of a few choices. */
export function asChoice<T extends string>(
	field: string,
	value: unknown,
	allowed: readonly T[],
): T {
	return asList(field, [value], allowed)[0];
}

/** What a collection of options holds. n8n gives an object; an expression in its place may give anything. */
export function asCollection(field: string, value: unknown): IDataObject {
	if (isPlainObject(value)) return value;
	throw invalid(field, value, 'is not a set of fields');
}

/** Also of another realm, such as n8n's expression engine: an object whose prototype is the end of the chain. */
export function isPlainObject(value: unknown): value is IDataObject {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const prototype = Object.getPrototypeOf(value) as object | null;
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The message of a value that does not fit its field. */
export function invalid(field: string, value: unknown, why: string): UserError {
	return new UserError(`${field}: ${quoted(value)} ${why}`, {
		description:
			'Correct the value, or the expression that gives it. Nothing was sent for this item.',
	});
}
