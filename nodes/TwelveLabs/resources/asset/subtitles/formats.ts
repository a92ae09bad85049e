import type { Cue } from './cues';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** SubRip. It has no way to escape anything. */
export const srt = (cues: readonly Cue[]): string =>
	cues
		.map(
			({ startMs, endMs, lines }, at) =>
				`${at + 1}\n${timestamp(startMs, ',')} --> ${timestamp(endMs, ',')}\n${lines.join('\n')}\n`,
		)
		.join('\n');

/** WebVTT. */
export const vtt = (cues: readonly Cue[]): string =>
	[
		'WEBVTT\n',
		...cues.map(
			({ startMs, endMs, lines }) =>
				`${timestamp(startMs, '.')} --> ${timestamp(endMs, '.')}\n${lines.map(escaped).join('\n')}\n`,
		),
	].join('\n');

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (line: string): string => line.replace(/[&<>]/g, (character) => ESCAPES[character]);

/** Such as `00:01:02,500`; hours have more digits where they need them. */
function timestamp(ms: number, separator: ',' | '.'): string {
	const [hours, minutes, seconds] = [
		ms / HOUR_MS,
		(ms % HOUR_MS) / MINUTE_MS,
		(ms % MINUTE_MS) / SECOND_MS,
	].map((part) => String(Math.floor(part)).padStart(2, '0'));
	return `${hours}:${minutes}:${seconds}${separator}${String(ms % SECOND_MS).padStart(3, '0')}`;
}
