import type { INodeExecutionData } from 'n8n-workflow';

import type { N8nClient } from '../../scripts/n8n/client';
import { outputOf } from '../../scripts/n8n/executions';
import type { Execution } from '../../scripts/n8n/clientTypes';

const FINISHED_WITHIN_MS = 60_000;

/** One execution that a trigger has started. */
export interface Emission {
	/** Of the items that it began with. */
	ids: string[];
	/** In milliseconds since 1970. Its start may be missing: n8n may be killed between the two. */
	createdAt: number;
	/** Whether it came to its end: what a crash interrupts, n8n shows as crashed and does not take up again. */
	isComplete: boolean;
	/** Why a poll did not succeed: n8n notes that as an execution that began with nothing. */
	pollError?: string;
}

/** All executions of a workflow, with what its trigger put out, whatever became of them. */
export async function emissionsOf(
	client: N8nClient,
	workflowId: string,
	trigger: string,
): Promise<Emission[]> {
	const emissions: Emission[] = [];
	for (const { id, status, createdAt } of await client.executions(workflowId)) {
		const execution =
			status === 'running'
				? await client.finished(id, FINISHED_WITHIN_MS)
				: await client.execution(id);
		const ids = putOut(execution, trigger).flatMap(({ json }) => json._id ?? json.task_id ?? []);
		emissions.push({
			ids: ids.map(String),
			createdAt: Date.parse(createdAt),
			isComplete: execution.status === 'success',
			...(ids.length === 0 && { pollError: execution.data.resultData.error?.message }),
		});
	}
	return emissions;
}

/** How often each ID was emitted. */
export function timesEmitted(emissions: Emission[]): Map<string, number> {
	const times = new Map<string, number>();
	for (const id of emissions.flatMap(({ ids }) => ids)) times.set(id, (times.get(id) ?? 0) + 1);
	return times;
}

/** Where n8n ended before the first node did, what the trigger put out still waits for that node. */
function putOut(execution: Execution, trigger: string): INodeExecutionData[] {
	const stack = execution.data.executionData?.nodeExecutionStack ?? [];
	const waiting = stack.find(({ node }) => node.name === trigger);
	return waiting?.data.main?.[0] ?? outputOf(execution, trigger);
}
