/** How far apart the rates of two intervals may be to agree: rounding of whole seconds, and late timers. */
const AGREEMENT = 1.5;

/** Of the rate before a short pause. */
const MIN_OF_ACTIVE = 0.75;

/** In less time requests were sent as a burst, which shows nothing of a rate. */
const MIN_ACTIVE_MS = 500;

/** A pause may be stated in whole seconds, and so take up to one longer than the quota needs. */
const MAX_ROUNDING_MS = 1_000;

/** What was accepted between two resets of a quota. */
export interface Interval {
	accepted: number;
	ms: number;
	/** Of these, until the rejection that ended it; the rest is the pause. */
	activeMs: number;
	/** Whether it began at a reset, too. Otherwise others may have used a part of the quota before. */
	isWhole: boolean;
}

/**
 * What was accepted from reset to reset. Where a pause was shorter than the time before it, it may have been longer than
 * the quota needed, such as one of a whole second: the rate is then not far below that of the time before.
 */
export function rateOf(intervals: Interval[]): number {
	const accepted = sum(intervals.map((interval) => interval.accepted));
	const ms = sum(intervals.map((interval) => interval.ms));
	const activeMs = sum(intervals.map((interval) => interval.activeMs));
	const isSteady = activeMs >= MIN_ACTIVE_MS && activeMs >= ms - activeMs - MAX_ROUNDING_MS;
	const floor = isSteady ? (MIN_OF_ACTIVE * accepted) / activeMs : 0;
	return Math.max(accepted / ms, floor);
}

/** Whether two rates may be those of the same quota. */
export const agree = (one: number, other: number): boolean =>
	Math.max(one, other) <= AGREEMENT * Math.min(one, other);

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
