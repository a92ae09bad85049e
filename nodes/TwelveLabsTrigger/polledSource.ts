import type { IDataObject } from 'n8n-workflow';

import type { Prepared } from './pollOnce';
import type { ScanLimits } from './scanLimits';
import type { Watched, WatchSource } from './source';

/** The time of one poll, on the clock of `performance.now`. */
export interface PollTime {
	start: number;
	end: number;
}

/** Of the poll's time, for finding what has finished: of that, some at least must then be emitted with its details. */
const SHARE_FOR_LISTS = 0.6;

/** Of a backlog, so many entries are read at a time where each one needs a request for its details. */
export const MAX_DETAILS = 1_000;

/** When reading lists ends where details are read afterwards. */
export const listsEndAtOf = ({ start, end }: PollTime): number =>
	start + (end - start) * SHARE_FOR_LISTS;

/** One kind of thing that the trigger watches, with what the user chose, for one poll. */
export interface PolledSource<T>
	extends Pick<WatchSource<T>, 'rules' | 'page' | 'entry' | 'entries'> {
	/** Stands for what is watched in the state; another one begins anew. */
	scope: string;
	/** What an entry is called, such as 'indexed asset'. */
	one: string;
	/** What is watched, in the plural, such as 'indexed assets of index 69a1c5e0f2b84d3c9e7a1b20'. */
	name: string;
	/** When reading lists must end, on the clock of `performance.now`, so that there is time left to prepare events. */
	listsEndAt: number;
	limits: ScanLimits;
	/** Makes events of what has finished. */
	eventsOf(finished: Array<Watched<T>>): Promise<Prepared<IDataObject>>;
	/**
	 * The event that *Fetch Test Event* shows.
	 * @throws NodeOperationError where there is none
	 */
	testEvent(): Promise<IDataObject[]>;
}
