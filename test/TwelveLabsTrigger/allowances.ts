import type { WatchState } from '../../nodes/TwelveLabsTrigger/state';
import type { ChangingIndex } from './changingIndex';
import type { History } from './history';

const MINUTE = 60_000;

/** Readings of a list whose entries of equal times change places. */
const MAX_READINGS = 20;

/** Entries that are asked for one by one at a time. */
const ROUND = 10;

/** The running entries that a poll reads in lists: 20 pages. */
const MAX_RUNNING = 1_000;

/** What the work of a poll explains, at an index that does not change meanwhile: see docs/decisions/0003, what it costs. */
export function allowedRequests(
	{ forwardPages }: History,
	index: ChangingIndex,
	state: WatchState | undefined,
): number {
	const { switches } = index.api;
	const readings = switches.ties === 'shuffled' ? MAX_READINGS : 1;
	const running = newestFirst(index.entries('running'));
	if (!state) {
		return readings * (pagesOf(running.length) + pagesOf(index.entries('finished').length) + 1);
	}
	const all = newestFirst(index.entries('all'));
	const fresh = all.filter(({ createdAt }) => createdAt >= state.cursor - 5 * MINUTE);
	const newPages = Math.min(pagesOf(all.length), Math.floor(fresh.length / 50) + 1);
	const isBacklog = newPages >= forwardPages || state.backlog !== undefined;
	const forNew = readings * (isBacklog ? 4 * newPages + 30 : newPages);

	// Of equal times, some may be on the second page.
	const second = all.at(50)?.createdAt ?? -Infinity;
	const shown = new Set(all.filter(({ createdAt }) => createdAt > second).map(({ id }) => id));
	const unseen = state.awaited.filter((id) => !shown.has(id));
	if (unseen.length === 0) return forNew;
	// TwelveLabs lists the newest of them.
	const stillRunning = new Set(running.slice(0, MAX_RUNNING).map(({ id }) => id));
	const oneByOne = unseen.filter((id) => !stillRunning.has(id)).length + ROUND;
	const finishedPages = pagesOf(index.entries('finished').length) + 1;
	return forNew + readings * (pagesOf(running.length) + finishedPages) + oneByOne;
}

/**
 * About 27 characters for each entry in flight, 45 for each one of the last five minutes, deleted ones too. One that a poll
 * did not find stands in two lists until the next poll.
 */
export function allowedStateSize(
	{ scheduler }: History,
	index: ChangingIndex,
	state: WatchState | undefined,
): number {
	const { cursor = 0, absent = [] } = state ?? {};
	const recent = index.created.filter((createdAt) => createdAt >= cursor - 5 * MINUTE);
	// Without events, the durable scheduler keeps the state of a poll in which some still ran that have ended since.
	const running = scheduler === 'durable' ? index.maxRunning : index.entries('running').length;
	return 200 + 45 * recent.length + 27 * (running + 2 * absent.length);
}

const newestFirst = <T extends { createdAt: number }>(entries: T[]) =>
	[...entries].sort((a, b) => b.createdAt - a.createdAt);

const pagesOf = (entries: number) => Math.max(1, Math.ceil(entries / 50));
