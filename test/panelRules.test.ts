import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { TwelveLabsApi } from '../credentials/TwelveLabsApi.credentials';
import { EmbeddingsTwelveLabs } from '../nodes/EmbeddingsTwelveLabs/EmbeddingsTwelveLabs.node';
import { TwelveLabs } from '../nodes/TwelveLabs/TwelveLabs.node';
import { TwelveLabsTrigger } from '../nodes/TwelveLabsTrigger/TwelveLabsTrigger.node';

/** What n8n's guidelines ask of the words of a panel, over everything that can be seen in it. */
type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

interface Shown {
	path: string;
	label: string;
	entry: Entry;
}

const shownIn = (path: string, entries: Entry[]): Shown[] =>
	entries.flatMap((entry) => {
		const own = `${path}.${entry.name}`;
		const inner =
			'values' in entry ? entry.values : 'options' in entry ? (entry.options ?? []) : [];
		const label = 'displayName' in entry ? entry.displayName : entry.name;
		return [{ path: own, label, entry }, ...shownIn(own, inner)];
	});

const NODE = new TwelveLabs().description;
const TRIGGER = new TwelveLabsTrigger().description;

const SHOWN = [
	...shownIn('node', NODE.properties),
	...shownIn('trigger', TRIGGER.properties),
	...shownIn('embeddings', new EmbeddingsTwelveLabs().description.properties),
	...shownIn('credential', new TwelveLabsApi().properties),
];

const FIELDS = SHOWN.flatMap(({ path, entry }) =>
	'type' in entry ? [{ path, field: entry }] : [],
);

/** Words that Title Case leaves small, except at the start. */
const SMALL = /^(a|an|and|as|at|by|for|from|if|in|of|on|or|per|the|to|via|with)$/;

const isTitleCase = (label: string): boolean =>
	label.split(/[\s/]+/).every((word, at) => !/^[a-z]/.test(word) || (at > 0 && SMALL.test(word)));

const wrong = (found: Array<{ path: string }>): string[] => found.map(({ path }) => path);

test('labels are in Title Case', () => {
	expect(SHOWN.length).toBeGreaterThan(200);
	expect(SHOWN.filter(({ label }) => !isTitleCase(label)).map(({ label }) => label)).toEqual([]);
});

test('descriptions are sentences: a capital first, and a period only where more than one follows', () => {
	const descriptions = SHOWN.flatMap(({ path, entry }) =>
		'description' in entry && entry.description ? [{ path, text: entry.description }] : [],
	);
	expect(wrong(descriptions.filter(({ text }) => !/^[A-Z0-9"<]/.test(text)))).toEqual([]);
	const isOne = (text: string) => !/[.!?] [A-Z0-9]/.test(text.replace('e.g. ', ''));
	expect(wrong(descriptions.filter(({ text }) => isOne(text) && text.endsWith('.')))).toEqual([]);
});

test('what can be switched on begins with Whether', () => {
	const switches = FIELDS.filter(({ field }) => field.type === 'boolean');
	expect(switches.length).toBeGreaterThan(10);
	expect(wrong(switches.filter(({ field }) => !field.description?.startsWith('Whether ')))).toEqual(
		[],
	);
});

test('placeholders are examples, and those of collections say what is added', () => {
	const isCollection = ({ type }: INodeProperties) =>
		['collection', 'fixedCollection'].includes(type);
	const placeholders = FIELDS.flatMap(({ path, field }) => [
		{ path, text: field.placeholder, start: isCollection(field) ? 'Add ' : 'e.g. ' },
		...(field.modes ?? []).map(({ name, placeholder }) => ({
			path: `${path} by ${name}`,
			text: placeholder,
			start: name === 'list' ? '' : 'e.g. ',
		})),
	]);
	expect(wrong(placeholders.filter(({ text, start }) => text && !text.startsWith(start)))).toEqual(
		[],
	);
});

test('a locator offers the list first, and takes an ID', () => {
	const locators = FIELDS.filter(({ field }) => field.type === 'resourceLocator');
	expect(locators.length).toBeGreaterThan(3);
	for (const { field } of locators) {
		const labels = field.modes?.map(({ displayName }) => displayName);
		expect(labels?.[0]).toBe('From List');
		expect(labels).toContain('By ID');
		expect(field.default).toEqual({ mode: 'list', value: '' });
	}
});

test('a binary field is called Input Data Field Name, and the events of the trigger Trigger On', () => {
	const labels = (name: string) =>
		SHOWN.filter(({ path }) => path.endsWith(`.${name}`)).map(({ label }) => label);
	expect(new Set(labels('binaryPropertyName'))).toEqual(new Set(['Input Data Field Name']));
	expect(labels('events')).toEqual(['Trigger On']);
});

test('Output offers Simplified, Raw and Selected Fields, and Sort is a collection of its own, below Options', () => {
	const named = (name: string) => NODE.properties.filter((field) => field.name === name);
	expect(named('output').length).toBeGreaterThan(0);
	for (const { displayName, options = [] } of named('output')) {
		expect(displayName).toBe('Output');
		expect(options.map(({ name }) => name)).toEqual(['Simplified', 'Raw', 'Selected Fields']);
	}
	expect(named('sort').map(({ type }) => type)).toEqual(['collection']);
	const names = NODE.properties.map(({ name }) => name);
	expect(names.indexOf('sort')).toBeGreaterThan(names.indexOf('options'));
	const inOptions = FIELDS.filter(({ path }) => /\.options\.sort/i.test(path));
	expect(wrong(inOptions)).toEqual([]);
});

/** Of an item that is simplified, by n8n's guidelines. */
const MAX_FIELDS = 10;

describe('outputs', () => {
	const FOLDER = resolve(__dirname, '../nodes/TwelveLabs/__schema__/v1.0.0');
	const fieldsOf = (file: string): Record<string, { type: string }> =>
		JSON.parse(readFileSync(join(FOLDER, file), 'utf8')).properties;
	const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });

	test('a delete answers { "deleted": true }', () => {
		const deletes = files.filter((file) => file.endsWith('delete.json'));
		expect(deletes.length).toBeGreaterThan(3);
		for (const file of deletes) expect(fieldsOf(file).deleted).toEqual({ type: 'boolean' });
	});

	test('what is simplified is flat, and an item has at most ten fields', () => {
		const simplified = files.filter((file) => /(get|getAll)\.json$/.test(file));
		expect(simplified.length).toBeGreaterThan(6);
		for (const file of simplified) {
			// The preview is made of several items: one that has an error has no answer, and one that has a URL no asset.
			const fields = fieldsOf(file);
			delete fields.error;
			// The metadata that users stored with an entity stays one object.
			delete fields.metadata;
			// A vector is one value.
			delete fields.embedding;
			if ('asset_id' in fields) delete fields.video_url;
			const nested = Object.values(fields).filter(({ type }) => ['object', 'array'].includes(type));
			expect({ file, nested }).toEqual({ file, nested: [] });
			expect({ file, isShort: Object.keys(fields).length <= MAX_FIELDS }).toEqual({
				file,
				isShort: true,
			});
		}
	});
});
