import type { WatchState } from '../../nodes/TwelveLabsTrigger/state';
import type { ChangingWorld } from './changingWorld';
import type { History } from './history';
import { pagesOf, type Subject } from './subjects/subject';

const MINUTE = 60_000;

/** Readings of a list whose entries of equal times change places. */
const MAX_READINGS = 20;

/** Lists of what runs and what has finished, of any source. */
const MAX_LISTS = 5;

/** What the work of a poll explains, where nothing changes meanwhile: see docs/decisions/0003, what it costs. */
export function allowedRequests(
	{ forwardPages }: History,
	subject: Subject,
	world: ChangingWorld,
	state: WatchState | undefined,
): number {
	const { switches } = world.api;
	const readings = switches.ties === 'shuffled' ? MAX_READINGS : 1;
	const all = world.newestFirst('all');
	if (!state) {
		const listed = world.entries('running').length + 2 * all.length;
		return readings * (pagesOf(listed) + MAX_LISTS);
	}
	const fresh = all.filter(({ createdAt }) => createdAt >= state.cursor - 5 * MINUTE);
	const newPages = Math.min(pagesOf(all.length), Math.floor(fresh.length / 50) + 1);
	const isBacklog = newPages >= forwardPages || state.backlog !== undefined;
	const forNew = readings * (isBacklog ? 4 * newPages + 30 : newPages);
	const forLate = readings * subject.allowedSweep(world, state);

	// Of equal times, some may be on the second page.
	const second = all.at(50)?.createdAt ?? -Infinity;
	const shown = new Set(all.filter(({ createdAt }) => createdAt > second).map(({ id }) => id));
	const unseen = state.awaited.filter((id) => !shown.has(id));
	if (unseen.length === 0) return forNew + forLate;
	return forNew + forLate + subject.allowedAwaited(world, unseen, readings);
}

/**
 * About 27 characters for each entry in flight, 45 for each one of the last five minutes, deleted ones too. One that a poll
 * did not find stands in two lists until the next poll.
 */
export function allowedStateSize(
	{ scheduler }: History,
	world: ChangingWorld,
	state: WatchState | undefined,
): number {
	const { cursor = 0, absent = [], sweep } = state ?? {};
	const since = Math.min(cursor - 5 * MINUTE, sweep?.from ?? Infinity);
	const recent = world.created.filter((createdAt) => createdAt >= since);
	// Without events, the durable scheduler keeps the state of a poll in which some still ran that have ended since.
	const running = scheduler === 'durable' ? world.maxRunning : world.entries('running').length;
	return 350 + 45 * recent.length + 27 * (running + 2 * absent.length);
}
