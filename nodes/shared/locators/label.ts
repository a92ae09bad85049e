import { serverTime, usableZone } from '../../api/time';
import type { ListedEntry } from './listed';

/** `2026-11-24 09:15`, in the zone of the workflow. */
const localTime = (ms: number, timeZone: string): string =>
	// Sweden writes dates as ISO 8601 does.
	new Intl.DateTimeFormat('sv-SE', {
		timeZone: usableZone(timeZone),
		dateStyle: 'short',
		timeStyle: 'short',
	}).format(ms);

/** `3:05` or `1:02:03`. */
function clock(seconds: number): string {
	const whole = Math.round(seconds);
	const [hours, minutes, rest] = [
		Math.floor(whole / 3600),
		Math.floor(whole / 60) % 60,
		whole % 60,
	];
	const padded = (number: number) => String(number).padStart(2, '0');
	return hours > 0 ? `${hours}:${padded(minutes)}:${padded(rest)}` : `${minutes}:${padded(rest)}`;
}

/** When an entry was created, as a user reads it; undefined where TwelveLabs does not say. */
export function createdAt({ createdAt: text }: ListedEntry, timeZone: string): string | undefined {
	const time = serverTime(text);
	return time === undefined ? undefined : localTime(time, timeZone);
}

/**
 * `clip.mp4 (indexing) · 2026-11-24 09:15 · 3:05`: date and duration distinguish entries of the same name, since n8n shows
 * nothing but this name. The status is said where it is not the usual one.
 */
export function labelOf(entry: ListedEntry, timeZone: string): string {
	const { id, name, status, duration } = entry;
	const title = name || id;
	return [
		status && status !== 'ready' ? `${title} (${status})` : title,
		createdAt(entry, timeZone),
		typeof duration === 'number' && duration > 0 ? clock(duration) : undefined,
	]
		.filter(Boolean)
		.join(' · ');
}
