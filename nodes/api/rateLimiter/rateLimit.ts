import type { IDataObject } from 'n8n-workflow';

import { MAX_NAME, saidBy, text } from '../body';
import { serverTime } from '../time';

/** What a response states about the quota that its request counted for. What it does not state is undefined. */
export interface RateLimit {
	/** Milliseconds until requests are accepted again, from the arrival of the response on. */
	resetsInMs?: number;
	/** The same moment in milliseconds since 1970, by the local clock. */
	resetsAt?: number;
	/** Requests that are left until then. */
	remaining?: number;
	/** The quota in words, such as `100 requests per day`. */
	quota?: string;
}

/**
 * Two generations of headers: the newer ones have `request` in their names. `Retry-After` stands on no page of the
 * documentation, but was seen. All of them may be missing, and so may the body.
 */
const REMAINING = ['x-ratelimit-request-remaining', 'x-ratelimit-remaining'];
const RESET = ['x-ratelimit-request-reset', 'x-ratelimit-reset'];

/** Units are not documented: a number from here on is seconds since 1970, a smaller one seconds from now ... */
const MIN_EPOCH_SECONDS = 1e9;
/** ... and from here on milliseconds since 1970. */
const MIN_EPOCH_MS = 1e12;

/** A `Date` is whole seconds, and has travelled. Clocks closer than this agree, and the local one is more precise. */
const CLOCKS_AGREE_MS = 2_000;

/** No date can be later. */
const MAX_DATE_MS = 8.64e15;

/** `Please try again later after 2025-11-08T01:20:49Z.` */
const AFTER = /\bafter (\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))/i;

/** `(100req/1day)`. White space is bounded: without a bound the time it takes is quadratic. */
const QUOTA = /\((\d{1,15})\s{0,9}([a-z]{1,20})\s{0,9}\/\s{0,9}(\d{0,15})\s{0,9}([a-z]{1,20})\)/i;

const UNITS: Readonly<Record<string, string>> = {
	req: 'requests',
	s: 'second',
	sec: 'second',
	min: 'minute',
};

/** Spans that have a name. */
const NAMED: Readonly<Record<string, string>> = {
	'60 seconds': 'minute',
	'60 minutes': 'hour',
	'3600 seconds': 'hour',
	'24 hours': 'day',
	'1440 minutes': 'day',
	'86400 seconds': 'day',
};

/** @param now local time in milliseconds since 1970 */
export function rateLimitOf(
	{ headers, body }: { headers: IDataObject; body: unknown },
	now: number,
): RateLimit {
	const { message = '' } = saidBy(body);
	const serverNow = timeAtServer(headers, now);
	const resetsInMs =
		untilThen(headers['retry-after'], serverNow) ??
		untilThen(firstOf(headers, RESET), serverNow) ??
		untilThen(AFTER.exec(message)?.[1], serverNow);
	return {
		resetsInMs,
		resetsAt: resetsInMs === undefined ? undefined : Math.min(now + resetsInMs, MAX_DATE_MS),
		remaining: numberIn(firstOf(headers, REMAINING)),
		quota: quotaIn(message),
	};
}

/** Milliseconds from `now` until what a header names: a number of seconds, a moment in seconds or milliseconds, or a date. */
function untilThen(value: unknown, now: number): number | undefined {
	const number = numberIn(value);
	const moment =
		number === undefined
			? dateIn(value)
			: number >= MIN_EPOCH_MS
				? number
				: number >= MIN_EPOCH_SECONDS
					? number * 1_000
					: now + number * 1_000;
	return Math.abs(moment) <= MAX_DATE_MS ? Math.max(0, moment - now) : undefined;
}

const dateIn = (value: unknown): number => serverTime(text(value, MAX_NAME)) ?? NaN;

/** Only differences of the server's clock can be relied on, so moments are compared with its own idea of now. */
function timeAtServer(headers: IDataObject, now: number): number {
	const serverNow = dateIn(headers.date);
	return Math.abs(serverNow - now) > CLOCKS_AGREE_MS ? serverNow : now;
}

function quotaIn(message: string): string | undefined {
	const [, count, what = '', each, span = ''] = QUOTA.exec(message) ?? [];
	if (count === undefined) return undefined;
	const unit = (name: string) => UNITS[name.toLowerCase()] ?? name;
	const spans = `${each} ${unit(span)}s`;
	const per = each === '' || each === '1' ? unit(span) : (NAMED[spans] ?? spans);
	return `${count} ${unit(what)} per ${per}`;
}

/** n8n's HTTP client gives header names in lower case; a header that stands twice is a list. */
const firstOf = (headers: IDataObject, names: string[]): unknown =>
	names.map((name) => headers[name]).find((value) => value !== undefined);

function numberIn(value: unknown): number | undefined {
	const digits = typeof value === 'number' ? String(value) : (text(value, MAX_NAME) ?? '');
	const number = digits.trim() === '' ? NaN : Number(digits);
	return Number.isFinite(number) && number >= 0 ? number : undefined;
}
