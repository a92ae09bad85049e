import { statSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { EngineRun, NodeRun } from './engine/runUploadExample';
import { VIDEO } from './example';
import { table, type Row } from './report';

/** A longer value does not fit a terminal beside its name. */
const MAX_VALUE_LENGTH = 60;

/** What went in, what came out, and how long it took. */
export function firstRunTable(repository: string, { nodes }: EngineRun): string {
	const kilobytes = Math.ceil(statSync(join(repository, VIDEO.file)).size / 1_024);
	const rows: Row[] = [
		['In', `${VIDEO.name}, ${VIDEO.type}, ${kilobytes} kB`],
		...nodes.map((node): Row => [titleOf(node), node.items.map(linesOf).join('\n\n')]),
	];
	return table(rows, ['Node', 'Item']);
}

const titleOf = ({ name, milliseconds }: NodeRun): string =>
	`${name}, ${(milliseconds / 1_000).toFixed(1)} s`;

/** A field of the item in each line, the values below each other. */
function linesOf(item: IDataObject): string {
	const indent = Math.max(...Object.keys(item).map((name) => name.length)) + 2;
	return Object.entries(item)
		.map(([name, value]) => `${name.padEnd(indent)}${textOf(value)}`)
		.join('\n');
}

function textOf(value: IDataObject[string]): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH - 1)}…` : text;
}
