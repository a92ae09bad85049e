import { EXAMPLE, type Subject } from './example';
import type { N8nClient } from './n8n/client';
import type { Credential } from './n8n/clientTypes';
import { CREDENTIAL_TYPE, NODE_TYPES } from './names';
import type { Account } from './options';
import { errorOf, itemOf, NOTHING, textOf, workflowRow, type Outcome } from './outcome';
import { Problem } from './problem';
import type { Row } from './report';
import type { TwelveLabs } from './twelveLabs';

const CREDENTIAL_NAME = 'TwelveLabs (npm start)';

/** The example itself waits ten minutes at most; after that the node fails and says so. */
const RUN_WITHIN_MS = 11 * 60_000;

/** @throws Problem when n8n started without our nodes */
export async function checkNode(client: N8nClient, log: string): Promise<void> {
	const types = await client.nodeTypes();
	const missing = NODE_TYPES.filter((type) => !types.some(({ name }) => name === type));
	if (missing.length === 0) return;
	throw new Problem(
		`n8n started, but without ${missing.join(' and ')}.`,
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

/** Runs the example to its end, and asks the API itself what came of it. */
export async function runExample(
	client: N8nClient,
	api: TwelveLabs,
	{ id, subject }: { id: string; subject: Subject },
): Promise<Outcome> {
	const execution = await client.finished(await client.run(id, EXAMPLE.trigger), RUN_WITHIN_MS);
	const { indexId, assetId } = subject;
	const indexed = itemOf(execution, EXAMPLE.indexAsset);
	const indexedAssetId = textOf(indexed._id);

	const rows: Row[] = [
		['Index', indexId],
		['Asset', assetId],
		['Indexed asset', indexedAssetId ?? NOTHING],
		['Status after Index Asset', textOf(indexed.status) ?? NOTHING],
		[
			'Status after Get Indexed Asset',
			textOf(itemOf(execution, EXAMPLE.getIndexedAsset).status) ?? NOTHING,
		],
		workflowRow(execution),
	];
	const error = errorOf(execution);
	if (indexedAssetId === undefined) return { ready: false, rows, error };

	const status = await api.statusOf(indexId, indexedAssetId);
	rows.push(['Status that the API itself gives', status]);
	const ready = execution.status === 'success' && status === 'ready';
	return { ready, rows, indexedAssetId, error };
}
