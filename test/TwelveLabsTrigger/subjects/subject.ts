import type { IDataObject } from 'n8n-workflow';

import type { Prepared } from '../../../nodes/TwelveLabsTrigger/pollOnce';
import type { ScanLimits } from '../../../nodes/TwelveLabsTrigger/scanLimits';
import type { Watched, WatchSource } from '../../../nodes/TwelveLabsTrigger/source';
import type { WatchState } from '../../../nodes/TwelveLabsTrigger/state';
import type { InProcessApi } from '../inProcessApi';

/** What a history sees of the world that it changes. */
export interface SeenWorld {
	/** The time at the server. */
	now: number;
	entries(kind: 'running' | 'finished' | 'all'): Thing[];
	newestFirst(kind: 'running' | 'all'): Thing[];
}

/** Something that TwelveLabs works on, as a history sees it. */
export interface Thing {
	id: string;
	createdAt: number;
	status: string;
	filename: string;
}

/** All things of one kind, and what can happen to them. */
export interface Things {
	/** In the order in which they became visible. */
	all(): Thing[];
	/** Adds one that runs. @param like one that it repeats */
	add(wish: { createdAt?: number; like?: string }): Thing;
	end(id: string, status: string): void;
	/** A change that is no end. */
	edit(id: string): void;
	remove(id: string): void;
}

/** The parameters of the trigger that decide which completions become events. */
export interface Wish {
	fullDetails: boolean;
	events: readonly string[];
	filename: string;
}

/** How a history bounds a poll. */
export interface Bounds {
	/** Whether a request finds the time of the poll over. */
	isOver(): boolean;
	/** Whether more may be begun. */
	mayGoOn(): boolean;
	/** Called before the details of an entry are read. */
	onDetails(): void;
}

/** A source as a poll has it. Its entries are of a type of its own. */
export interface Opened
	extends Pick<WatchSource<IDataObject>, 'rules' | 'page' | 'entry' | 'entries'> {
	isWanted?: ScanLimits['isWanted'];
	eventsOf(finished: Array<Watched<IDataObject>>): Promise<Prepared<IDataObject>>;
}

/** The parts of the trigger under test; a test may hand in broken ones. */
export interface TriggerParts {
	pollOnce: typeof import('../../../nodes/TwelveLabsTrigger/pollOnce').pollOnce;
	open(api: InProcessApi, wish: Wish, bounds: Bounds): Opened;
}

/** Loads a module of the trigger, by its path in the trigger's folder. */
export type Load = <Module>(file: string) => Module;

/** One source of the trigger, and the things that it watches. */
export interface Subject {
	name: string;
	/** Statuses that end a thing, the good one first. */
	ends: readonly [string, string, ...string[]];
	/** How long after its `created_at` a thing may become visible, in milliseconds. */
	lateMs: number;
	/** How long after its `created_at` a thing is gone, in milliseconds; by default never. */
	keptMs?: number;
	/** How often polls come at the end of a history, in milliseconds: after three without an event, none is expected any more. */
	pollEveryMs: number;
	things(api: InProcessApi): Things;
	parts(load: Load): TriggerParts;
	/** Requests that the search for awaited things explains, which the newest page did not show. */
	allowedAwaited(world: SeenWorld, unseen: string[], readings: number): number;
	/** Requests that a sweep explains. */
	allowedSweep(world: SeenWorld, state: WatchState): number;
}

export const pagesOf = (entries: number): number => Math.max(1, Math.ceil(entries / 50));
