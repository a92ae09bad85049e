import { TOO_MANY_REQUESTS } from '../errors/statuses';
import type { Explanation } from '../errors/explanation';
import type { TimeLimits } from '../client/timeLimits';
import type { RateLimit } from './rateLimit';
import { usableZone } from '../time';

/** A quota per minute has reset by then, however it rounds; what takes longer is one per hour or per day. */
const MAX_MINUTE_QUOTA_MS = 90_000;

/** When a used-up quota resets. */
export interface Reset {
	/** Milliseconds since 1970. */
	at: number;
	/** Whether it is one per hour or per day. */
	isLong: boolean;
}

/** The end of a limit as the response had it, however long ago that came. */
export function resetOf({ resetsInMs, resetsAt }: RateLimit): Reset | undefined {
	if (resetsInMs === undefined || resetsAt === undefined) return undefined;
	return { at: resetsAt, isLong: resetsInMs > MAX_MINUTE_QUOTA_MS };
}

/** Which quota is used up, and when it resets by the clock of the workflow's time zone. */
export function explainLimit(
	{ quota }: RateLimit,
	reset: Reset | undefined,
	{ timezone, field }: Pick<TimeLimits, 'field'> & { timezone: string },
): Explanation {
	const used = quota ?? (reset?.isLong ? 'a quota per hour or per day' : 'a quota per minute');
	if (!reset) {
		const { message, next } = TOO_MANY_REQUESTS;
		return { message, next: quota ? `Used up: ${quota}. ${next}` : next };
	}
	const when = localTime(reset.at, timezone);
	const wait = field ? ` ${field} under Options sets how long the node itself waits.` : '';
	return {
		message: `TwelveLabs accepts no more requests until ${when}`,
		next: `Used up: ${used}. Run this again after that time, or ask TwelveLabs for a larger plan.${wait}`,
	};
}

/** Such as `8 Nov 2025, 02:20:49 CET`, in UTC where the time zone of the workflow is none. */
const localTime = (at: number, timeZone: string): string =>
	new Intl.DateTimeFormat('en-GB', {
		timeZone: usableZone(timeZone),
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		timeZoneName: 'short',
	}).format(at);
