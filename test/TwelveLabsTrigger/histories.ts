import fc from 'fast-check';

import { HOUR, MAX_LATE_MS, MINUTE, type Change, type History, type PollStep } from './history';
import { lateBehindFirstPage, oldInFlight, shiftingPages, slowSweep } from './rareSteps';
import type { Subject } from './subjects/subject';

const which = fc.nat(1_000);

/** How large histories may be: a small one costs a fraction, and shows as much. */
interface Size {
	/** Entries that are created or finish at once. */
	burst: number;
	/** Entries in flight when the trigger is activated. */
	inFlight: number;
}

const ANY_SIZE: Size = { burst: 500, inFlight: 1_500 };
export const SMALL: Size = { burst: 120, inFlight: 300 };

const burstOf = ({ burst }: Size): fc.Arbitrary<number> =>
	fc.oneof(
		{ weight: 8, arbitrary: fc.integer({ min: 1, max: 4 }) },
		{ weight: 2, arbitrary: fc.integer({ min: 40, max: 120 }) },
		{ weight: 1, arbitrary: fc.integer({ min: 1, max: burst }) },
	);
const changeOf = (burst: fc.Arbitrary<number>): fc.Arbitrary<Change> =>
	fc.oneof(
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
		fc.record({
			do: fc.constant('delete' as const),
			which,
			count: fc.integer({ min: 1, max: 60 }),
		}),
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
const pollStepOf = (change: fc.Arbitrary<Change>): fc.Arbitrary<PollStep> =>
	fc.record(
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
const anyPollOf = (change: fc.Arbitrary<Change>): fc.Arbitrary<PollStep> =>
	fc.oneof(pollStepOf(change), fc.constant<PollStep>({ do: 'poll' }));

/** Likewise: far more are in flight than a page shows, and one after the other finishes while the trigger is activated. */
const manyInFlightOf = ({ inFlight }: Size) =>
	fc
		.record({
			running: fc.integer({ min: 60, max: inFlight }),
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

/** Whether entries may appear later than a quick poll reads back. */
const hasSweeps = ({ lateMs }: Subject): boolean => lateMs > MAX_LATE_MS;

type Beginning = Pick<History, 'before' | 'activation'>;

const beginningsOf = (
	subject: Subject,
	size: Size,
	change: fc.Arbitrary<Change>,
): fc.Arbitrary<Beginning> =>
	fc.oneof(
		{
			weight: 9,
			arbitrary: fc.record({
				before: fc.array(change, { maxLength: 4 }),
				activation: fc
					.option(throughout, { nil: undefined })
					.map((changes): PollStep => ({ do: 'poll', throughout: changes })),
			}),
		},
		{ weight: 1, arbitrary: manyInFlightOf(size) },
		...(hasSweeps(subject) ? [{ weight: 1, arbitrary: oldInFlight }] : []),
	);

/** Likewise: many were created and have finished while the workflow was inactive, and the polls have little time. */
const backlogOf = (anyPoll: fc.Arbitrary<PollStep>): fc.Arbitrary<Array<Change | PollStep>> =>
	fc
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

/** What may happen to the things of a source. */
export function historiesOf(subject: Subject, size = ANY_SIZE): fc.Arbitrary<History> {
	const change = changeOf(burstOf(size));
	const anyPoll = anyPollOf(change);
	return fc
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
			beginning: beginningsOf(subject, size, change),
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
						{ weight: 1, arbitrary: backlogOf(anyPoll) },
						{ weight: 12, arbitrary: change.map((step) => [step]) },
						{ weight: 12, arbitrary: anyPoll.map((step) => [step]) },
						{ weight: 1, arbitrary: shiftingPages },
						{ weight: 1, arbitrary: lateBehindFirstPage },
						...(hasSweeps(subject) ? [{ weight: 2, arbitrary: slowSweep }] : []),
					),
					{ minLength: 4, maxLength: 20 },
				)
				.map((steps: Array<Array<Change | PollStep>>) => steps.flat()),
		})
		.map(({ beginning, ...history }) => ({ ...history, ...beginning }));
}
