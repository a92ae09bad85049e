import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { WatchState } from './watch';
import type { Memory } from './poll';

/** The field of n8n's static data that holds the state. */
const FIELD = 'completionWatch';

/** What lies in static data: a state and the node that it belongs to. */
interface Stored {
	node: string;
	state: WatchState;
}

/**
 * The trigger's state in n8n's static data, and a copy in the part that all nodes of the workflow share.
 *
 * n8n keeps a node's own data under the node's name. So a renamed node would begin anew, one that gets an earlier name back
 * would go on from long ago, and one that takes the name of a deleted node would go on from that one's state. With
 * durable poll cursors, n8n loses what the poll at activation wrote, together with all that finishes until the next one.
 * The copy stands under the node's ID, and of the two the one that has seen more changes counts. Where the node has no
 * state of its own, an activation by the user does not read the copy: n8n may have dropped the state on purpose then.
 */
export function staticMemory(context: IPollFunctions): Memory {
	const own = context.getWorkflowStaticData('node');
	const shared = context.getWorkflowStaticData('global');
	const { id: node } = context.getNode();
	const copy = `${FIELD}:${node}`;
	const mayBeginFromCopy = context.getActivationMode() !== 'activate';
	return {
		read: () => {
			const mine = stateOf(own[FIELD], node);
			const copied = mine || mayBeginFromCopy ? stateOf(shared[copy], node) : undefined;
			return mine && copied && copied.rev > mine.rev ? copied : (mine ?? copied);
		},
		write: (state) => {
			// New values at the top level: n8n notices no change inside of a value that is there already.
			const stored: Stored = { node, state };
			own[FIELD] = stored as unknown as IDataObject;
			shared[copy] = stored as unknown as IDataObject;
		},
	};
}

/** What an earlier version of the trigger wrote, or another node, is no state of this one. */
function stateOf(value: unknown, node: string): WatchState | undefined {
	const stored = value as Stored | undefined;
	return stored?.node === node && stored.state.v === 1 ? stored.state : undefined;
}
