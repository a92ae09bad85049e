import type { Switches } from '../../simulator/switches';
import type { Scheduler } from './n8nStateStore';
import type { Wish } from './subjects/subject';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** How long after its `created_at` an entry becomes visible in a history, of a source whose entries do not take longer. */
export const MAX_LATE_MS = 4 * MINUTE;

/**
 * Something that happens at TwelveLabs. `which` picks entries, in the order in which they became visible; `top` are those that lists
 * show first.
 */
export type Change =
	| { do: 'create'; count: number; late: number; sameTime: boolean }
	| { do: 'finish'; which: number; count: number; failed: boolean }
	| { do: 'edit'; which: number }
	| { do: 'delete'; which: number | 'newest' | 'top'; count: number }
	| { do: 'indexAgain'; which: number }
	| { do: 'wait'; ms: number };

/** One poll of n8n, and what happens meanwhile. */
export interface PollStep {
	do: 'poll';
	/** The request that gets no response; none where the poll makes fewer. */
	errorAt?: number;
	/** What happens at TwelveLabs before this request is answered. */
	meanwhile?: { at: number; changes: Change[] };
	/** What happens at TwelveLabs before each request is answered, one change after the other, and again from the first. */
	throughout?: Change[];
	/** Another poll runs, from its first request to its end, before this request is answered. */
	overlapAt?: number;
	crash?: 'beforeEmit' | 'afterEmit' | 'afterSave';
	/** How many requests the poll has time for; it may make a few more that are under way. */
	time?: number;
}

/** A whole history of what is watched, and of the n8n that watches it. */
export interface History {
	scheduler: Scheduler;
	wish: Wish;
	/** Pages that a poll reads from the newest on, before the rest counts as a backlog: few, so that small lists have one. */
	forwardPages: number;
	switches: Partial<Switches>;
	before: Change[];
	activation: PollStep;
	steps: Array<Change | PollStep>;
}
