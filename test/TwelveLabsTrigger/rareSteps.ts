import fc from 'fast-check';

import { HOUR, MAX_LATE_MS, MINUTE, type Change, type History, type PollStep } from './history';

/**
 * What chance alone seldom brings together: more than a page is created, the newest are deleted while the second page is
 * about to be read, so that the rest moves up, and nothing is created for longer than the overlap.
 */
export const shiftingPages: fc.Arbitrary<Array<Change | PollStep>> = fc
	.record({
		created: fc.integer({ min: 51, max: 130 }),
		deleted: fc.integer({ min: 1, max: 60 }),
		at: fc.integer({ min: 2, max: 3 }),
	})
	.map(({ created, deleted, at }) => [
		{ do: 'create', count: created, late: 0, sameTime: false },
		{
			do: 'poll',
			meanwhile: { at, changes: [{ do: 'delete', which: 'newest', count: deleted }] },
		},
		{ do: 'wait', ms: 10 * MINUTE },
	]);

/** Likewise: when all has finished, an entry becomes visible late, behind the first page, while a deletion keeps the total as it was. */
export const lateBehindFirstPage: fc.Arbitrary<Array<Change | PollStep>> = fc
	.integer({ min: 52, max: 90 })
	.map((count) => [
		{ do: 'create', count, late: 0, sameTime: false },
		{ do: 'finish', which: 0, count: Infinity, failed: false },
		{ do: 'poll' },
		{ do: 'delete', which: 'newest', count: 1 },
		{ do: 'create', count: 1, late: 3 * MINUTE, sameTime: false },
		{ do: 'poll' },
		{ do: 'wait', ms: 10 * MINUTE },
	]);

/**
 * Likewise, where entries may appear a day late: many did so hours ago, behind what the polls since have read, and a sweep is due
 * while the poll has little time, or while deletions move up what it reads.
 */
export const slowSweep: fc.Arbitrary<Array<Change | PollStep>> = fc
	.record({
		recent: fc.integer({ min: 100, max: 140 }),
		late: fc.integer({ min: 60, max: 110 }),
		slow: fc.oneof(
			fc.constantFrom(2, 4, 4).map((time) => ({ time })),
			fc.constant<Pick<PollStep, 'throughout'>>({
				throughout: [{ do: 'delete', which: 'top', count: 3 }],
			}),
		),
		deleted: fc.integer({ min: 0, max: 100 }),
	})
	.map(({ recent, late, slow, deleted }) => [
		{ do: 'create', count: recent, late: 0, sameTime: false },
		{ do: 'wait', ms: HOUR },
		{ do: 'create', count: 1, late: 0, sameTime: false },
		{ do: 'finish', which: 0, count: Infinity, failed: false },
		{ do: 'poll' },
		{ do: 'create', count: late, late: MAX_LATE_MS, sameTime: false },
		{ do: 'wait', ms: 2 * HOUR },
		{ do: 'poll', ...slow },
		{ do: 'delete', which: 'top', count: deleted },
		{ do: 'poll' },
	]);

/** Likewise: what was created more than a day ago still runs when the trigger is activated, behind two pages of what is newer. */
export const oldInFlight: fc.Arbitrary<Pick<History, 'before' | 'activation'>> = fc
	.integer({ min: 60, max: 90 })
	.map((count) => ({
		before: [
			{ do: 'create', count, late: 0, sameTime: false },
			{ do: 'wait', ms: 26 * HOUR },
			{ do: 'create', count, late: 0, sameTime: false },
		],
		activation: { do: 'poll' },
	}));
