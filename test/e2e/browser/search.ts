import assert from 'node:assert/strict';

import type { N8nClient } from '../../../scripts/n8n/client';
import { DEMO } from '../../../simulator/demo';
import type { Stage } from '../part';
import type { Editor } from './editor';
import { openAlone } from './oneNode';
import {
	addMetadataRow,
	addToCollection,
	chooseFromList,
	executeStep,
	fillField,
	fillMetadataValue,
} from './panel';

const SEARCH = 'Search Talks';

/** A search with filters, all of it built by hand. */
export async function seeSearch(
	{ check }: Stage,
	editor: Editor,
	client: N8nClient,
): Promise<void> {
	await openAlone(editor, client, SEARCH, { resource: 'search', operation: 'text' });
	await check('an index is chosen, and a question asked: each clip is an item', async () => {
		const index = { search: 'Talks', other: 'Product Demos' };
		assert.match(await chooseFromList(editor, 'indexId', index), /Conference Talks/);
		await fillField(editor, 'queryText', 'a crane beside a chart');
		await executeStep(editor);
		await editor.at('output-panel').getByText(DEMO.indexedAssets.openingTalk).first().waitFor();
	});
	await check('filters leave one video', async () => {
		await addToCollection(editor, 0, 'Duration To (Seconds)');
		await fillField(editor, 'durationLte', '1000');
		await addToCollection(editor, 0, 'User Metadata');
		await addMetadataRow(editor, 'year', 'Integer');
		await fillMetadataValue(editor, 'Integer', '2026');
		await executeStep(editor);
		const output = editor.at('output-panel');
		await output.getByText(DEMO.indexedAssets.interview).first().waitFor();
		assert.equal(await output.getByText(DEMO.indexedAssets.openingTalk).count(), 0);
	});
	await editor.picture('search');
	await check('where nothing is found, the panel says so', async () => {
		await fillField(editor, 'durationLte', '2');
		await executeStep(editor, 'The search found no clip');
	});
	await editor.closeNode();
}
