import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Memory } from './pollOnce';
import type { WatchState } from './state';

/** The field of n8n's static data that holds the state. */
const FIELD = 'completionWatch';

/** What lies in static data: a state, and the node that it belongs to, with the name it had then. */
interface Stored {
	node: string;
	name: string;
	state: WatchState;
	/** In a copy: what it was before, as long as the node had no state of its own. */
	before?: WatchState;
}

/** More than n8n needs to save what a poll has changed, on any computer. */
const SAVED_WITHIN_MS = 10_000;

/** No poll that is under way began earlier: the node ends its polls within 45 seconds. */
const LONGEST_POLL_MS = 120_000;

/** What polls in this process have changed in these last seconds, by workflow and node. */
const lastChanges = new Map<string, { rev: number; at: number }>();

/**
 * The trigger's state in n8n's static data, and a copy in the part that all nodes of the workflow share.
 *
 * n8n keeps a node's own data under the node's name. So a renamed node would begin anew, one that gets an earlier name back
 * would go on from long ago, and one that takes the name of a deleted node would go on from that one's state. With
 * durable poll cursors, n8n loses what the poll at activation wrote, together with all that finishes until the next one.
 * The copy stands under the node's ID, and of the two the one that has seen more changes counts. Where the node has no
 * state of its own, an activation by the user does not read the copy: n8n may have dropped the state on purpose then.
 *
 * Durable poll cursors save a node's own data together with the execution, but the shared part before that. So what the
 * copy alone knows of may never have been told, and it counts only where the node was renamed, watches another index, or
 * has no state of its own; in that case without what it learned under the same name, which n8n should have saved there, too.
 */
export function staticMemory(context: IPollFunctions): Memory {
	const own = context.getWorkflowStaticData('node');
	const shared = context.getWorkflowStaticData('global');
	const { id: node, name } = context.getNode();
	const copy = `${FIELD}:${node}`;
	const key = `${context.getWorkflow().id}:${node}`;
	const isActivation = context.getActivationMode() === 'activate';
	const begun = performance.now();
	const read = (): WatchState | undefined => {
		const mine = storedFor(node, own[FIELD]);
		const copied = mine || !isActivation ? storedFor(node, shared[copy]) : undefined;
		if (mine) return (copied && supersedes(copied, mine) ? copied : mine).state;
		return (copied?.name === name && copied.before) || copied?.state;
	};
	return {
		read,
		write: (state) => {
			const before = storedFor(node, own[FIELD]) ? undefined : read();
			// New values at the top level: n8n notices no change inside of a value that is there already.
			own[FIELD] = { node, name, state } as unknown as IDataObject;
			shared[copy] = { node, name, state, ...(before && { before }) } as unknown as IDataObject;
			const now = performance.now();
			for (const [changed, { at }] of lastChanges) {
				if (at < now - LONGEST_POLL_MS - SAVED_WITHIN_MS) lastChanges.delete(changed);
			}
			lastChanges.set(key, { rev: state.rev, at: now });
		},
		isOvertaken: (rev) => {
			const last = lastChanges.get(key);
			return last !== undefined && last.rev > rev && last.at > begun - SAVED_WITHIN_MS;
		},
	};
}

const supersedes = (copied: Stored, mine: Stored): boolean =>
	copied.state.rev > mine.state.rev &&
	(copied.name !== mine.name || copied.state.scope !== mine.state.scope);

/** What an earlier version of the trigger wrote, or another node, is no state of this one. */
function storedFor(node: string, value: unknown): Stored | undefined {
	const stored = value as Stored | undefined;
	return stored?.node === node && stored.state.v === 1 ? stored : undefined;
}
