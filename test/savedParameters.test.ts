/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never published */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { TwelveLabs } from '../nodes/TwelveLabs/TwelveLabs.node';
import { TwelveLabsTrigger } from '../nodes/TwelveLabsTrigger/TwelveLabsTrigger.node';

/**
 * What users' workflows have stored: a line for each parameter and each choice. A release adds lines, and never changes or
 * takes away one. A parameter whose default changes means something else in a workflow that does not store it.
 */
const SAVED = readFileSync(join(__dirname, 'savedParameters.txt'), 'utf8').trim().split('\n');

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;

function linesOf(entries: Entry[], parent: string): string[] {
	return entries.flatMap((entry) => {
		if ('values' in entry) return linesOf(entry.values, `${parent}.${entry.name}`);
		if (!('type' in entry)) return [`${parent} = ${JSON.stringify(entry.value)}`];
		const operations = entry.displayOptions?.show?.operation?.map((name) => ` ${name}`) ?? [''];
		return operations.flatMap((operation) => {
			const path = `${parent}${operation}.${entry.name}`;
			const modes = (entry.modes ?? []).map(({ name }) => `${path} by ${name}`);
			const line = `${path}: ${entry.type} ${JSON.stringify(entry.default)}`;
			return [line, ...modes, ...linesOf(entry.options ?? [], path)];
		});
	});
}

const LINES = [new TwelveLabs(), new TwelveLabsTrigger()].flatMap(({ description }) => [
	...[description.version].flat().map((version) => `${description.name} ${version}`),
	...linesOf(description.properties, description.name),
]);

test('every parameter that a saved workflow can hold is still there, and means the same', () => {
	expect(SAVED.filter((line) => !LINES.includes(line))).toEqual([]);
});

test('every parameter is among those that saved workflows can hold', () => {
	expect(LINES.filter((line) => !SAVED.includes(line))).toEqual([]);
});
