/** Polls an index in which nothing happens. `polls` starts it. */
import '../../setup';

import { fulfil } from '../child';
import { MINUTE_MS, WatchedIndex, type CountedPoll } from './watchedIndex';
import { OWN_WATCHER, type WatcherName } from './names';

/** What `quietRun` is to do. */
export interface QuietOrder {
	watcher: WatcherName;
	n8nFolder: string;
	entries: number;
}

/** Polls that find out what there is: the trigger counts the entries in its second one. */
const pollsBefore = (watcher: WatcherName): number => (watcher === OWN_WATCHER ? 2 : 1);

async function quietPoll({ watcher: name, n8nFolder, entries }: QuietOrder): Promise<CountedPoll> {
	const index = await WatchedIndex.start(n8nFolder, entries);
	const watcher = index.watcher(name);
	let poll = await index.poll(watcher);
	// One that ended with an error left nothing behind: the next one does the same.
	for (let n = 0; n < pollsBefore(name) && poll.error === undefined; n++) {
		index.clock.advance(MINUTE_MS);
		poll = await index.poll(watcher);
	}
	await index.world.simulator.close();
	return poll;
}

fulfil(quietPoll);
