/** Watches an index in which videos become ready. `polls` starts it. */
import '../../setup';

import { fulfil } from '../child';
import { POLLS, uploads } from './history';
import { MINUTE_MS, WatchedIndex } from './watchedIndex';
import type { WatcherName } from './names';

/** What `historyRun` is to do. */
export interface HistoryOrder {
	/** All watch the same index. */
	watchers: readonly WatcherName[];
	n8nFolder: string;
	/** Entries that were ready before. */
	before: number;
}

/** What one of them came to, over the whole time. */
export interface Watched {
	watcher: WatcherName;
	/** Videos that the workflow went on with, of those that became ready. */
	emitted: number;
	/** How often it went on with one of them once more. */
	again: number;
	/** Entries that it went on with though they were ready before. */
	old: number;
	requests: number;
	bytes: number;
	executions: number;
	/** Polls that ended with an error. */
	errors: number;
}

async function watch({ watchers, n8nFolder, before }: HistoryOrder): Promise<Watched[]> {
	const index = await WatchedIndex.start(n8nFolder, before);
	const begin = index.clock.now();
	const active = watchers.map((name) => ({
		name,
		watcher: index.watcher(name),
		ids: [] as string[],
		sums: { requests: 0, bytes: 0, executions: 0, errors: 0 },
	}));
	const videos = new Set<string>();
	for (let minute = 0; minute < POLLS; minute++) {
		for (const { at, takes } of uploads().filter((one) => Math.ceil(one.at) === minute)) {
			const createdAt = begin + at * MINUTE_MS;
			const finishedAt = createdAt + takes * MINUTE_MS;
			const wish = { indexId: index.indexId, status: 'ready', createdAt, finishedAt } as const;
			videos.add(index.world.simulator.world.addIndexedAsset(wish).id);
		}
		for (const { watcher, ids, sums } of active) {
			const poll = await index.poll(watcher);
			ids.push(...poll.ids);
			sums.requests += poll.requests;
			sums.bytes += poll.bytes;
			sums.executions += poll.executions;
			sums.errors += poll.error === undefined ? 0 : 1;
		}
		index.clock.advance(MINUTE_MS);
	}
	await index.world.simulator.close();
	return active.map(({ name, ids, sums }) => ({
		watcher: name,
		...countsOf(ids, videos),
		...sums,
	}));
}

function countsOf(ids: string[], videos: ReadonlySet<string>) {
	const ofVideos = ids.filter((id) => videos.has(id));
	const emitted = new Set(ofVideos).size;
	return { emitted, again: ofVideos.length - emitted, old: ids.length - ofVideos.length };
}

fulfil(watch);
