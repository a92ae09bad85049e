/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never published */
import assert from 'node:assert/strict';
import { join } from 'node:path';

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
import { putIntoN8n } from '../../../scripts/package';
import { DEMO } from '../../../simulator/demo';
import type { Simulator } from '../../../simulator/server';
import { openN8n, simulate } from '../canvas';
import { Editor } from '../browser/editor';
import {
	addMetadata,
	addNode,
	chooseFromList,
	executeStep,
	findNode,
	giveId,
	newCredential,
	saveCredential,
} from '../browser/panel';
import { UNKNOWN_ID } from '../indexingCases';
import type { Part, Stage } from '../part';
import { CHROMIUM } from '../requirements';
import { until } from '../until';
import { START } from '../workflows';

const PUBLISHED_WITHIN_MS = 30_000;

/** What a user sees and does, in n8n's editor. */
export const browser: Part = {
	name: 'Browser',
	needs: [CHROMIUM],
	withinMinutes: 10,
	async run(stage) {
		const simulator = await simulate(stage, { demo: true });
		const userFolder = join(stage.folder, 'user');
		await putIntoN8n(stage.tarball, userFolder, stage.signal);
		const { n8n, client, login } = await openN8n(stage, userFolder);
		const editor = await Editor.open(stage, n8n.url);
		await stage.check('somebody signs in', async () => {
			await editor.signIn(login.email, login.password);
		});
		await addAndRun(stage, editor, client, simulator);
		await seeExamples(stage, editor, client);
	},
};

/** From an empty workflow to an indexed asset. */
async function addAndRun(
	{ check }: Stage,
	editor: Editor,
	client: N8nClient,
	{ world, apiKey, url: baseUrl }: Simulator,
): Promise<void> {
	const { id } = await client.createWorkflow({
		name: 'My videos',
		nodes: [START],
		connections: {},
	});
	await editor.openWorkflow(id);
	await check('the node panel finds the node by "video" and by "TwelveLabs"', async () => {
		for (const words of ['video', 'TwelveLabs']) await findNode(editor, words, 'TwelveLabs');
		await addNode(editor, 'TwelveLabs', 'Index asset');
	});
	await check(
		'the credential tells a bad key behind "More details", and accepts a good one',
		async () => {
			await newCredential(editor);
			await saveCredential(editor, { apiKey: 'tlk_revoked', baseUrl });
			await editor.page.getByText('More details').click();
			await editor.page.getByText('TwelveLabs did not accept this API key').first().waitFor();
			await saveCredential(editor, { apiKey });
			await editor.at('editCredential-modal').waitFor({ state: 'hidden' });
		},
	);
	await check('index and asset are chosen from searchable lists', async () => {
		const index = { search: 'Product', other: 'Conference Talks' };
		assert.match(await chooseFromList(editor, 'indexId', index), /Product Demos/);
		const asset = { search: 'onboarding', other: 'keynote-2026.mp4' };
		assert.match(await chooseFromList(editor, 'assetId', asset), /onboarding-tour\.mp4/);
	});
	await check('metadata of each type is added', async () => {
		await addMetadata(editor, 'category', 'String', 'demo');
		await addMetadata(editor, 'season', 'Integer', '7');
		await addMetadata(editor, 'score', 'Float', '4.5');
		await addMetadata(editor, 'public', 'Boolean');
	});
	await check('the step runs, and shows what TwelveLabs has made of it', async () => {
		await executeStep(editor);
		const [entry] = world.indexedAssetsOf(DEMO.indexes.productDemos);
		assert.equal(entry?.assetId, DEMO.assets.onboarding);
		assert.match(await editor.said('output-panel'), new RegExp(entry.id));
		assert.deepEqual(entry.userMetadata, { category: 'demo', season: 7, score: 4.5, public: true });
	});
	await editor.at('node-credentials-select').scrollIntoViewIfNeeded();
	await editor.picture('panel');
	await check('an asset that is not there is told, with what to do next', async () => {
		await giveId(editor, 'assetId', UNKNOWN_ID);
		await executeStep(editor);
		assert.match(await editor.said('node-error-message'), /TwelveLabs could not find/);
		assert.match(await editor.said('node-error-description'), /Check the IDs/);
	});
	await editor.picture('not-found');
}

/** The examples, as somebody opens them who has just imported them. */
async function seeExamples(
	{ check, repository, signal }: Stage,
	editor: Editor,
	client: N8nClient,
): Promise<void> {
	const credential = (await client.credentials()).find(({ type }) => type === CREDENTIAL_TYPE);
	assert.ok(credential, 'the credential was not saved');
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
