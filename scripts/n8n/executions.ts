import type { INodeExecutionData } from 'n8n-workflow';

import type { Execution, ExecutionSummary } from './clientTypes';
import { unflatten } from './flatted';
import { N8nSession } from './session';

/** n8n allows no more. */
const MAX_PAGE_SIZE = 100;

const RUNNING = ['new', 'running', 'waiting'];
const STATUSES = [...RUNNING, 'success', 'error', 'crashed', 'canceled', 'unknown'];

/** The part of n8n's REST API that starts workflows, and follows and reads their executions. */
export class N8nExecutions extends N8nSession {
	/**
	 * Runs a saved workflow by hand, from a trigger to its end or up to a node.
	 * @returns the execution's id
	 */
	async run(id: string, trigger: string, upTo?: string): Promise<string> {
		const { executionId } = await this.rest<{ executionId: string }>(
			'POST',
			`workflows/${id}/run`,
			{
				triggerToStartFrom: { name: trigger },
				...(upTo && { destinationNode: { nodeName: upTo, mode: 'inclusive' } }),
			},
		);
		return executionId;
	}

	/** Runs an execution that did not succeed once more, from where it stopped, as its *Retry* button does, to its end. */
	async retry(executionId: string): Promise<ExecutionSummary> {
		return await this.rest('POST', `executions/${executionId}/retry`, { loadWorkflow: true });
	}

	async execution(id: string): Promise<Execution> {
		const { data, ...execution } = await this.rest<ExecutionSummary & { data: string }>(
			'GET',
			`executions/${id}`,
		);
		return { ...execution, data: unflatten(data) as Execution['data'] };
	}

	/** All of a workflow, however many. Status by status in their order, so that one that goes on meanwhile is not left out. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const found = new Map<string, ExecutionSummary>();
		for (const status of STATUSES) {
			for (const execution of await this.executionsOf(workflowId, status)) {
				found.set(execution.id, execution);
			}
		}
		return [...found.values()];
	}

	/**
	 * Read by time: n8n's own cursor goes by number, while its list goes by time, so that leaves out what did not start in the
	 * order of its number. And by status: what never started is on the first page of the few that did not succeed.
	 */
	private async executionsOf(workflowId: string, status: string): Promise<ExecutionSummary[]> {
		const found = new Map<string, ExecutionSummary>();
		for (let startedBefore: string | null | undefined; startedBefore !== null; ) {
			const wanted = JSON.stringify({ workflowId, status: [status], startedBefore });
			const { results } = await this.rest<{ results: ExecutionSummary[] }>(
				'GET',
				`executions?limit=${MAX_PAGE_SIZE}&filter=${encodeURIComponent(wanted)}`,
			);
			const before = found.size;
			// What started at the end of one page stands on the next one, too.
			for (const execution of results) found.set(execution.id, execution);
			const isLast = results.length < MAX_PAGE_SIZE || found.size === before;
			startedBefore = isLast ? null : results[results.length - 1].startedAt;
		}
		return [...found.values()];
	}

	/**
	 * Submits one file to a form, as a browser does.
	 * @param path of the form below n8n's address
	 */
	async submitForm(
		path: string,
		{ name, type, content }: { name: string; type: string; content: Buffer<ArrayBuffer> },
	): Promise<void> {
		const form = new FormData();
		form.set('field-0', new Blob([content], { type }), name);
		await this.call('POST', path, form);
	}

	/**
	 * Waits until something other than this client has started a workflow.
	 * @param earlier ids of its executions before that
	 * @returns the execution's id
	 */
	async begun(workflowId: string, earlier: string[], withinMs: number): Promise<string> {
		const [{ id }] = await this.poll(
			async () =>
				(await this.executions(workflowId)).filter((execution) => !earlier.includes(execution.id)),
			(executions) => executions.length > 0,
			withinMs,
		);
		return id;
	}

	/** Waits until an execution has ended, however that is. */
	async finished(executionId: string, withinMs: number): Promise<Execution> {
		return await this.poll(
			async () => await this.execution(executionId),
			({ status }) => !RUNNING.includes(status),
			withinMs,
		);
	}
}

/** Items that a node put out in its last run, e.g. `outputOf(execution, 'Index Asset')`. */
export const outputOf = ({ data }: Execution, node: string, output = 0): INodeExecutionData[] =>
	data.resultData.runData[node]?.at(-1)?.data?.main[output] ?? [];
