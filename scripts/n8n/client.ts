import type { INodeExecutionData } from 'n8n-workflow';

import { unflatten } from './flatted';
import type {
	Credential,
	CredentialTest,
	CredentialType,
	Execution,
	ExecutionSummary,
	Login,
	NodeType,
	PublicationStatus,
	Workflow,
	WorkflowDraft,
} from './clientTypes';
import { N8nError, N8nSession } from './session';

/** n8n repeats a failing activation for a quarter of a minute before it reports it. */
const PUBLISHED_WITHIN_MS = 30_000;
const UNPUBLISHED_WITHIN_MS = 15_000;

/** n8n allows no more. */
const MAX_PAGE_SIZE = 100;

const RUNNING = ['new', 'running', 'waiting'];
const STATUSES = [...RUNNING, 'success', 'error', 'crashed', 'canceled', 'unknown'];

/** The REST API that n8n's own editor uses: all that a user does there can be done with it. */
export class N8nClient extends N8nSession {
	/** Whether n8n has started: its health check alone is a little early. */
	async isReady(): Promise<boolean> {
		try {
			await this.call('GET', '/healthz/readiness');
			await this.call('GET', '/rest/settings');
			return true;
		} catch {
			return false;
		}
	}

	/** Makes the owner of a fresh n8n, and signs in to a used one. */
	async signIn({ email, password, firstName, lastName }: Login): Promise<void> {
		const settings = await this.rest<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'GET',
			'settings',
		);
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.rest('POST', 'owner/setup', { email, password, firstName, lastName });
		} else {
			await this.rest('POST', 'login', { emailOrLdapLoginId: email, password });
		}
	}

	async nodeTypes(): Promise<NodeType[]> {
		return await this.call('GET', '/types/nodes.json');
	}

	async credentialTypes(): Promise<CredentialType[]> {
		return await this.call('GET', '/types/credentials.json');
	}

	async credentials(): Promise<Credential[]> {
		return await this.rest('GET', 'credentials');
	}

	/** Creates the credential, or changes the one that has its name and type. */
	async saveCredential(name: string, type: string, data: object): Promise<Credential> {
		const existing = (await this.credentials()).find(
			(credential) => credential.name === name && credential.type === type,
		);
		return existing
			? await this.rest('PATCH', `credentials/${existing.id}`, { name, type, data })
			: await this.rest('POST', 'credentials', { name, type, data });
	}

	/** Runs the credential type's own test, as the editor does on saving. */
	async testCredential({ id, name, type }: Credential, data: object): Promise<CredentialTest> {
		return await this.rest('POST', 'credentials/test', { credentials: { id, name, type, data } });
	}

	async workflow(id: string): Promise<Workflow> {
		return await this.rest('GET', `workflows/${id}`);
	}

	async createWorkflow(draft: WorkflowDraft): Promise<Workflow> {
		return await this.rest('POST', 'workflows', draft);
	}

	async updateWorkflow(id: string, draft: WorkflowDraft): Promise<Workflow> {
		return await this.rest('PATCH', `workflows/${id}`, draft);
	}

	/** Publishes the saved version and waits until its triggers run; throws what n8n says when they do not. */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.rest('POST', `workflows/${id}/activate`, { versionId });
		const { status, triggers } = await this.poll(
			async () => await this.rest<PublicationStatus>('GET', `workflows/${id}/publication-status`),
			(publication) => !['in_progress', 'pending'].includes(publication.status),
			PUBLISHED_WITHIN_MS,
		);
		if (status === 'published') return;
		const reasons = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
		throw new N8nError(reasons.join('; ') || `The workflow is not published, but ${status}.`);
	}

	async unpublish(id: string): Promise<void> {
		await this.rest('POST', `workflows/${id}/deactivate`, {});
	}

	async deleteWorkflow(id: string): Promise<void> {
		await this.rest('POST', `workflows/${id}/archive`, {});
		const deleted = async () =>
			await this.rest('DELETE', `workflows/${id}`).then(
				() => true,
				(error: N8nError) => {
					if (error.status !== 409) throw error;
					return false; // It is still being unpublished.
				},
			);
		await this.poll(deleted, Boolean, UNPUBLISHED_WITHIN_MS);
	}

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

	/** All of a workflow, however many. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const all = await Promise.all(
			STATUSES.map(async (status) => await this.executionsOf(workflowId, status)),
		);
		return all.flat();
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
