import assert from 'node:assert/strict';
import { join } from 'node:path';

import type { N8nClient } from '../../../scripts/n8n/client';
import { putIntoN8n } from '../../../scripts/package';
import { DEMO } from '../../../simulator/demo';
import type { Simulator } from '../../../simulator/server';
import { openN8n, simulate } from '../canvas';
import { seeAnalysis } from '../browser/analysis';
import { Editor } from '../browser/editor';
import { seeExamples, seeWrongKey } from '../browser/examples';
import { seeSearch } from '../browser/search';
import { seeAssetAndIndex, seeUpload } from '../browser/upload';
import {
	addMetadataRow,
	addNode,
	addToCollection,
	chooseFromList,
	chooseOption,
	executeStep,
	fillMetadataValue,
	findNode,
	giveId,
	newCredential,
	saveCredential,
} from '../browser/panel';
import { UNKNOWN_ID } from '../indexingCases';
import type { Part, Stage } from '../part';
import { CHROMIUM } from '../requirements';
import { START } from '../workflows';

/** What a user sees and does, in n8n's editor. */
export const browser: Part = {
	name: 'Browser',
	needs: [CHROMIUM],
	withinMinutes: 15,
	async run(stage) {
		const simulator = await simulate(stage, { demo: true });
		const userFolder = join(stage.folder, 'user');
		await putIntoN8n(stage.tarball, userFolder, stage.signal);
		const { n8n, client, login } = await openN8n(stage, userFolder);
		const editor = await Editor.open(stage, n8n.url);
		await stage.check('a user signs in', async () => {
			await editor.signIn(login.email, login.password);
		});
		await addAndRun(stage, editor, client, simulator);
		await seeExamples(stage, editor, client);
		await seeUpload(stage, editor, client, simulator);
		await seeAssetAndIndex(stage, editor, client, simulator);
		await seeSearch(stage, editor, client);
		await seeAnalysis(stage, editor, client);
		await seeWrongKey(stage, editor, client, simulator);
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
	await check('the node panel finds the node by what it does and by its name', async () => {
		for (const words of ['video', 'index video', '12 labs', 'transcript', 'TwelveLabs']) {
			await findNode(editor, words, 'TwelveLabs');
		}
		await addNode(editor, 'TwelveLabs', 'Index asset');
	});
	await check(
		'the credential reports a bad key behind "More details", and accepts a good one',
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
	await check('a metadata row without a value is refused, and nothing is sent', async () => {
		await addMetadataRow(editor, 'season', 'Integer');
		await executeStep(editor);
		assert.match(await editor.said('node-error-message'), /"season" has no value/);
		assert.deepEqual(world.indexedAssetsOf(DEMO.indexes.productDemos), []);
	});
	await check('metadata of each type is added', async () => {
		await fillMetadataValue(editor, 'Integer', '7');
		const rows = [
			['category', 'String', 'demo'],
			['score', 'Float', '4.5'],
			['public', 'Boolean', 'True'],
		] as const;
		for (const [key, type, value] of rows) {
			await addMetadataRow(editor, key, type);
			await fillMetadataValue(editor, type, value);
		}
	});
	await check('the step runs, and shows what TwelveLabs has made of it', async () => {
		await executeStep(editor);
		const [entry] = world.indexedAssetsOf(DEMO.indexes.productDemos);
		assert.equal(entry?.assetId, DEMO.assets.onboarding);
		await editor.at('output-panel').getByText(entry.id).first().waitFor();
		assert.deepEqual(entry.userMetadata, { category: 'demo', season: 7, score: 4.5, public: true });
	});
	await editor.at('node-credentials-select').scrollIntoViewIfNeeded();
	await editor.picture('panel');
	await check('an asset that does not exist is reported, with what to do next', async () => {
		await giveId(editor, 'assetId', UNKNOWN_ID);
		await executeStep(editor);
		assert.match(
			await editor.said('node-error-message'),
			/does not exist, or is in another account/,
		);
		assert.match(await editor.said('node-error-description'), /Check the IDs/);
	});
	await editor.picture('not-found');
	await check('its details name the status code', async () => {
		await editor.page.getByText('From TwelveLabs', { exact: true }).click();
		await editor.page.getByText('404', { exact: true }).first().waitFor();
	});
	await check(
		'a filter that was only added leaves nothing out, and its row has no value',
		async () => {
			await giveId(editor, 'indexId', DEMO.indexes.conferenceTalks);
			await chooseOption(editor, 'operation', 'Get Many');
			const [mostUsed] = await addToCollection(editor, 0, 'Duration To (Seconds)');
			assert.equal(mostUsed, 'Filename');
			await executeStep(editor);
			assert.match(await editor.said('output-panel'), /3 items/);
			await addToCollection(editor, 0, 'User Metadata');
			await addMetadataRow(editor, 'year', 'Integer');
			await executeStep(editor);
			assert.match(await editor.said('node-error-message'), /User Metadata "year" has no value/);
			await fillMetadataValue(editor, 'Integer', '2026');
			await executeStep(editor);
			assert.match(await editor.said('output-panel'), /3 items/);
		},
	);
}
