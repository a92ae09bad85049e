import { manualClock } from '../../../simulator/clock';
import { startWorld, type TestWorld } from '../../engine/world';
import type { WatcherName } from './names';
import { startSeenBefore } from './seenBefore';
import { Traffic } from './traffic';
import type { Poll, Watcher } from './watcher';
import { watcherOf } from './watchers';

export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A poll with what it cost. */
export interface CountedPoll extends Poll {
	requests: number;
	bytes: number;
}

/** An index of a simulator whose time passes by hand, and what watches it. */
export class WatchedIndex {
	private constructor(
		readonly world: TestWorld,
		readonly clock: ReturnType<typeof manualClock>,
		readonly indexId: string,
		private readonly traffic: Traffic,
		private readonly n8nFolder: string,
	) {}

	/** @param entries how many entries it has that have been ready for an hour or more */
	static async start(n8nFolder: string, entries: number): Promise<WatchedIndex> {
		const traffic = new Traffic();
		const clock = manualClock(Date.now());
		const world = await startWorld({ clock });
		await startSeenBefore(n8nFolder);
		const account = world.simulator.world;
		const { id: indexId } = account.addIndex();
		account.seedIndexedAssets(entries, { indexId, status: 'ready' }, (n) => ({
			createdAt: clock.now() - HOUR_MS - n * 1_000,
		}));
		return new WatchedIndex(world, clock, indexId, traffic, n8nFolder);
	}

	watcher(name: WatcherName): Watcher {
		const { world, n8nFolder, indexId } = this;
		return watcherOf(name, { world, n8nFolder, indexId });
	}

	async poll(watcher: Watcher): Promise<CountedPoll> {
		const { requests } = this.world.simulator;
		requests.length = 0;
		const before = this.traffic.bytes;
		const poll = await watcher.poll();
		return { ...poll, requests: requests.length, bytes: this.traffic.bytes - before };
	}
}
