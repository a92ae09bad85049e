import type { Page, Table } from './page';
import {
	EMBEDDINGS_LABELS,
	labelsOf,
	operationsUnder,
	PANEL_WORDS,
	spellings,
	TRIGGER_LABELS,
} from './panel';
import { isMessage } from './errorDetails';
import { exists, readText } from './repository';

/** Pages for users, and the resource that each is about. */
export const RESOURCE_PAGES: Readonly<Record<string, string>> = {
	'docs/analysis.md': 'analysis',
	'docs/assets.md': 'asset',
	'docs/embeddings.md': 'embedding',
	'docs/entities.md': 'entity',
	'docs/entity-collections.md': 'entityCollection',
	'docs/indexed-assets.md': 'indexedAsset',
	'docs/indexes.md': 'index',
	'docs/search.md': 'search',
};
/** Pages of the nodes without operations, and the labels of each. */
export const NODE_PAGES: Readonly<Record<string, readonly string[]>> = {
	'docs/embeddings-sub-node.md': EMBEDDINGS_LABELS,
	'docs/trigger.md': ['Poll Times', ...TRIGGER_LABELS],
};
export const USER_PAGES: readonly string[] = [
	...Object.keys(RESOURCE_PAGES),
	...Object.keys(NODE_PAGES),
	'README.md',
	...['ai-agents', 'common-fields', 'errors', 'install', 'rate-limits'].map(
		(name) => `docs/${name}.md`,
	),
];

/** Words of n8n's own interface. */
const N8N_WORDS = new Set([
	...['Import from File', 'Remove Duplicates', 'Retry On Fail', 'Always Output Data', 'Retry'],
	...['On Error', 'Continue (using error output)', 'Continue', 'Stop Workflow', 'Settings'],
	...['Authentication', 'Predefined Credential Type', 'Fetch Test Event', 'AI Agent', 'Tool'],
	...['Community nodes', 'MCP Server Trigger', 'TwelveLabs Tool', 'HTTP Request', 'Poll Times'],
	...['Request Options', 'Batching', 'Ignore SSL Issues', 'Proxy', 'Timeout', 'Chat Model'],
	...['Local File Trigger', 'Read/Write Files from Disk'],
	// Of its vector stores and what is connected with them.
	...['Simple Vector Store', 'Postgres PGVector Store', 'Embedding', 'Insert Documents'],
	...['Default Data Loader', 'Load Specific Data', 'Mode', 'Data', 'Text Splitting', 'Metadata'],
]);

/**
 * Words in italics on a page for users that are in no panel: a label that was renamed, or an emphasis that looks like one.
 * @param free what the page says in italics for another reason
 */
export const unknownWords = ({ italics }: Page, free: readonly string[] = []): string[] =>
	italics
		.filter((words) => !free.includes(words))
		.flatMap((words) => words.split(/ > |: /))
		.filter((word) => !PANEL_WORDS.has(word) && !N8N_WORDS.has(word));

/** Tables whose rows are fields of the panel. */
const FIELD_TABLE = /^(?:Field|Option)$/;

/** @returns fields in the tables of a page that the operation of their heading does not have */
export const unknownFields = (page: Page): string[] =>
	fieldTables(page).flatMap(({ under, rows: [, ...rows] }) => {
		const labels = NODE_PAGES[page.path] ?? labelsUnder(page, under);
		const allowed = new Set([...labels, 'Options', 'Filters', 'Sort'].flatMap(spellings));
		return rows
			.flatMap(([{ text }]) => text.split(', '))
			.filter((name) => !allowed.has(name))
			.map((name) => `${under.join(' > ')}: ${name}`);
	});

const fieldTables = ({ tables }: Page): Table[] =>
	tables.filter(({ rows: [[{ text }]] }) => FIELD_TABLE.test(text));

const labelsUnder = ({ path }: Page, under: string[]): string[] =>
	under.flatMap((heading) => operationsUnder(RESOURCE_PAGES[path], heading)).flatMap(labelsOf);

/** @returns fields that an operation has and its page does not name */
export function missingFields(
	page: Page,
	labels: readonly string[],
	common: readonly string[],
): string[] {
	const named = new Set([
		...common,
		...page.italics.flatMap((words) => words.split(/ > |: /)),
		...page.bolds,
		...fieldTables(page).flatMap(({ rows }) => rows.flatMap(([{ text }]) => text.split(', '))),
	]);
	return [...new Set(labels)].filter((label) => !spellings(label).some((one) => named.has(one)));
}

/** Names of fields in `Simplified: …`, and in tables of them, that no item of the resource has. */
export function unknownOutput(page: Page): string[] {
	const resource = RESOURCE_PAGES[page.path];
	const simplified = page.paragraphs.flatMap(({ text, codes, under }) => {
		const [list] = /Simplified: [^.]*/.exec(text) ?? [];
		if (list === undefined) return [];
		const names = codes.filter((code) => list.includes(code));
		const fields = fieldsOf(resource, 'get');
		return [
			...names.filter((name) => !fields.includes(name)),
			...fields.filter((name) => !names.includes(name)),
		].map((name) => `${under.join(' > ')}: ${name}`);
	});
	const tables = page.tables
		.filter(({ rows: [[{ text }]] }) => text === 'Output field')
		.flatMap(({ rows: [, ...rows] }) => rows.flatMap(([{ codes }]) => codes))
		.filter((name) => !fieldsOf(resource, 'text').includes(name));
	return [...simplified, ...tables];
}

/** An answer by a JSON Schema, which takes the place of `text`. */
const ANSWER_AS_JSON = 'data';

function fieldsOf(resource: string, operation: string): string[] {
	const schema = `nodes/TwelveLabs/__schema__/v1.0.0/${resource}/${operation}.json`;
	if (!exists(schema)) return [];
	const { properties } = JSON.parse(readText(schema)) as { properties: object };
	return [...Object.keys(properties), ...(resource === 'analysis' ? [ANSWER_AS_JSON] : [])];
}

/** Tables of what a user sees, and what to do then. */
const MESSAGE_TABLE = /^(?:Message|What happens)/;

/** @returns messages on a page that the node does not have */
export const unknownMessages = ({ tables }: Page): string[] =>
	tables
		.filter(({ rows: [[{ text }]] }) => MESSAGE_TABLE.test(text))
		.flatMap(({ rows: [, ...rows] }) => rows.flatMap(([{ codes }]) => codes))
		.filter((code) => code.includes(' ') && !isMessage(code));
