import assert from 'node:assert/strict';

import type { N8nClient } from '../../../scripts/n8n/client';
import { DEMO } from '../../../simulator/demo';
import type { Stage } from '../part';
import type { Editor } from './editor';
import { openAlone } from './oneNode';
import { addRow, chooseFromList, chooseOption, executeStep, fillField, pasteJson } from './panel';

const ANALYZE = 'Describe Talk';
const SEGMENT = 'Divide Talk';

const SCHEMA = {
	type: 'object',
	properties: {
		headline: { type: 'string' },
		topics: { type: 'array', items: { type: 'string' } },
	},
	required: ['headline', 'topics'],
};

/** A question with a JSON Schema that is pasted, and segments that are defined by rows. */
export async function seeAnalysis(
	{ check }: Stage,
	editor: Editor,
	client: N8nClient,
): Promise<void> {
	const output = editor.at('output-panel');
	await openAlone(editor, client, ANALYZE, { resource: 'analysis', operation: 'analyze' });
	await check('a video is chosen and asked about, and the answer is text', async () => {
		const asset = { search: 'keynote', other: 'onboarding-tour.mp4' };
		assert.match(await chooseFromList(editor, 'assetId', asset), /keynote-2026\.mp4/);
		await fillField(editor, 'prompt', 'What can be seen?');
		await executeStep(editor);
		await output.getByText('keynote-2026.mp4, 00:00').first().waitFor();
	});
	await check('a schema with a keyword that TwelveLabs refuses is not sent', async () => {
		await chooseOption(editor, 'answerAs', 'JSON');
		await pasteJson(editor, 'jsonSchema', { ...SCHEMA, additionalProperties: false });
		await executeStep(editor);
		assert.match(await editor.said('node-error-message'), /additionalProperties/);
	});
	await check('with a pasted JSON Schema, the answer is an object', async () => {
		await pasteJson(editor, 'jsonSchema', SCHEMA);
		await executeStep(editor);
		for (const field of ['headline', 'topics']) {
			await output.getByText(field, { exact: true }).first().waitFor();
		}
	});
	await editor.picture('analyze');
	await editor.closeNode();

	await openAlone(editor, client, SEGMENT, {
		resource: 'analysis',
		operation: 'segment',
		assetId: { __rl: true, mode: 'id', value: DEMO.assets.openingTalk },
		options: { waitForCompletion: true },
	});
	await check('segments are defined by rows, and each that is found is an item', async () => {
		await addRow(editor, 'segmentDefinitions');
		await fillField(editor, 'id', 'chart');
		await fillField(editor, 'description', 'A chart is shown');
		await addRow(editor, 'fields');
		await fillField(editor, 'name', 'topic');
		await fillField(editor, 'description', 'What the chart is about');
		await executeStep(editor);
		for (const text of ['definition', 'chart', 'topic']) {
			await output.getByText(text, { exact: true }).first().waitFor();
		}
	});
	await editor.picture('segments');
	await editor.closeNode();
}
