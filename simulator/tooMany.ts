import { errorBody } from './errors';
import type { Delivery } from './delivery';
import type { Switches } from './switches';

/** How a full quota answers, and what it reports to clients. */
export interface LimitReport {
	/**
	 * Which headers say when to come back, one kind or several: `Retry-After` in whole seconds; `x-ratelimit-limit`,
	 * `-remaining`, `-used`, `-reset`, seen until 2025; `X-RateLimit-Request-Remaining`, `-Reset`, documented since
	 * January 2026. Both generations were also seen next to `Retry-After`. Default `retryAfter`.
	 */
	reports?: ReportHeaders | ReportHeaders[];
	/** Send the headers about remaining and reset with answers that are not refused, too. Default false. */
	reportsAlways?: boolean;
	/** Undocumented: the unit of `X-RateLimit-Request-Reset`. Default `epochSeconds`. */
	resetAs?: 'epochSeconds' | 'epochMs' | 'seconds' | 'iso';
	/** A sentence with limit and time as it was seen (default), one without, nothing, or a gateway's page. */
	body?: 'sentence' | 'plain' | 'empty' | 'html';
}

type ReportHeaders = 'retryAfter' | 'reset' | 'requestReset' | 'nothing';

/** How full a quota is. */
export interface Standing {
	limit: number;
	windowMs: number;
	used: number;
	/** When there is more room; for a full quota: when it accepts again. */
	roomAt: number;
	now: number;
}

const GATEWAY_PAGE = '<html><body><h1>429 Too Many Requests</h1></body></html>';

const WINDOW_NAMES: Record<number, string> = {
	1_000: '1s',
	60_000: '1min',
	3_600_000: '1hour',
	86_400_000: '1day',
};

/** The headers for an answer that is not refused. */
export function headersAlways(report: LimitReport, standing: Standing): Record<string, string> {
	return report.reportsAlways ? headersOf(report, standing, ['reset', 'requestReset']) : {};
}

/** The answer of a full quota. */
export function tooMany(
	report: LimitReport,
	standing: Standing,
	shape: Switches['errorShape'],
): Delivery {
	const headers = headersOf(report, standing, ['retryAfter', 'reset', 'requestReset']);
	const body = bodyOf(report, standing, shape);
	if (report.body !== 'html') return { answer: { status: 429, headers, body } };
	const asHtml = { ...headers, 'Content-Type': 'text/html' };
	return { answer: { status: 429, headers: asHtml, body }, foreign: true };
}

function headersOf(
	{ reports = 'retryAfter', resetAs = 'epochSeconds' }: LimitReport,
	{ limit, used, roomAt, now }: Standing,
	kinds: ReportHeaders[],
): Record<string, string> {
	const sent = [reports].flat().filter((kind) => kinds.includes(kind));
	const remaining = String(Math.max(0, limit - used));
	return {
		...(sent.includes('retryAfter') && {
			'Retry-After': String(Math.max(1, wholeSeconds(roomAt - now))),
		}),
		...(sent.includes('reset') && {
			'x-ratelimit-limit': String(limit),
			'x-ratelimit-remaining': remaining,
			'x-ratelimit-used': String(used),
			'x-ratelimit-reset': String(wholeSeconds(roomAt)),
		}),
		...(sent.includes('requestReset') && {
			'X-RateLimit-Request-Remaining': remaining,
			'X-RateLimit-Request-Reset': resetText(resetAs, roomAt, now),
		}),
	};
}

function resetText(unit: NonNullable<LimitReport['resetAs']>, roomAt: number, now: number): string {
	switch (unit) {
		case 'epochSeconds':
			return String(wholeSeconds(roomAt));
		case 'epochMs':
			return String(roomAt);
		case 'seconds':
			return String(wholeSeconds(roomAt - now));
		case 'iso':
			return isoText(roomAt);
	}
}

/** Flat, it has no `docs_url`, other than every other error: so it was recorded. */
function bodyOf(
	{ body = 'sentence' }: LimitReport,
	standing: Standing,
	shape: Switches['errorShape'],
) {
	if (body === 'empty') return undefined;
	if (body === 'html') return GATEWAY_PAGE;
	const code = 'too_many_requests';
	const message = body === 'plain' ? 'Too many requests.' : sentence(standing);
	return shape === 'nested' ? errorBody(code, message, shape) : { code, message };
}

function sentence({ limit, windowMs, roomAt }: Standing): string {
	const window = WINDOW_NAMES[windowMs] ?? `${windowMs / 1000}s`;
	return `You have exceeded the rate limit (${limit}req/${window}). Please try again later after ${isoText(roomAt)}.`;
}

/** Rounded up: a client that waits that long must not come too early. */
function wholeSeconds(milliseconds: number): number {
	return Math.ceil(milliseconds / 1000);
}

/** Whole seconds without a fraction, as in the recorded sentence. */
function isoText(time: number): string {
	return new Date(wholeSeconds(time) * 1000).toISOString().replace('.000Z', 'Z');
}
