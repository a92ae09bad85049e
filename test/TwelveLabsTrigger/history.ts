import fc from 'fast-check';

import type { Switches } from '../../simulator/switches';
import type { Scheduler } from './n8nStateStore';
import type { Wish } from './subjects/subject';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long after its `created_at` an entry becomes visible in a history, of a source whose entries do not take longer. */
export const MAX_LATE_MS = 4 * MINUTE;

/** Something that happens at TwelveLabs. `which` picks entries, by their place in the list. */
export type Change =
	| { do: 'create'; count: number; late: number; sameTime: boolean }
	| { do: 'finish'; which: number; count: number; failed: boolean }
	| { do: 'edit'; which: number }
	| { do: 'delete'; which: number | 'newest'; count: number }
	| { do: 'indexAgain'; which: number }
	| { do: 'wait'; ms: number };

/** One poll of n8n, and what happens meanwhile. */
export interface PollStep {
	do: 'poll';
	/** The request that gets no response; none where the poll makes fewer. */
	errorAt?: number;
	/** What happens at TwelveLabs before this request is answered. */
	meanwhile?: { at: number; changes: Change[] };
	/** What happens at TwelveLabs before each request is answered, one change after the other, and again from the first. */
	throughout?: Change[];
	/** Another poll runs, from its first request to its end, before this request is answered. */
	overlapAt?: number;
	crash?: 'beforeEmit' | 'afterEmit' | 'afterSave';
	/** How many requests the poll has time for; it may make a few more that are under way. */
	time?: number;
}

/** A whole history of what is watched, and of the n8n that watches it. */
export interface History {
	scheduler: Scheduler;
	wish: Wish;
	/** Pages that a poll reads from the newest on, before the rest counts as a backlog: few, so that small lists have one. */
	forwardPages: number;
	switches: Partial<Switches>;
	before: Change[];
	activation: PollStep;
	steps: Array<Change | PollStep>;
}

const which = fc.nat(1_000);
const burst = fc.oneof(
	{ weight: 8, arbitrary: fc.integer({ min: 1, max: 4 }) },
	{ weight: 2, arbitrary: fc.integer({ min: 40, max: 120 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 1, max: 500 }) },
);
const change: fc.Arbitrary<Change> = fc.oneof(
	fc.record({
		do: fc.constant('create' as const),
		count: burst,
		// Entries that become visible later than their created_at says, within the overlap of five minutes.
		late: fc.oneof(fc.constant(0), fc.nat(MAX_LATE_MS)),
		sameTime: fc.boolean(),
	}),
	fc.record({
		do: fc.constant('finish' as const),
		which,
		count: burst,
		failed: fc.boolean(),
	}),
	fc.record({ do: fc.constant('edit' as const), which }),
	fc.record({ do: fc.constant('delete' as const), which, count: fc.integer({ min: 1, max: 60 }) }),
	fc.record({ do: fc.constant('indexAgain' as const), which }),
	fc.record({
		do: fc.constant('wait' as const),
		ms: fc.oneof(fc.nat(MINUTE), fc.nat(10 * MINUTE), fc.nat(12 * HOUR)),
	}),
);
/** Small ones: they happen at every request of a poll. */
const churn: fc.Arbitrary<Change> = fc.oneof(
	fc.record({
		do: fc.constant('finish' as const),
		which,
		count: fc.integer({ min: 1, max: 3 }),
		failed: fc.boolean(),
	}),
	fc.record({
		do: fc.constant('create' as const),
		count: fc.constant(1),
		late: fc.oneof(fc.constant(0), fc.nat(MAX_LATE_MS)),
		sameTime: fc.boolean(),
	}),
	fc.record({
		do: fc.constant('delete' as const),
		which: fc.oneof(which, fc.constant('newest' as const)),
		count: fc.integer({ min: 1, max: 3 }),
	}),
	fc.record({ do: fc.constant('wait' as const), ms: fc.nat(1_000) }),
);
const throughout = fc.array(churn, { minLength: 1, maxLength: 3 });
const request = fc.integer({ min: 1, max: 8 });
const pollStep: fc.Arbitrary<PollStep> = fc.record(
	{
		do: fc.constant('poll' as const),
		errorAt: request,
		meanwhile: fc.record({ at: request, changes: fc.array(change, { maxLength: 3 }) }),
		throughout,
		overlapAt: request,
		crash: fc.constantFrom('beforeEmit', 'afterEmit', 'afterSave'),
		time: fc.integer({ min: 2, max: 12 }),
	},
	{ requiredKeys: ['do'] },
);
/** Half of the polls are ordinary ones, so that histories get somewhere. */
const anyPoll = fc.oneof(pollStep, fc.constant<PollStep>({ do: 'poll' }));

/**
 * What chance alone seldom brings together: more than a page is created, the newest are deleted while the second page is
 * about to be read, so that the rest moves up, and nothing is created for longer than the overlap.
 */
const shiftingPages: fc.Arbitrary<Array<Change | PollStep>> = fc
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
const lateBehindFirstPage: fc.Arbitrary<Array<Change | PollStep>> = fc
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

/** Likewise: far more are in flight than a page shows, and one after the other finishes while the trigger is activated. */
const manyInFlight = fc
	.record({
		running: fc.integer({ min: 60, max: 1_500 }),
		finishing: fc.integer({ min: 1, max: 3 }),
		which,
	})
	.map(({ running, finishing, which: at }) => ({
		before: [
			{ do: 'create', count: running, late: 0, sameTime: false },
			{ do: 'wait', ms: HOUR },
			{ do: 'create', count: 1, late: 0, sameTime: false },
		] as Change[],
		activation: {
			do: 'poll',
			throughout: [{ do: 'finish', which: at, count: finishing, failed: false }],
		} as PollStep,
	}));

const beginnings: fc.Arbitrary<Pick<History, 'before' | 'activation'>> = fc.oneof(
	{
		weight: 9,
		arbitrary: fc.record({
			before: fc.array(change, { maxLength: 4 }),
			activation: fc
				.option(throughout, { nil: undefined })
				.map((changes): PollStep => ({ do: 'poll', throughout: changes })),
		}),
	},
	{ weight: 1, arbitrary: manyInFlight },
);

/** Likewise: many were created and have finished while the workflow was inactive, and the polls have little time. */
const backlog: fc.Arbitrary<Array<Change | PollStep>> = fc
	.record({
		bursts: fc.array(
			fc.record({
				count: fc.integer({ min: 20, max: 200 }),
				sameTime: fc.boolean(),
				ms: fc.nat(HOUR),
			}),
			{ minLength: 2, maxLength: 5 },
		),
		polls: fc.array(anyPoll, { minLength: 1, maxLength: 6 }),
		time: fc.integer({ min: 6, max: 30 }),
	})
	.map(({ bursts, polls, time }) => [
		...bursts.flatMap(({ count, sameTime, ms }): Change[] => [
			{ do: 'create', count, late: 0, sameTime },
			{ do: 'wait', ms },
		]),
		{ do: 'finish', which: 0, count: Infinity, failed: false },
		...polls.map((poll): PollStep => ({ time, ...poll })),
	]);

export const histories: fc.Arbitrary<History> = fc
	.record({
		scheduler: fc.constantFrom('inProcess', 'durable', 'durableCursors'),
		wish: fc.record({
			fullDetails: fc.boolean(),
			events: fc.oneof(
				{ weight: 4, arbitrary: fc.constant(['ready', 'failed']) },
				{ weight: 1, arbitrary: fc.constantFrom(['ready'], ['failed']) },
			),
			filename: fc.oneof(
				{ weight: 4, arbitrary: fc.constant('') },
				{ weight: 1, arbitrary: fc.constant('7') },
			),
		}),
		forwardPages: fc.integer({ min: 2, max: 5 }),
		beginning: beginnings,
		switches: fc.record(
			{
				listStatuses: fc.constantFrom('all', 'readyOnly'),
				updatedAt: fc.constantFrom('transitions', 'metadataOnly'),
				metadataMovesUpdatedAt: fc.boolean(),
				indexedAt: fc.constantFrom('whenReady', 'whenFinished', 'nullUntilReady'),
				unknownId: fc.constantFrom(404 as const, 400 as const),
				ties: fc.constantFrom('stable', 'shuffled'),
			},
			{ requiredKeys: [] },
		),
		steps: fc
			.array(
				fc.oneof(
					{ weight: 1, arbitrary: backlog },
					{ weight: 12, arbitrary: change.map((step) => [step]) },
					{ weight: 12, arbitrary: anyPoll.map((step) => [step]) },
					{ weight: 1, arbitrary: shiftingPages },
					{ weight: 1, arbitrary: lateBehindFirstPage },
				),
				{ minLength: 4, maxLength: 20 },
			)
			.map((steps: Array<Array<Change | PollStep>>) => steps.flat()),
	})
	.map(({ beginning, ...history }) => ({ ...history, ...beginning }));
