import type { IDataObject } from 'n8n-workflow';

import { itemStarted } from '../../api/client/progress';
import { shortText } from '../../api/plainText';
import type { Effect } from '../../shared/creating/effect';

/** What an operation has TwelveLabs do that is not to be done twice, in the words of a message about several items. */
export interface OnceOnly {
	/** What was done with the items, such as `were uploaded`. */
	done: string;
	/** The fact that names what came of it, see `Item.facts`; where it is left out, the items are counted only. */
	id?: string;
	/** How to run the node again. */
	again: string;
	/** What to do about items whose request was under way, or stayed unclear. */
	unclear: string;
	/** Where an item that was broken off can go on: the fact that it takes for that, and how. */
	resume?: { id: string; how: string };
}

const OTHERS_GO_ON = 'With On Error > Continue (using error output) the other items go on.';

/** Enough to see which they are, in a message that can be read. */
const MAX_NAMED = 10;

/** An error of an item, as n8n shows it. */
interface Described {
	description?: string | null;
}

/** What the items of one run of a node have had TwelveLabs do by now, by their index. */
interface Tally {
	/** What came of those that TwelveLabs has accepted, such as `asset_id 67b5 (item 0)`. */
	accepted: Map<number, string>;
	/** The same of those that it may have accepted, such as `custom_id n8n-4f (item 1)`. */
	unclear: Map<number, string>;
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
	/**
	 * What is certain by now of the request that is not to be made twice.
	 * @param foundBy what finds again what came of it
	 */
	onEffect(effect: Effect, foundBy?: string): void;
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
	{ onceOnly, facts, cancel }: Counted,
): CountedItem {
	const tally = tallies.get(run) ?? newTally();
	tallies.set(run, tally);
	const item = itemStarted(run, index);
	// n8n runs the item again.
	if (tally.shown?.index === index) tally.shown = undefined;
	let certain: { effect: Effect; foundBy?: string } = { effect: 'none' };
	return {
		onEffect(effect, foundBy) {
			certain = { effect, foundBy };
		},
		stopsNode(error) {
			if (tally.shown && tally.shown.index < index) return;
			tally.shown = { index, error, description: error.description ?? '' };
		},
		ended() {
			item.ended();
			if (!onceOnly) return undefined;
			const { id, resume } = onceOnly;
			if (certain.effect === 'done') {
				tally.accepted.set(index, named(factOf(facts, id), index));
				tally.unclear.delete(index);
				tally.resumable.delete(index);
			} else if (certain.effect === 'unclear') {
				tally.unclear.set(index, named(certain.foundBy, index));
			} else if (resume && facts[resume.id] !== undefined) {
				tally.resumable.set(index, named(factOf(facts, resume.id), index));
			}
			const isStopped = cancel?.aborted === true;
			if (!tally.shown && !isStopped) return undefined;
			const said = summary(tally, onceOnly, item.begun());
			// Alone, its own facts say the same.
			if (item.begun() > 1) describe(tally, isStopped ? [said] : [said, OTHERS_GO_ON]);
			return isStopped && item.allEnded() && isNew(tally) ? said : undefined;
		},
	};
}

const newTally = (): Tally => ({
	accepted: new Map(),
	unclear: new Map(),
	resumable: new Map(),
	reported: 0,
});

/** Such as `asset_id 67b5`. */
function factOf(facts: IDataObject, name: string | undefined): string | undefined {
	const value = name === undefined ? undefined : facts[name];
	return value === undefined ? undefined : `${name} ${shortText(value)}`;
}

/** Such as `asset_id 67b5 (item 0)`. */
const named = (what: string | undefined, index: number): string =>
	what === undefined ? `item ${index}` : `${what} (item ${index})`;

function describe({ shown }: Tally, [said, ...more]: string[]): void {
	if (!shown || said === '') return;
	shown.error.description = [shown.description, said, ...more].filter(Boolean).join(' ');
}

/** With Batching, all items that have begun may end several times. */
function isNew(tally: Tally): boolean {
	const named = tally.accepted.size + tally.unclear.size + tally.resumable.size;
	const { reported } = tally;
	tally.reported = named;
	return named !== reported;
}

function summary(
	{ accepted, unclear, resumable }: Tally,
	onceOnly: OnceOnly,
	items: number,
): string {
	const sentences: string[] = [];
	if (accepted.size > 0) {
		const names = onceOnly.id === undefined ? '' : `: ${list(accepted)}`;
		sentences.push(`${accepted.size} of ${items} items ${onceOnly.done}${names}.`, onceOnly.again);
	}
	if (unclear.size > 0) sentences.push(`Unclear: ${list(unclear)}.`, onceOnly.unclear);
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
