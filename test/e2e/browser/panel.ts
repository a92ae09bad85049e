import type { Editor } from './editor';

/** Searches the node panel, and waits until it offers a node. */
export async function findNode(editor: Editor, words: string, node: string): Promise<void> {
	const search = editor.at('node-creator-search-bar');
	if (!(await search.isVisible())) {
		await editor.at('node-creator-plus-button').first().click();
		await search.waitFor();
		// What is filled in before that is lost.
		await editor.waitUntilIdle();
	}
	await search.fill(words);
	await editor.at('item-iterator-item').filter({ hasText: node }).first().waitFor();
	await editor.waitUntilIdle();
}

/** Adds a node from the panel, with one of its actions. */
export async function addNode(editor: Editor, node: string, action: string): Promise<void> {
	await editor.at('item-iterator-item').filter({ hasText: node }).first().click();
	await editor.waitUntilIdle();
	await editor.at('item-iterator-item').filter({ hasText: action }).first().click();
	await editor.at('node-parameters').waitFor();
	await editor.waitUntilIdle();
}

/** Opens the dialog for a new credential of the node that is open. */
export async function newCredential(editor: Editor): Promise<void> {
	const select = editor.at('node-credentials-select');
	if ((await select.count()) > 0) {
		await select.click();
		await editor.at('node-credentials-select-item-new').click();
	} else {
		await editor.at('node-credentials-empty-state').getByRole('button').first().click();
	}
	await editor.at('parameter-input-apiKey').waitFor();
}

/** Fills in the dialog and saves it, which tests the credential. */
export async function saveCredential(
	editor: Editor,
	fields: Record<string, string>,
): Promise<void> {
	for (const [name, value] of Object.entries(fields)) {
		await editor.at(`parameter-input-${name}`).locator('input').first().fill(value);
	}
	await editor.at('credential-save-button').click();
}

/**
 * Chooses from the searchable list of a resource locator.
 * @param other an entry that the search must take away
 */
export async function chooseFromList(
	editor: Editor,
	parameter: string,
	{ search, other }: { search: string; other: string },
): Promise<string> {
	const locator = editor.at(`resource-locator-${parameter}`);
	await locator.locator('[data-test-id="rlc-input"]').first().click();
	const entry = (text: string) =>
		editor.at('rlc-item').filter({ hasText: text, visible: true }).first();
	await entry(other).waitFor();
	await editor.at('rlc-search').filter({ visible: true }).first().fill(search);
	await entry(other).waitFor({ state: 'hidden' });
	await entry(search).click();
	await editor.waitUntilIdle();
	const inputs = await locator.locator('input').all();
	return (await Promise.all(inputs.map(async (input) => await input.inputValue()))).join(' ');
}

/** Gives an ID instead. */
export async function giveId(editor: Editor, parameter: string, id: string): Promise<void> {
	const locator = editor.at(`resource-locator-${parameter}`);
	await locator.locator('[data-test-id="rlc-mode-selector"]').first().click();
	await editor.page.getByRole('option', { name: 'By ID' }).click();
	await locator.locator('[data-test-id="rlc-input"]').first().fill(id);
	await editor.page.keyboard.press('Tab');
	await editor.waitUntilIdle();
}

/**
 * Runs the node that is open, and waits for its output or its trouble.
 * @param text what the output panel is to show, where that is no item
 */
export async function executeStep(editor: Editor, text?: string): Promise<void> {
	const started = editor.page.waitForResponse(
		(response) => response.request().method() === 'POST' && response.url().endsWith('/run'),
	);
	await editor.at('node-execute-button').first().click();
	await started;
	// Shown while the node runs. What is to be seen until then may be of an earlier run.
	await editor.at('ndv-stop-execution-button').waitFor({ state: 'hidden' });
	const output = editor.at('output-panel');
	const shown =
		text === undefined
			? output.locator('[data-test-id="ndv-items-count"], [data-test-id="node-error-message"]')
			: output.getByText(text);
	await shown.first().waitFor();
	await editor.waitUntilIdle();
}

/** Fills in a text field; of rows that have it, the one that was added last. */
export async function fillField(editor: Editor, parameter: string, value: string): Promise<void> {
	const field = editor.at(`parameter-input-${parameter}`).last();
	await field.locator('input, textarea').first().fill(value);
	await editor.page.keyboard.press('Tab');
	await editor.waitUntilIdle();
}

/** Replaces the text of a JSON field, as pasting does. */
export async function pasteJson(editor: Editor, parameter: string, value: object): Promise<void> {
	await editor.at(`parameter-input-${parameter}`).locator('.cm-content').first().click();
	await editor.page.keyboard.press('ControlOrMeta+a');
	await editor.page.keyboard.insertText(JSON.stringify(value, null, 2));
	await editor.waitUntilIdle();
}

/** Adds a row to a list of fields, inside the row that was added last where lists are nested. */
export async function addRow(editor: Editor, list: string): Promise<void> {
	const rows = editor.at(`fixed-collection-${list}`).last();
	await rows.locator('[data-test-id="fixed-collection-add"]').last().click();
	await editor.waitUntilIdle();
}

/** Chooses from the options of a field. */
export async function chooseOption(
	editor: Editor,
	parameter: string,
	option: string,
): Promise<void> {
	await editor.at(`parameter-input-${parameter}`).first().click();
	// The name of an option has its description in it.
	const name = editor.page.getByText(option, { exact: true });
	await editor.page.getByRole('option').filter({ has: name }).click();
	await editor.waitUntilIdle();
}

/** A type of metadata, as the panel names it, with the field that takes its value. */
const VALUE_FIELDS = {
	String: 'value',
	Integer: 'numberValue',
	Float: 'numberValue',
	Boolean: 'booleanValue',
};

type MetadataType = keyof typeof VALUE_FIELDS;

/** Adds a row to the metadata, below all others, and leaves its value as the editor makes it. */
export async function addMetadataRow(
	editor: Editor,
	key: string,
	type: MetadataType,
): Promise<void> {
	await editor.at('fixed-collection-add').first().click();
	await editor.at('parameter-input-key').last().locator('input').fill(key);
	await editor.at('parameter-input-type').last().click();
	await editor.page.getByRole('option', { name: type, exact: true }).click();
	await editor.waitUntilIdle();
}

/** Fills in the value of the row that was added last. */
export async function fillMetadataValue(
	editor: Editor,
	type: MetadataType,
	value: string,
): Promise<void> {
	const field = editor.at(`parameter-input-${VALUE_FIELDS[type]}`).last();
	if (type === 'Boolean') {
		await field.click();
		await editor.page.getByRole('option', { name: value, exact: true }).click();
	} else {
		await field.locator('input').fill(value);
	}
	await editor.page.keyboard.press('Tab');
	await editor.waitUntilIdle();
}

/** Opens the list of a resource locator, and waits until n8n says why there is none. */
export async function saidByList(editor: Editor, parameter: string): Promise<string> {
	const locator = editor.at(`resource-locator-${parameter}`);
	await locator.locator('[data-test-id="rlc-input"]').first().click();
	await editor.at('rlc-error-container').waitFor();
	return await editor.said('rlc-error-container');
}

/**
 * Adds a field to a collection.
 * @param place of the collection among those of the panel, from 0
 * @returns all that there was to choose from
 */
export async function addToCollection(
	editor: Editor,
	place: number,
	field: string,
): Promise<string[]> {
	const add = editor.at('collection-parameter-add').nth(place);
	await add.scrollIntoViewIfNeeded();
	await add.click();
	const option = editor.page.getByRole('option', { name: field, exact: true }).first();
	await option.waitFor();
	await editor.waitUntilIdle();
	const options = await editor.page.getByRole('option').allInnerTexts();
	await option.click();
	await editor.waitUntilIdle();
	return options.map((option) => option.trim());
}
