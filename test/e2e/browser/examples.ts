import assert from 'node:assert/strict';

import {
	DEMO_SUBJECT,
	EXAMPLE,
	readExample,
	WATCH_EXAMPLE,
	watching,
	withCredential,
	withSubject,
} from '../../../scripts/example';
import type { N8nClient } from '../../../scripts/n8n/client';
import type { PublicationStatus } from '../../../scripts/n8n/clientTypes';
import { CREDENTIAL_TYPE } from '../../../scripts/names';
import { DEMO } from '../../../simulator/demo';
import type { Simulator } from '../../../simulator/server';
import { savedCredential } from '../canvas';
import type { Stage } from '../part';
import { until } from '../until';
import type { Editor } from './editor';
import { saidByList } from './panel';

const PUBLISHED_WITHIN_MS = 30_000;

/** The examples, opened right after their import. */
export async function seeExamples(
	{ check, repository, signal }: Stage,
	editor: Editor,
	client: N8nClient,
): Promise<void> {
	const credential = await savedCredential(client);
	const example = withSubject(await readExample(repository, EXAMPLE.file), DEMO_SUBJECT);
	const { id } = await client.createWorkflow(withCredential(example, credential));
	await check('before any run, the next node shows what Index Asset will put out', async () => {
		await editor.openWorkflow(id);
		await editor.openNode(EXAMPLE.getIndexedAsset);
		await editor.at('schema-preview-warning').waitFor();
		for (const field of ['_id', 'asset_id', 'index_id']) {
			await editor.at('ndv-input-panel').getByText(field, { exact: true }).first().waitFor();
		}
		await editor.closeNode();
	});
	await check('the whole workflow runs on the canvas', async () => {
		await editor.at('execute-workflow-button').first().click();
		await editor.page.locator('[data-test-id="canvas-node-status-success"]').nth(2).waitFor();
		await editor.at('zoom-to-fit').click();
	});
	await editor.picture('canvas');

	const watch = watching(
		await readExample(repository, WATCH_EXAMPLE.file),
		DEMO.indexes.conferenceTalks,
	);
	const { id: watchId } = await client.createWorkflow(withCredential(watch, credential));
	await check('the trigger fetches a test event', async () => {
		await editor.openWorkflow(watchId);
		await editor.openNode(WATCH_EXAMPLE.trigger);
		await editor.at('ndv').getByText('Fetch Test Event').first().click();
		await editor.at('output-panel').getByText('deduplicationKey').first().waitFor();
	});
	await check('the workflow is published, and its trigger active', async () => {
		await editor.closeNode();
		await editor.at('workflow-open-publish-modal-button').click();
		await editor.at('workflow-publish-button').click();
		await editor.at('workflow-active-version-indicator').waitFor();
		// The editor says so first.
		const path = `workflows/${watchId}/publication-status`;
		await until(
			'published',
			async () => (await client.rest<PublicationStatus>('GET', path)).status === 'published',
			{ withinMs: PUBLISHED_WITHIN_MS, signal },
		);
	});
}

/** A list that the key cannot open leads to the credential. */
export async function seeWrongKey(
	{ check, repository }: Stage,
	editor: Editor,
	client: N8nClient,
	{ url: baseUrl }: Simulator,
): Promise<void> {
	const access = { apiKey: 'tlk_revoked', baseUrl };
	const revoked = await client.saveCredential('Revoked', CREDENTIAL_TYPE, access);
	const example = withCredential(await readExample(repository, EXAMPLE.file), revoked);
	const { id } = await client.createWorkflow(example);
	await check(
		'a list with a key that is not accepted says so, and leads to the credential',
		async () => {
			await editor.openWorkflow(id);
			await editor.openNode(EXAMPLE.indexAsset);
			const said = await saidByList(editor, 'indexId');
			assert.match(said, /401/);
			assert.match(said, /Check your credential/);
		},
	);
}
