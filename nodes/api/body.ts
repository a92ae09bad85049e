import { shortened } from './plainText';

/** What bodies of responses hold, whatever it is that answered. */

export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const isEmpty = (body: unknown): boolean =>
	body === undefined || body === null || body === '';

/** Enough for every sentence of TwelveLabs. What others send may be of any length, and regular expressions take their time. */
const MAX_TEXT = 1_000;

/** Codes and trace IDs are names. */
export const MAX_NAME = 100;

/** A text that says something, else undefined. It is cut before anything reads it: it comes from outside. */
export const text = (value: unknown, max = MAX_TEXT): string | undefined =>
	typeof value === 'string' && value !== '' ? shortened(value, max) : undefined;

/**
 * TwelveLabs' own words. Two shapes exist: `{ code, message }`, and the same inside `error`. The body may also be empty, or
 * HTML of something in between.
 */
export function saidBy(body: unknown): { code?: string; message?: string } {
	if (!isRecord(body)) return {};
	const said = isRecord(body.error) ? body.error : body;
	return { code: text(said.code, MAX_NAME), message: text(said.message) };
}
