import type { TestWorld } from '../../engine/world';
import { Loop, type LoopReads } from './loop';
import { triggerOn, type Watcher } from './watcher';

export const OWN_WATCHER = 'TwelveLabs Trigger';

const LOOPS = {
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

/** @param n8nFolder an installed n8n, which has the nodes of a loop */
export const watcherOf = (
	name: WatcherName,
	{ world, n8nFolder, indexId }: { world: TestWorld; n8nFolder: string; indexId: string },
): Watcher =>
	name === OWN_WATCHER
		? triggerOn(world, indexId)
		: new Loop(world, n8nFolder, indexId, LOOPS[name]);
