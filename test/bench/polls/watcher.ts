import { PollContext } from 'n8n-core';

import { byId } from '../../engine/harness';
import type { TestWorld } from '../../engine/world';

/** What one poll came to. */
export interface Poll {
	/** IDs of the indexed assets that the workflow goes on with. */
	ids: string[];
	/** How many executions n8n has of it. */
	executions: number;
	/** What ended it, where something did. */
	error?: string;
}

/** What watches one index. */
export interface Watcher {
	poll(): Promise<Poll>;
}

/** The trigger of this package, in an active workflow of its own. */
export function triggerOn({ engine, credential }: TestWorld, indexId: string): Watcher {
	const active = engine.triggerWorkflow({ indexId: byId(indexId) }, credential);
	const { workflow, node, additionalData } = active;
	const { trigger } = engine;
	return {
		poll: async () => {
			const context = new PollContext(workflow, node, additionalData, 'trigger', 'activate');
			const items = (await trigger.poll?.call(context)) ?? null;
			const ids = items?.[0].map(({ json }) => String(json._id)) ?? [];
			return { ids, executions: items === null ? 0 : 1 };
		},
	};
}
