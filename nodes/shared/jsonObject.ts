import type { IDataObject } from 'n8n-workflow';

import { trimmed } from '../api/plainText';
import { jsonOrNothing } from './jsonOrNothing';
import { asNumber, invalid, isPlainObject } from './parameters';

/**
 * A JSON object, as text or already parsed; an empty field is an empty object.
 * @throws UserError also where reading the text would lose something: of two equal keys one, of a large integer its
 *   last digits
 */
export function asJsonObject(field: string, value: unknown): IDataObject {
	const text = typeof value === 'string' ? trimmed(value) || '{}' : undefined;
	const parsed = text === undefined ? value : jsonOrNothing(text);
	if (!isPlainObject(parsed)) throw invalid(field, value, 'is not a JSON object');
	const repeated = text && repeatedKey(text);
	if (repeated)
		throw invalid(field, repeated, 'stands twice as a key; one of the values would be lost');
	refuseRounded(field, parsed);
	return parsed;
}

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

/** A whole number beyond 2^53 has been rounded by now, and 1e400 is infinite. */
function refuseRounded(field: string, json: IDataObject): void {
	// Grows while it is read, since recursion ends with a deep object.
	const values = new Set<unknown>([json]);
	for (const value of values) {
		if (typeof value === 'number') asNumber(field, value);
		if (typeof value !== 'object' || value === null) continue;
		for (const inner of Object.values(value)) values.add(inner);
	}
}
