/** What bodies of answers hold, whatever it is that answered. */

export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const isEmpty = (body: unknown): boolean =>
	body === undefined || body === null || body === '';

/** A text that says something, else undefined. */
export const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/**
 * TwelveLabs' own words. Two shapes exist: `{ code, message }`, and the same inside `error`. The body may also be empty, or
 * HTML of something in between.
 */
export function saidBy(body: unknown): { code?: string; message?: string } {
	if (!isRecord(body)) return {};
	const said = isRecord(body.error) ? body.error : body;
	return { code: text(said.code), message: text(said.message) };
}
