import type {
	CodexData,
	ExecutionStatus,
	IConnections,
	IDataObject,
	INode,
	IRunExecutionData,
	IWorkflowSettings,
	Themed,
} from 'n8n-workflow';

/** The owner of an n8n. */
export interface Login {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** The fields of n8n's node type that show that it is loaded. */
export interface NodeType {
	name: string;
	displayName: string;
	version: number | number[];
	iconUrl?: Themed<string>;
	codex?: CodexData;
}

/** The same of a credential type. */
export type CredentialType = Pick<NodeType, 'name' | 'displayName' | 'iconUrl'>;

export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** A workflow as files hold it. */
export interface WorkflowDraft {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

/** A workflow that n8n has saved. */
export interface Workflow extends WorkflowDraft {
	id: string;
	/** Each saved change is a version; one of them can be published. */
	versionId: string;
	/** In the bin of the editor. */
	isArchived: boolean;
	/** What its triggers remember. */
	staticData: IDataObject | null;
}

export interface PublicationStatus {
	status: 'published' | 'failed' | 'in_progress' | 'pending' | string;
	triggers: Array<{ errorMessage?: string | null }>;
}

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: string;
	createdAt: string;
	/** Null while it waits in a queue, and for ever where n8n was killed before it started. */
	startedAt: string | null;
	stoppedAt: string | null;
}

export interface Execution extends ExecutionSummary {
	data: IRunExecutionData;
}
