/** How a time in a video is written. */
export type TimeFormat = 'seconds' | 'hh:mm:ss' | 'hh:mm:ss.fff';

export const TIME_FORMATS: readonly TimeFormat[] = ['seconds', 'hh:mm:ss', 'hh:mm:ss.fff'];

const MS = 1000;

/** A number of seconds, a text in whole seconds, or one in milliseconds. */
export function timeAs(format: TimeFormat, seconds: number): number | string {
	if (format === 'seconds') return seconds;
	const step = format === 'hh:mm:ss' ? MS : 1;
	const milliseconds = Math.max(0, Math.round((seconds * MS) / step) * step);
	const text = new Date(milliseconds).toISOString();
	return text.slice(11, format === 'hh:mm:ss' ? 19 : 23);
}
