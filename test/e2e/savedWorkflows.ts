import assert from 'node:assert/strict';

import {
	DEMO_SUBJECT,
	EXAMPLE,
	readExample,
	withCredential,
	withSubject,
} from '../../scripts/example';
import type { N8nClient } from '../../scripts/n8n/client';
import type { Credential, Execution } from '../../scripts/n8n/clientTypes';
import type { Stage } from './part';

const WITHIN_MS = 120_000;

/** The ids of what a user has saved in n8n. */
export interface Saved {
	/** Indexes an asset when it is run. */
	indexing: string;
	/** Published: the trigger is active. */
	watch: string;
}

/** Runs the example that indexes, to its end. */
export const runSaved = async (client: N8nClient, id: string): Promise<Execution> =>
	await client.finished(await client.run(id, EXAMPLE.trigger), WITHIN_MS);

/** Runs that example in an n8n that does not have it yet. */
export async function runIndexing(
	{ repository }: Pick<Stage, 'repository'>,
	client: N8nClient,
	credential: Credential,
): Promise<void> {
	const example = withSubject(await readExample(repository, EXAMPLE.file), DEMO_SUBJECT);
	const { id } = await client.createWorkflow(withCredential(example, credential));
	const { status, data } = await runSaved(client, id);
	assert.equal(status, 'success', data.resultData.error?.message);
}
