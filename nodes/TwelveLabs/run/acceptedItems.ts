import type { IDataObject } from 'n8n-workflow';

import { shortText } from '../../api/plainText';

/** What an operation has TwelveLabs do that is not to be done twice, in the words of a message about several items. */
export interface OnceOnly {
	/** What was done with the items, such as `were uploaded`. */
	done: string;
	/** The fact that names what came of it, see `Item.facts`; where it is left out, the items are counted only. */
	id?: string;
	/** How to run the node again. */
	again: string;
	/** Where an item that was broken off can go on: the fact that it takes for that, and how. */
	resume?: { id: string; how: string };
}

/** Of an operation that says nothing about it. */
const PAID: OnceOnly = {
	done: 'were sent to TwelveLabs and are paid for',
	again: 'Before you run the node again, take these items out of the input.',
};

const OTHERS_GO_ON = 'With On Error > Continue (using error output) the other items go on.';

/** Enough to see which they are, in a message that can be read. */
const MAX_NAMED = 10;

/** An error of an item, as n8n shows it. */
interface Described {
	description?: string | null;
}

/** What the items of one run of a node have had TwelveLabs do by now. Items are counted by their index. */
interface Tally {
	items: Set<number>;
	/** How many have not ended. */
	running: number;
	/** What came of those that TwelveLabs has accepted, such as `asset_id 67b5 (item 0)`. */
	accepted: Map<number, string>;
	/** The same of those that were broken off and can go on. */
	resumable: Map<number, string>;
	/** The error that n8n shows: of all items that stop the node, the first one's. */
	shown?: { index: number; error: Described; description: string };
	/** How many items the last report of a stopped run has named. */
	reported: number;
}

const tallies = new WeakMap<object, Tally>();

/** One item's part in what its run has had TwelveLabs do. */
export interface CountedItem {
	/** TwelveLabs has accepted what is not to be done twice, or may have. */
	accepted(): void;
	/** The item stops the node: what its error says of the others is kept current, since n8n shows it when all have ended. */
	stopsNode(error: Described): void;
	/**
	 * To be called last.
	 * @returns where the user has stopped the run, and all of its items have ended, what is to be reported: n8n has saved the
	 *   execution by then, without their errors
	 */
	ended(): string | undefined;
}

/** What is counted of an item. */
interface Counted {
	/** Of its operation. */
	onceOnly?: OnceOnly;
	/** See `Item.facts`; complete when the item ends. */
	facts: IDataObject;
	cancel?: AbortSignal;
}

/**
 * @param run see `Connection`. With Batching, most of its items begin when others have ended
 * @param index of the item
 */
export function countItem(
	run: object,
	index: number,
	{ onceOnly = PAID, facts, cancel }: Counted,
): CountedItem {
	const tally = tallies.get(run) ?? newTally();
	tallies.set(run, tally);
	tally.items.add(index);
	tally.running++;
	// n8n runs the item again.
	if (tally.shown?.index === index) tally.shown = undefined;
	let isAccepted = false;
	return {
		accepted() {
			isAccepted = true;
		},
		stopsNode(error) {
			if (tally.shown && tally.shown.index < index) return;
			tally.shown = { index, error, description: error.description ?? '' };
		},
		ended() {
			tally.running--;
			const { resume } = onceOnly;
			if (isAccepted) {
				tally.accepted.set(index, named(facts, onceOnly.id, index));
				tally.resumable.delete(index);
			} else if (resume && facts[resume.id] !== undefined) {
				tally.resumable.set(index, named(facts, resume.id, index));
			}
			const isStopped = cancel?.aborted === true;
			describe(tally, onceOnly, isStopped);
			return isStopped ? toReport(tally, onceOnly) : undefined;
		},
	};
}

const newTally = (): Tally => ({
	items: new Set(),
	running: 0,
	accepted: new Map(),
	resumable: new Map(),
	reported: 0,
});

/** Such as `asset_id 67b5 (item 0)`. */
function named(facts: IDataObject, name: string | undefined, index: number): string {
	const value = name === undefined ? undefined : facts[name];
	return value === undefined ? `item ${index}` : `${name} ${shortText(value)} (item ${index})`;
}

/** The error says it only where there are other items: its own facts stand in it already. */
function describe(tally: Tally, onceOnly: OnceOnly, isStopped: boolean): void {
	const { shown, items } = tally;
	if (!shown || items.size < 2) return;
	const others = [summary(tally, onceOnly), isStopped ? '' : OTHERS_GO_ON];
	if (others[0] === '') return;
	shown.error.description = [shown.description, ...others].filter(Boolean).join(' ');
}

function toReport(tally: Tally, onceOnly: OnceOnly): string | undefined {
	const count = tally.accepted.size + tally.resumable.size;
	if (tally.running > 0 || count === tally.reported) return undefined;
	tally.reported = count;
	return summary(tally, onceOnly);
}

function summary({ items, accepted, resumable }: Tally, onceOnly: OnceOnly): string {
	const sentences: string[] = [];
	if (accepted.size > 0) {
		const names = onceOnly.id === undefined ? '' : `: ${list(accepted)}`;
		sentences.push(
			`${accepted.size} of ${items.size} items ${onceOnly.done}${names}.`,
			onceOnly.again,
		);
	}
	if (resumable.size > 0 && onceOnly.resume) {
		sentences.push(`Not finished: ${list(resumable)}.`, onceOnly.resume.how);
	}
	return sentences.join(' ');
}

function list(names: ReadonlyMap<number, string>): string {
	const first: string[] = [];
	for (const name of names.values()) {
		if (first.length === MAX_NAMED) break;
		first.push(name);
	}
	const more = names.size - first.length;
	return [...first, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
