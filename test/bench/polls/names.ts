import type { LoopReads } from './loop';

export const OWN_WATCHER = 'TwelveLabs Trigger';

/** By name. */
export const LOOPS = {
	'Loop, all pages': { pages: 'all', sortBy: 'created_at' },
	'Loop, first page': { pages: 'first', sortBy: 'created_at' },
	'Loop, first page by last change': { pages: 'first', sortBy: 'updated_at' },
} as const satisfies Record<string, LoopReads>;

type LoopName = keyof typeof LOOPS;

export type WatcherName = typeof OWN_WATCHER | LoopName;

/** What is measured: the trigger, and loops that people build in its place. */
export const WATCHERS: readonly WatcherName[] = [
	OWN_WATCHER,
	...(Object.keys(LOOPS) as LoopName[]),
];
