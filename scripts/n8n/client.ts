import type {
	Credential,
	CredentialTest,
	CredentialType,
	Login,
	NodeType,
	PublicationStatus,
	Workflow,
	WorkflowDraft,
} from './clientTypes';
import { N8nExecutions } from './executions';
import { N8nError } from './session';

/** n8n repeats a failing activation for a quarter of a minute before it reports it. */
const PUBLISHED_WITHIN_MS = 30_000;
const UNPUBLISHED_WITHIN_MS = 15_000;

/** The REST API that n8n's own editor uses: all that a user does there can be done with it. */
export class N8nClient extends N8nExecutions {
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
}
