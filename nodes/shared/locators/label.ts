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
function labelOf(entry: ListedEntry, timeZone: string): string {
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

/** IDs of entries that were created in the same second differ in it. */
const END_OF_ID = 6;

/** The labels of a list: those that are the same also have the ends of their IDs, such as ` · …7a1b31`. */
export function labelsOf(entries: readonly ListedEntry[], timeZone: string): string[] {
	const labels = entries.map((entry) => labelOf(entry, timeZone));
	const counts = new Map<string, number>();
	for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
	return labels.map((label, at) =>
		Number(counts.get(label)) > 1 ? `${label} · …${entries[at].id.slice(-END_OF_ID)}` : label,
	);
}
