import { resources } from '../../nodes/TwelveLabs/resources';
import { unknownCommands } from './commands';
import { detailNames } from './errorDetails';
import { brokenLinks, missingPaths } from './links';
import { parsePage, type Page } from './page';
import { labelsOf, spellings, unknownParameters, type SavedNode } from './panel';
import { FILES, readPages, readText } from './repository';
import { wrongSnippets } from './snippets';
import {
	missingFields,
	NODE_PAGES,
	RESOURCE_PAGES,
	unknownFields,
	unknownMessages,
	unknownOutput,
	unknownWords,
	USER_PAGES,
} from './words';

let pages: Page[];
beforeAll(async () => {
	pages = await readPages();
});

const pageAt = (path: string): Page => {
	const page = pages.find((one) => one.path === path);
	if (!page) throw new Error(`There is no page ${path}`);
	return page;
};
const userPages = () => USER_PAGES.map(pageAt);

/** @returns what is wrong, by page */
const flawsBy = (chosen: readonly Page[], flawsOf: (page: Page) => string[]) =>
	Object.fromEntries(
		chosen.map((page) => [page.path, flawsOf(page)]).filter(([, flaws]) => flaws.length > 0),
	) as Record<string, string[]>;

test('every link, anchor and picture leads somewhere', () => {
	expect(flawsBy(pages, (page) => brokenLinks(page, pages))).toEqual({});
});

test('every path in backticks exists', () => {
	expect(flawsBy(pages, missingPaths)).toEqual({});
});

test('every command is a script of this package, or run by a test', () => {
	expect(flawsBy(pages, unknownCommands)).toEqual({});
});

test('every snippet can be read, and fits the node', () => {
	expect(flawsBy(pages, wrongSnippets)).toEqual({});
});

test('every word in italics is one of the panel', () => {
	expect(flawsBy(userPages(), (page) => unknownWords(page, FREE[page.path]))).toEqual({});
});

test('every field in a table is one of the operation that it is about', () => {
	expect(flawsBy(userPages(), unknownFields)).toEqual({});
});

test('every field of every operation is on its page', () => {
	const common = pageAt('docs/common-fields.md');
	const shared = [...common.italics, ...common.bolds].flatMap(spellings);
	const flaws = Object.entries(RESOURCE_PAGES).map(([path, resource]) => {
		const operations = resources.find(({ value }) => value === resource)?.operations ?? [];
		return [path, missingFields(pageAt(path), operations.flatMap(labelsOf), shared)];
	});
	expect(Object.fromEntries(flaws.filter(([, missing]) => missing.length > 0))).toEqual({});
	for (const [path, labels] of Object.entries(NODE_PAGES)) {
		expect(missingFields(pageAt(path), [...labels], [])).toEqual([]);
	}
});

test('every field of an output that a page names is in the preview of the output', () => {
	expect(flawsBy(Object.keys(RESOURCE_PAGES).map(pageAt), unknownOutput)).toEqual({});
});

test('every message in a table of messages is one of the node', () => {
	expect(flawsBy(userPages(), unknownMessages)).toEqual({});
});

test('the README lists every operation, each with the heading that it is explained under', () => {
	const table = pageAt('README.md').tables.find(({ under }) => under.at(-1) === 'Operations');
	const listed = table?.rows.slice(1).flatMap(([{ text }]) => {
		const [resource, names] = text.split(': ');
		return names.split(', ').map((name) => `${resource}: ${name}`);
	});
	expect(listed?.sort()).toEqual(
		resources
			.flatMap(({ name, operations }) =>
				operations.map((operation) => `${name}: ${operation.name}`),
			)
			.sort(),
	);
});

test('the README lists every example', () => {
	const table = pageAt('README.md').tables.find(({ under }) => under.at(-1) === 'Examples');
	expect(
		table?.rows
			.slice(1)
			.flatMap(([{ links }]) => links)
			.sort(),
	).toEqual(EXAMPLES);
});

test('the README lists every field of the error output', () => {
	const table = pageAt('README.md').tables.find(({ under }) => under.at(-1) === 'Error output');
	const names = table?.rows.slice(1).flatMap(([{ codes }]) => codes) ?? [];
	expect(names.sort()).toEqual(detailNames().sort());
});

test('the README has the commands for a stranger in blocks of their own', () => {
	const blocks = pageAt('README.md').fences.map(({ text }) => text);
	expect(blocks).toEqual(expect.arrayContaining(['npm ci && npm start', 'npm ci && npm test']));
});

test('the README is short enough to be read', () => {
	const text = readText('README.md');
	expect(text.split('\n').length).toBeLessThan(200);
	// It is in the package, in which every byte counts.
	expect(Buffer.byteLength(text)).toBeLessThan(15_000);
});

test('npmjs.com can show the pictures of the README: it finds the address of an img alone, in no theme', () => {
	expect(readText('README.md')).not.toMatch(/srcset|<picture/);
	expect(pageAt('README.md').targets).toContain('docs/images/first-workflow-light.png');
});

test('the nodes of every example have only what the editor offers', () => {
	for (const path of EXAMPLES) {
		const { nodes } = JSON.parse(readText(path)) as { nodes: SavedNode[] };
		expect([path, unknownParameters(nodes)]).toEqual([path, []]);
	}
});

describe('a fault is found:', () => {
	const faults: Array<[string, string, string, string, (page: Page) => string[]]> = [
		[
			'a link',
			'docs/errors.md',
			'](rate-limits.md)',
			'](limits.md)',
			(page) => brokenLinks(page, pages),
		],
		['an anchor', 'docs/errors.md', '#error-output', '#errors', (page) => brokenLinks(page, pages)],
		[
			'a picture',
			'README.md',
			'first-workflow-light.png',
			'canvas-black.png',
			(page) => brokenLinks(page, pages),
		],
		[
			'a path',
			'docs/architecture.md',
			'`nodes/api/endpoints.ts`',
			'`nodes/api/calls.ts`',
			missingPaths,
		],
		[
			'a file without its folder',
			'docs/architecture.md',
			'`properties.ts`',
			'`boards.ts`',
			missingPaths,
		],
		['a script', 'docs/development.md', '`npm run bench`', '`npm run benchmark`', unknownCommands],
		[
			'an option',
			'docs/development.md',
			'simulator -- --demo',
			'simulator -- --sample',
			unknownCommands,
		],
		[
			'a command in a block',
			'README.md',
			'npm ci && npm start',
			'npm i && npm start',
			unknownCommands,
		],
		[
			'a snippet that is no JSON',
			'docs/trigger.md',
			'"event": "ready",',
			'"event": "ready"',
			wrongSnippets,
		],
		['a field of an item', 'docs/indexed-assets.md', '"asset_id":', '"assetId":', wrongSnippets],
		[
			'a parameter',
			'docs/indexed-assets.md',
			'"skipIfIndexed": true',
			'"skip": true',
			wrongSnippets,
		],
		['a field of an event', 'docs/trigger.md', '"filename":', '"name":', wrongSnippets],
		['a field of details', 'docs/errors.md', '"traceId":', '"trace":', wrongSnippets],
		[
			'a value that a field refuses',
			'docs/common-fields.md',
			'"season": 7',
			'"season": [7]',
			wrongSnippets,
		],
		[
			'a line of code',
			'docs/adding-an-operation.md',
			"name: 'Get',",
			"name: 'Read',",
			wrongSnippets,
		],
		['a label in italics', 'docs/assets.md', '_Resume Upload_', '_Continue Upload_', unknownWords],
		[
			'a label in a table',
			'docs/indexed-assets.md',
			'| Wait for Asset ',
			'| Await Asset ',
			unknownFields,
		],
		[
			'a field of the output',
			'docs/assets.md',
			'`thumbnail_url`, `error`',
			'`thumbnail`, `error`',
			unknownOutput,
		],
		[
			'a message',
			'docs/errors.md',
			'did not accept the API key',
			'refused the API key',
			unknownMessages,
		],
	];

	test.each(faults)('%s', async (_, path, from, to, check) => {
		const text = readText(path);
		expect(text).toContain(from);
		const before = check(await parsePage(path, text));
		const after = check(await parsePage(path, text.replace(from, to)));
		expect(after.length).toBeGreaterThan(before.length);
	});

	test('a parameter that an operation does not have, and a choice that is none', () => {
		const node = (parameters: SavedNode['parameters']): SavedNode => ({
			name: 'TwelveLabs',
			type: 'n8n-nodes-twelvelabs.twelveLabs',
			parameters: { resource: 'asset', operation: 'get', ...parameters },
		});
		expect(unknownParameters([node({ output: 'raw' })])).toEqual([]);
		expect(unknownParameters([node({ indexId: 'a' })])).toEqual(['TwelveLabs: indexId']);
		expect(unknownParameters([node({ options: { force: true } })])).toEqual([
			'TwelveLabs: options.force',
		]);
		expect(unknownParameters([node({ output: 'small' })])).toEqual(['TwelveLabs: output = small']);
	});
});

const EXAMPLES = FILES.filter((path) => /^examples\/[^/]+\.json$/.test(path)).sort();

/** What stands in italics for another reason than being in a panel, by page. */
const FREE: Record<string, string[]> = {
	'docs/ai-agents.md': ['Search videos by text'],
	'docs/analysis.md': ['The asset is not ready yet'],
	'docs/assets.md': ['Memory'],
	'docs/embeddings.md': ['The asset is not ready yet'],
	'docs/search.md': ['a crane lifts a container'],
};
