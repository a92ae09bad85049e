import assert from 'node:assert/strict';
import { join } from 'node:path';

import {
	DEMO_SUBJECT,
	readExample,
	UPLOAD_EXAMPLE,
	VIDEO,
	withCredential,
	withIndex,
} from '../../../scripts/example';
import type { N8nClient } from '../../../scripts/n8n/client';
import type { Simulator } from '../../../simulator/server';
import { savedCredential } from '../canvas';
import type { Stage } from '../part';
import type { Editor } from './editor';
import { openAlone } from './oneNode';
import { chooseFromList, executeStep } from './panel';

/** From a file in a form to an asset: the example that uploads, run from the canvas. */
export async function seeUpload(
	{ check, repository }: Stage,
	editor: Editor,
	client: N8nClient,
	{ world }: Simulator,
): Promise<void> {
	const credential = await savedCredential(client);
	const example = withIndex(
		await readExample(repository, UPLOAD_EXAMPLE.file),
		DEMO_SUBJECT.indexId,
	);
	const { id } = await client.createWorkflow(withCredential(example, credential));
	await editor.openWorkflow(id);
	await check('a form opens, and takes a video', async () => {
		const opened = editor.page.context().waitForEvent('page');
		await editor.at('execute-workflow-button').first().click();
		const form = await opened;
		await form.locator('input[type="file"]').setInputFiles(join(repository, VIDEO.file));
		await form.getByRole('button', { name: 'Submit' }).click();
		await form.getByText('The video is on its way').waitFor();
		await form.close();
	});
	await check('it is uploaded and indexed, and the canvas shows it', async () => {
		await editor.page.locator('[data-test-id="canvas-node-status-success"]').nth(2).waitFor();
		const uploaded = [...world.assets.values()].filter(({ filename }) => filename === VIDEO.name);
		assert.equal(uploaded.length, 1);
		assert.equal(world.usesOf(uploaded[0].id).length, 1);
	});
	await editor.picture('first-workflow', await editor.aroundNodes());
	await check('the panel of Upload shows the asset', async () => {
		await editor.openNode(UPLOAD_EXAMPLE.upload);
		for (const text of [VIDEO.name, 'processing']) {
			await editor.at('output-panel').getByText(text, { exact: true }).first().waitFor();
		}
	});
	await editor.picture('upload');
	await editor.closeNode();
}

const GET = 'Get Asset';
const CREATE = 'Create Index';

/** What was uploaded in a list, and a new index. */
export async function seeAssetAndIndex(
	{ check }: Stage,
	editor: Editor,
	client: N8nClient,
	{ world }: Simulator,
): Promise<void> {
	await check('what was uploaded is in the list of assets, and can be read', async () => {
		await openAlone(editor, client, GET, { resource: 'asset', operation: 'get' });
		const found = { search: 'moving', other: 'keynote-2026.mp4' };
		assert.match(await chooseFromList(editor, 'assetId', found), /moving-shapes\.mp4/);
		await executeStep(editor);
		await editor.at('output-panel').getByText('ready', { exact: true }).first().waitFor();
	});
	await check('an index is created', async () => {
		await openAlone(editor, client, CREATE, {
			resource: 'index',
			operation: 'create',
			indexName: 'Conference 2027',
		});
		await executeStep(editor);
		const names = [...world.indexes.values()].map(({ name }) => name);
		assert.ok(names.includes('Conference 2027'), names.join());
	});
	await editor.picture('create-index');
}
