import type { Telling } from './quota';
import { medianStorm } from './storm';

const PHASES = 8;
const SECOND = 1_000;

type Counts = 'fixed' | 'sliding' | 'bucket';

/** Time as a multiple of what the limit itself takes, and requests beyond one for each of the 300. */
const MOST: Record<Telling, { time: number; over: number }> = {
	seconds: { time: 1.4, over: 0.05 },
	exactly: { time: 1.1, over: 0.05 },
	always: { time: 1.15, over: 0.05 },
	nothing: { time: 1.35, over: 0.1 },
};

/** A bucket takes more at first than it can go on with, so it refuses more before its pace is known. */
const MOST_OVER_BUCKET = 0.1;

const mostOver = (counts: Counts, tells: Telling): number =>
	Math.max(MOST[tells].over, counts === 'bucket' ? MOST_OVER_BUCKET : 0);

const ALL = (['fixed', 'sliding', 'bucket'] as Counts[]).flatMap((counts) =>
	(Object.keys(MOST) as Telling[]).map((tells) => ({ counts, tells })),
);

test.each(ALL)(
	'300 requests against 60 a second get through, counted $counts, told $tells',
	async ({ counts, tells }) => {
		const { overFloor, refusedShare } = await medianStorm(
			{ requests: 300, limit: 60, windowMs: SECOND, algorithm: counts, tells },
			PHASES,
		);
		// What a bucket says of its reset is the next request alone, so no more than one at a time is sent.
		const isSlow = counts === 'bucket' && tells === 'always';
		expect(overFloor).toBeLessThan(isSlow ? 3 : MOST[tells].time);
		expect(refusedShare).toBeLessThanOrEqual(mostOver(counts, tells));
	},
);

test.each(ALL)(
	'300 requests against 60 a minute take hardly longer than they must, counted $counts, told $tells',
	async ({ counts, tells }) => {
		const { overFloor, refusedShare } = await medianStorm(
			{ requests: 300, limit: 60, windowMs: 60 * SECOND, algorithm: counts, tells },
			PHASES,
		);
		expect(overFloor).toBeLessThan(tells === 'nothing' ? 1.1 : 1.05);
		expect(refusedShare).toBeLessThanOrEqual(mostOver(counts, tells));
	},
);
