import { parsers } from 'prettier/plugins/markdown';

/** A part of a parsed page, as mdast names it. Read by the parser of the formatter that checks the same files. */
interface MarkdownNode {
	type: string;
	children?: MarkdownNode[];
	value?: string;
	url?: string;
	/** Of a heading. */
	depth?: number;
	/** Of a fenced block: the first word behind the fence, and the others. */
	lang?: string | null;
	meta?: string | null;
	position?: { start: { line: number } };
}

/** A fenced block. */
export interface Fence {
	lang: string;
	/** What stands behind the language: says what a snippet is, and is not shown. */
	meta: string[];
	text: string;
	line: number;
}

export interface Table {
	/** Headings that lead to the table, from the title of the page on. */
	under: string[];
	/** Rows of cells; the first one is the header. */
	rows: Cell[][];
}

export interface Cell {
	text: string;
	/** In backticks. */
	codes: string[];
	links: string[];
}

/** A sentence or two with the headings that lead to it. */
export interface Paragraph {
	under: string[];
	text: string;
	codes: string[];
}

/** A page of the documentation. */
export interface Page {
	/** From the root of the repository, with slashes. */
	path: string;
	/** In the order of the page. */
	headings: string[];
	/** Targets of links and images. */
	targets: string[];
	/** What stands in backticks. */
	codes: string[];
	/** What is set in italics, and what in bold. */
	italics: string[];
	bolds: string[];
	fences: Fence[];
	tables: Table[];
	paragraphs: Paragraph[];
}

/** Addresses in the HTML that pages have for pictures in two themes. */
const HTML_TARGET = /\b(?:src|srcset|href)="([^"]+)"/g;

export async function parsePage(path: string, text: string): Promise<Page> {
	// The parser looks at the text alone.
	const root = (await parsers.markdown.parse(text, {} as never)) as MarkdownNode;
	const nodes = [...allIn(root)];
	const ofType = (type: string) => nodes.filter((node) => node.type === type);
	return {
		path,
		headings: ofType('heading').map(textOf),
		targets: [
			...nodes.flatMap(({ url }) => (url === undefined ? [] : [url])),
			...ofType('html').flatMap(({ value = '' }) =>
				[...value.matchAll(HTML_TARGET)].map(([, target]) => target),
			),
		],
		codes: codesIn(root),
		italics: ofType('emphasis').map(textOf),
		bolds: ofType('strong').map(textOf),
		fences: ofType('code').map(fenceOf),
		...sectionsOf(root),
	};
}

function fenceOf({ lang, meta, value = '', position }: MarkdownNode): Fence {
	return {
		lang: lang ?? '',
		meta: meta?.split(/\s+/) ?? [],
		text: value,
		line: position?.start.line ?? 0,
	};
}

function sectionsOf({ children = [] }: MarkdownNode): Pick<Page, 'tables' | 'paragraphs'> {
	const tables: Table[] = [];
	const paragraphs: Paragraph[] = [];
	const under: string[] = [];
	for (const node of children) {
		if (node.type === 'heading') under.splice((node.depth ?? 1) - 1, Infinity, textOf(node));
		if (node.type === 'paragraph') {
			paragraphs.push({ under: [...under], text: textOf(node), codes: codesIn(node) });
		}
		if (node.type === 'table') tables.push({ under: [...under], rows: rowsOf(node) });
	}
	return { tables, paragraphs };
}

const rowsOf = ({ children: rows = [] }: MarkdownNode): Cell[][] =>
	rows.map(({ children: cells = [] }) =>
		cells.map((cell) => ({
			text: textOf(cell),
			codes: codesIn(cell),
			links: [...allIn(cell)].flatMap(({ type, url }) => (type === 'link' && url ? [url] : [])),
		})),
	);

const codesIn = (node: MarkdownNode): string[] =>
	[...allIn(node)].flatMap(({ type, value }) => (type === 'inlineCode' && value ? [value] : []));

const textOf = (node: MarkdownNode): string =>
	[...allIn(node)]
		.map(({ value = '' }) => value)
		.join('')
		.replace(/\s+/g, ' ');

function* allIn(node: MarkdownNode): Generator<MarkdownNode> {
	yield node;
	for (const child of node.children ?? []) yield* allIn(child);
}
