import type { IDataObject } from 'n8n-workflow';

import { nameContains } from '../../shared/names';

/** Which completions the user wants as events. */
export interface EventWish {
	/** Of the statuses that end an entry: `ready`, `failed`, and of analysis tasks `canceled`. */
	events: string[];
	/** A part of the name; '' for any. */
	filename: string;
	durationGte?: number;
	durationLte?: number;
	userMetadata: IDataObject;
}

/** What an entry is chosen by. A field that is left out, null, or of another type excludes nothing. */
interface Subject {
	status?: unknown;
	filename?: unknown;
	duration?: unknown;
}

/**
 * Whether an event is wanted. Filters never go to the API, since what is still running has no duration yet, and an entry
 * that a filter hid would never be seen to finish.
 */
export function fits({ status, filename, duration }: Subject, wish: EventWish): boolean {
	const { durationGte = -Infinity, durationLte = Infinity } = wish;
	return (
		wish.events.includes(String(status)) &&
		(typeof filename !== 'string' || nameContains(filename, wish.filename)) &&
		(typeof duration !== 'number' || (duration >= durationGte && duration <= durationLte))
	);
}
