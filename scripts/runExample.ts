import type { IDataObject } from 'n8n-workflow';

import { EXAMPLE, NODE_TYPE, withCredential } from './example';
import { outputOf, type N8nClient } from './n8n/client';
import type { Credential, Execution, WorkflowDraft } from './n8n/clientTypes';
import type { Account } from './options';
import { Problem } from './problem';
import { duration, type Row } from './report';
import type { TwelveLabs } from './twelveLabs';

const CREDENTIAL_NAME = 'TwelveLabs (npm start)';
const CREDENTIAL_TYPE = 'twelveLabsApi';

/** The example itself waits ten minutes at most; after that the node fails and says so. */
const RUN_WITHIN_MS = 11 * 60_000;

/** @throws Problem when n8n started without our node */
export async function checkNode(client: N8nClient, log: string): Promise<void> {
	const types = await client.nodeTypes();
	if (types.some(({ name }) => name === NODE_TYPE)) return;
	throw new Problem(
		`n8n started, but without the node ${NODE_TYPE}.`,
		`Its log says why it did not load it: ${log}`,
	);
}

/**
 * Saves the credential and tries it as the editor would.
 * @throws Problem with what the test says
 */
export async function setUpCredential(
	client: N8nClient,
	{ apiKey, baseUrl }: Account,
): Promise<Credential> {
	const data = { apiKey, baseUrl };
	const credential = await client.saveCredential(CREDENTIAL_NAME, CREDENTIAL_TYPE, data);
	const { status, message } = await client.testCredential(credential, data);
	if (status === 'OK') return credential;
	throw new Problem(
		`The test of the TwelveLabs credential failed: ${message}`,
		'Check TWELVELABS_API_KEY and TWELVELABS_BASE_URL if you set them.',
	);
}

/** What came of the example. */
export interface Outcome {
	ready: boolean;
	rows: Row[];
}

/** Imports the example, runs it to its end, and asks the API itself what came of it. */
export async function runExample(
	client: N8nClient,
	api: TwelveLabs,
	{ workflow, credential }: { workflow: WorkflowDraft; credential: Credential },
): Promise<Outcome> {
	const { id } = await client.saveWorkflow(withCredential(workflow, credential));
	const execution = await client.finished(await client.run(id, EXAMPLE.trigger), RUN_WITHIN_MS);
	const indexed = itemOf(execution, EXAMPLE.indexAsset);
	const read = itemOf(execution, EXAMPLE.getIndexedAsset);

	const rows: Row[] = [
		['Index', text(indexed.index_id)],
		['Asset', text(indexed.asset_id)],
		['Indexed asset', text(indexed._id)],
		['Status after Index Asset', text(indexed.status)],
		['Status after Get Indexed Asset', text(read.status)],
		['Workflow', `${execution.status} after ${timeTaken(execution)}`],
	];
	const error = execution.data.resultData.error;
	if (error) rows.push(['Error', [error.message, error.description].filter(Boolean).join('\n')]);
	if (typeof indexed._id !== 'string') return { ready: false, rows };

	const status = await api.statusOf(text(indexed.index_id), indexed._id);
	rows.push(['Status that the API itself gives', status]);
	return { ready: execution.status === 'success' && status === 'ready', rows };
}

const itemOf = (execution: Execution, node: string): IDataObject =>
	outputOf(execution, node)[0]?.json ?? {};

const text = (value: unknown): string => (typeof value === 'string' ? value : '-');

const timeTaken = ({ startedAt, stoppedAt }: Execution): string =>
	stoppedAt ? duration(Date.parse(stoppedAt) - Date.parse(startedAt)) : 'an unknown time';
