import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { WatchState } from './completionWatch';
import type { Memory } from './poll';

/** The field of n8n's static data that holds the state. */
const FIELD = 'completionWatch';

/**
 * The trigger's state in n8n's static data, and a copy in the part that all nodes of the workflow share.
 *
 * n8n keeps a node's own data under the node's name, so a renamed node would begin anew; and with durable poll cursors it
 * loses what the poll at activation wrote, together with all that finishes until the next one. The copy stands under the
 * node's ID and is read only where the node's own state is missing. An activation by the user does not read it: n8n may
 * have dropped the node's state on purpose then, and the copy may be old.
 */
export function staticMemory(context: IPollFunctions): Memory {
	const own = context.getWorkflowStaticData('node');
	const shared = context.getWorkflowStaticData('global');
	const copy = `${FIELD}:${context.getNode().id}`;
	const mayReadCopy = context.getActivationMode() !== 'activate';
	return {
		read: () => stateOf(own[FIELD]) ?? (mayReadCopy ? stateOf(shared[copy]) : undefined),
		write: (state) => {
			// New values at the top level: n8n notices no change inside of a value that is there already.
			own[FIELD] = state as unknown as IDataObject;
			shared[copy] = state as unknown as IDataObject;
		},
	};
}

/** What an earlier version of the trigger wrote, or something else, is no state. */
function stateOf(value: unknown): WatchState | undefined {
	const state = value as WatchState | undefined;
	return state?.v === 1 ? state : undefined;
}
