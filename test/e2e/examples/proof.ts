import assert from 'node:assert/strict';

import type { N8nClient } from '../../../scripts/n8n/client';
import type { Credential, Execution, WorkflowDraft } from '../../../scripts/n8n/clientTypes';
import type { Simulator } from '../../../simulator/server';
import type { Stage } from '../part';

/** An n8n without any configuration, in which examples run as they are imported. */
export interface Place {
	client: N8nClient;
	simulator: Simulator;
	/** Opens the simulator. */
	credential: Credential;
}

/** Proves that examples run. */
export interface Proof {
	/** The examples that it runs, by their names in the folder `examples`. */
	files: string[];
	check(stage: Stage, place: Place): Promise<void>;
}

const WITHIN_MS = 60_000;

/** Runs an example by hand, from its trigger to its end, which is to be success. */
export async function ranByHand(
	client: N8nClient,
	draft: WorkflowDraft,
	trigger: string,
): Promise<Execution> {
	const { id } = await client.createWorkflow(draft);
	return await succeeded(client, await client.run(id, trigger));
}

/** Waits for an execution, which is to end with success. */
export async function succeeded(
	client: N8nClient,
	executionId: string,
	withinMs = WITHIN_MS,
): Promise<Execution> {
	const execution = await client.finished(executionId, withinMs);
	assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
	return execution;
}
