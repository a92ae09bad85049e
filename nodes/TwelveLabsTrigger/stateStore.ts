import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { changesOf } from './overlappingPolls';
import type { StateStore } from './pollOnce';
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

/**
 * The trigger's state in n8n's static data, and a copy in the part that all nodes of the workflow share.
 *
 * n8n keeps a node's own data under the node's name. So a renamed node would begin anew, one that gets an earlier name back
 * would go on from long ago, and one that takes the name of a deleted node would go on from that one's state. With
 * durable poll cursors, n8n loses what the poll at activation wrote, together with all that finishes until the next one.
 * So the copy stands under the node's ID.
 *
 * Durable poll cursors save a node's own data together with the execution, but the shared part before that. So what stands
 * in the copy alone may never have been emitted, and the copy counts in three cases only: after the node was renamed, after
 * it was set to another index, and where it has no state of its own.
 */
export function staticDataStore(context: IPollFunctions): StateStore {
	const own = context.getWorkflowStaticData('node');
	const shared = context.getWorkflowStaticData('global');
	const { id: node, name } = context.getNode();
	const copyField = `${FIELD}:${node}`;
	const isActivation = context.getActivationMode() === 'activate';
	const changes = changesOf(`${context.getWorkflow().id}:${node}`);
	const read = (): WatchState | undefined => {
		const mine = storedFor(node, own[FIELD]);
		const copy = storedFor(node, shared[copyField]);
		if (!mine) return withoutOwnState(copy, { name, isActivation });
		return afterRenaming(mine, copy) ?? afterChangeOfScope(mine, copy) ?? mine.state;
	};
	return {
		read,
		write: (state) => {
			const before = storedFor(node, own[FIELD]) ? undefined : read();
			const copy: Stored = { node, name, state, ...(before && { before }) };
			// New values at the top level: n8n notices no change inside of a value that is there already.
			own[FIELD] = { node, name, state } as unknown as IDataObject;
			shared[copyField] = copy as unknown as IDataObject;
			changes.add(state.rev);
		},
		isOvertaken: changes.isOvertaken,
	};
}

/** The node has the state of an earlier name: the copy has seen more changes since. */
const afterRenaming = (mine: Stored, copy?: Stored): WatchState | undefined =>
	copy && copy.name !== mine.name ? newer(mine, copy) : undefined;

/** The node has the state of another index: n8n lost what the poll at activation wrote. */
const afterChangeOfScope = (mine: Stored, copy?: Stored): WatchState | undefined =>
	copy && copy.state.scope !== mine.state.scope ? newer(mine, copy) : undefined;

/**
 * The node has no state: n8n lost what the poll at activation wrote, or renamed the node. Where the user activates the
 * workflow, n8n may have dropped the state on purpose, and the copy may be old. What was written under the same name since
 * the activation should stand in the node, too: where it does not, n8n has not saved it with its execution.
 */
const withoutOwnState = (
	copy: Stored | undefined,
	{ name, isActivation }: { name: string; isActivation: boolean },
): WatchState | undefined => {
	if (!copy || isActivation) return undefined;
	return (copy.name === name && copy.before) || copy.state;
};

const newer = (mine: Stored, copy: Stored): WatchState | undefined =>
	copy.state.rev > mine.state.rev ? copy.state : undefined;

/** What an earlier version of the trigger wrote, or another node, is no state of this one. */
function storedFor(node: string, value: unknown): Stored | undefined {
	const stored = value as Stored | undefined;
	return stored?.node === node && stored.state.v === 1 ? stored : undefined;
}
