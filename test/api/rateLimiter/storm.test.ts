import type { ResetStated } from './quota';
import { medianStorm, type StormOptions } from './storm';

/**
 * What 300 requests that come at once may cost, in the middle over all phases: their time, over what the limit itself
 * takes, and the rejected ones in percent of the 300. A quota that is unused at first may be quicker than its limit.
 *
 * The limits are those that were asked for, 5 % or 10 % where no reset is stated, except where a comment says otherwise.
 */
type Limits = Record<
	NonNullable<StormOptions['algorithm']>,
	Partial<Record<ResetStated, [time: number, rejected: number]>>
>;

const SIX_MS = 6;

const PER_SECOND: Limits = {
	fixed: { seconds: [1.4, 5], exactly: [1.1, 5], always: [1.1, 0], nothing: [1.3, 10] },
	sliding: { seconds: [1.4, 5], exactly: [1.1, 5], always: [1.1, 5], nothing: [1.3, 10] },
	// A bucket states when there is room for one, not when it is full: each finding of its rate is a rejection.
	bucket: { seconds: [1.4, 5], exactly: [1.1, 11], always: [1.1, 5], nothing: [1.3, 10] },
};

const PER_MINUTE: Limits = {
	fixed: { seconds: [1.06, 5], exactly: [1.06, 5], always: [1.06, 0], nothing: [1.06, 10] },
	sliding: { seconds: [1.06, 5], exactly: [1.06, 5], always: [1.06, 5], nothing: [1.1, 10] },
	// As above. One that states nothing, and has room for one request a second, gets three requests for each.
	bucket: { seconds: [1.06, 12], exactly: [1.06, 11], always: [1.06, 5], nothing: [1.06, 25] },
};

/** With 40 ms instead of 6, more are in flight when one is rejected, and less is learned in a second. */
const PER_SECOND_FAR_AWAY: Limits = {
	fixed: { seconds: [1.4, 5], exactly: [1.1, 8], always: [1.1, 0], nothing: [1.3, 10] },
	sliding: { seconds: [1.4, 5], exactly: [1.1, 5], always: [1.1, 5], nothing: [1.5, 10] },
	bucket: { seconds: [1.4, 5], exactly: [1.1, 8], always: [1.1, 8], nothing: [1.3, 10] },
};

/** With 120 ms, eight in flight are hardly more than 60 a second. */
const PER_SECOND_OVERSEAS: Limits = {
	fixed: { seconds: [1.5, 5], exactly: [1.2, 5], always: [1.1, 0], nothing: [1.3, 10] },
	sliding: { seconds: [1.5, 5], exactly: [1.3, 5], always: [1.4, 5], nothing: [1.5, 10] },
	bucket: { seconds: [1.1, 5], exactly: [1.1, 5], always: [1.1, 5], nothing: [1.1, 10] },
};

const PER_SECOND_AT_ONCE: Limits = {
	...PER_SECOND,
	fixed: { ...PER_SECOND.fixed, seconds: [1.4, 5] },
	sliding: { ...PER_SECOND.sliding, nothing: [1.6, 10] },
};

/** Only fixed windows have phases. */
const PHASES = { fixed: 20, sliding: 1, bucket: 1 };

const rows = (limits: Limits) =>
	Object.entries(limits).flatMap(([algorithm, byStated]) =>
		Object.entries(byStated).map(
			([states, [time, rejected]]) =>
				[algorithm, states, time, rejected] as [keyof Limits, ResetStated, number, number],
		),
	);

describe.each([
	['60 a second', 1_000, SIX_MS, PER_SECOND],
	['60 a minute', 60_000, SIX_MS, PER_MINUTE],
	['60 a second, without latency', 1_000, 0, PER_SECOND_AT_ONCE],
	['60 a second, far away', 1_000, 40, PER_SECOND_FAR_AWAY],
	['60 a second, overseas', 1_000, 120, PER_SECOND_OVERSEAS],
])('300 requests against %s', (_, windowMs, latencyMs, limits) => {
	test.each(rows(limits))(
		'counted %s and stating %s: at most %f of the time, and %f %% rejected',
		async (algorithm, states, time, rejected) => {
			const options = { requests: 300, limit: 60, windowMs, algorithm, states };
			const { overFloor, rejectedShare } = await medianStorm(
				{ ...options, latencyMs: () => latencyMs },
				PHASES[algorithm],
			);
			expect(overFloor).toBeLessThanOrEqual(time);
			expect(100 * rejectedShare).toBeLessThanOrEqual(rejected);
		},
	);
});
