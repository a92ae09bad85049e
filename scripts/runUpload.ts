import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { UPLOAD_EXAMPLE, VIDEO } from './example';
import type { N8nClient } from './n8n/client';
import type { Workflow } from './n8n/clientTypes';
import { errorOf, itemOf, NOTHING, textOf, workflowRow, type Outcome } from './outcome';
import { Problem } from './problem';
import type { Row } from './report';
import type { TwelveLabs } from './twelveLabs';

/** n8n answers a form before the workflow begins. */
const BEGINS_WITHIN_MS = 30_000;

/** TwelveLabs processes a video of some seconds in less than a minute; the workflow waits for that. */
const RUN_WITHIN_MS = 11 * 60_000;

/** The address of the form that a workflow begins with, below that of n8n. It exists while the workflow is published. */
export function formPathOf({ name, nodes }: Workflow): string {
	const form = nodes.find((node) => node.name === UPLOAD_EXAMPLE.form);
	if (form?.webhookId) return `/form/${form.webhookId}`;
	throw new Problem(
		`The workflow "${name}" has no form named ${UPLOAD_EXAMPLE.form}.`,
		'Delete it in n8n and start again.',
	);
}

/**
 * Submits the video of the examples to the form of the example that uploads, as a browser does, and follows it until
 * TwelveLabs has indexed it.
 */
export async function runUpload(
	client: N8nClient,
	api: TwelveLabs,
	{ id, indexId, repository }: { id: string; indexId: string; repository: string },
): Promise<Outcome> {
	const path = formPathOf(await client.workflow(id));
	const content = await readFile(join(repository, VIDEO.file));
	const earlier = (await client.executions(id)).map((execution) => execution.id);
	await client.submitForm(path, { ...VIDEO, content });
	const begun = await client.begun(id, earlier, BEGINS_WITHIN_MS);
	const execution = await client.finished(begun, RUN_WITHIN_MS);

	const asset = itemOf(execution, UPLOAD_EXAMPLE.upload);
	const indexedAssetId = textOf(itemOf(execution, UPLOAD_EXAMPLE.indexAsset)._id);
	const rows: Row[] = [
		['Index', indexId],
		['Video', `${VIDEO.name}, ${Math.ceil(content.length / 1_024)} kB`],
		['Asset', textOf(asset._id) ?? NOTHING],
		['Status after Upload', textOf(asset.status) ?? NOTHING],
		['Indexed asset', indexedAssetId ?? NOTHING],
		workflowRow(execution),
	];
	const error = errorOf(execution);
	if (indexedAssetId === undefined) return { ready: false, rows, error };

	const status = await api.finalStatusOf(indexId, indexedAssetId);
	rows.push(['Status that the API itself gives', status]);
	const ready = execution.status === 'success' && status === 'ready';
	return { ready, rows, indexedAssetId, error };
}
