import { tryToParseDateTime } from 'n8n-workflow';

import { trimmed } from '../api/plainText';
import { usableZone, writtenTime } from '../api/time';
import { invalid } from './parameters';

/**
 * A time in the API's format: RFC 3339, UTC, whole seconds, since it documents no others.
 * @param zone for a time that names no zone, as n8n's date picker gives them; UTC where it is none
 * @throws UserError naming the field, for any other value, and for a day that does not exist
 */
export function asTimestamp(field: string, value: unknown, zone: string): string {
	const milliseconds = typeof value === 'string' ? timeOfText(value, zone) : timeOfObject(value);
	const iso = Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : '';
	// Years before 0 and after 9999 have a sign and six digits, which is no RFC 3339.
	if (/^\d/.test(iso)) return iso.replace(/\.\d{3}Z$/, 'Z');
	throw invalid(field, value, 'is not a date that exists, such as 2026-11-24T12:00:00');
}

/** n8n reads the text as ISO 8601, and so strictly: its last resort reads any text in the zone of the server. */
function timeOfText(value: string, zone: string): number {
	const time = writtenTime(trimmed(value));
	return time ? tryToParseDateTime(time.local + time.offset, usableZone(zone)).toMillis() : NaN;
}

/** Of a Date, or the DateTime that $now and n8n's date functions give. */
function timeOfObject(value: unknown): number {
	if (isDate(value)) return value.getTime();
	return isDateTime(value) ? value.toMillis() : NaN;
}

/** Also of another realm, such as n8n's expression engine. */
const isDate = (value: unknown): value is Date =>
	Object.prototype.toString.call(value) === '[object Date]';

const isDateTime = (value: unknown): value is { toMillis(): number } =>
	typeof value === 'object' &&
	value !== null &&
	'toISO' in value &&
	'toMillis' in value &&
	typeof value.toMillis === 'function';
