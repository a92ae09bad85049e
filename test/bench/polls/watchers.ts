import type { TestWorld } from '../../engine/world';
import { Loop } from './loop';
import { LOOPS, OWN_WATCHER, type WatcherName } from './names';
import { triggerOn, type Watcher } from './watcher';

/** @param n8nFolder an installed n8n, which has the nodes of a loop */
export const watcherOf = (
	name: WatcherName,
	{ world, n8nFolder, indexId }: { world: TestWorld; n8nFolder: string; indexId: string },
): Watcher =>
	name === OWN_WATCHER
		? triggerOn(world, indexId)
		: new Loop(world, n8nFolder, indexId, LOOPS[name]);
