/**
 * What the simulator takes for "now", in milliseconds since 1970. Every status and every time stamp is
 * derived from it, so the clock alone decides how fast the simulated API proceeds.
 */
export interface Clock {
	now(): number;
}

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
	advance(milliseconds: number): void;
}

/** Midday of a day without meaning: only differences matter, and a fixed start keeps ids and dates repeatable. */
const MANUAL_START = Date.UTC(2026, 0, 5, 12);

/** The clock of the wall: for demos and for runs against a real n8n. */
export const realClock: Clock = { now: () => Date.now() };

/**
 * Runs `factor` times as fast as the wall clock, starting at the present moment: hours of indexing in seconds.
 * It leaves the real time behind, so a client that compares `created_at` with its own clock sees the future.
 */
export function scaledClock(factor: number): Clock {
	const start = Date.now();
	return { now: () => Math.round(start + (Date.now() - start) * factor) };
}

/** For tests that decide themselves when an asset or an indexed asset moves on. */
export function manualClock(start: number = MANUAL_START): ManualClock {
	let now = start;
	return {
		now: () => now,
		advance: (milliseconds) => {
			now += milliseconds;
		},
	};
}

/** The one form of time the API knows, in answers and in filters. */
export const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
