import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { TwelveLabs } from '../nodes/TwelveLabs/TwelveLabs.node';
import { TwelveLabsTrigger } from '../nodes/TwelveLabsTrigger/TwelveLabsTrigger.node';
import { savedParameterLines } from './savedParameterLines';

/**
 * What users' workflows have stored: a line for each parameter and each choice. A release adds lines, and never changes or
 * takes away one. A parameter whose default or condition changes means something else in a workflow that was saved before.
 */
const SAVED = readFileSync(join(__dirname, 'savedParameters.txt'), 'utf8').trim().split('\n');

const LINES = [new TwelveLabs(), new TwelveLabsTrigger()]
	.flatMap(({ description }) => savedParameterLines(description))
	.sort();

test('every parameter that a saved workflow can hold is still there, and means the same', () => {
	expect(SAVED.filter((line) => !LINES.includes(line))).toEqual([]);
});

test('every parameter is among those that saved workflows can hold', () => {
	expect(LINES.filter((line) => !SAVED.includes(line))).toEqual([]);
});

test('no two parameters share a line, so that none of them can go unnoticed', () => {
	expect(LINES.filter((line, at) => LINES.indexOf(line) !== at)).toEqual([]);
});

describe('the table', () => {
	const operation = (resource: string): INodeProperties => ({
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		options: [{ name: 'Create', value: 'create' }],
		default: 'create',
		displayOptions: { show: { resource: [resource] } },
	});
	const linesOf = (...properties: INodeProperties[]) =>
		savedParameterLines({ name: 'node', version: 1, properties } as INodeTypeDescription);
	const text = (name: string, displayOptions?: INodeProperties['displayOptions']) =>
		({ displayName: name, name, type: 'string', default: '', displayOptions }) as INodeProperties;

	test('keeps the operations of two resources apart, though they have the same name', () => {
		const lines = linesOf(
			operation('index'),
			operation('asset'),
			text('title', { show: { resource: ['asset'], operation: ['create'] } }),
		);
		expect(lines).toContain('node index: operation = "create"');
		expect(lines).toContain('node asset: operation = "create"');
		expect(lines).toContain('node asset create: title string ""');
		expect(lines).not.toContain('node index create: title string ""');
	});

	test('shows what a field inside a collection depends on', () => {
		const [, , ...lines] = linesOf(operation('asset'), {
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			options: [
				text('kept', { show: { '/resource': ['asset'], '/operation': ['create'] } }),
				text('elsewhere', { show: { '/resource': ['index'] } }),
				text('hidden', { hide: { '/operation': ['create'] } }),
				text('sometimes', { show: { kept: ['a'] }, hide: { '/mode': ['b'] } }),
			],
		});
		expect(lines).toEqual([
			'node asset: operation = "create"',
			'node asset create: options collection {}',
			'node asset create: options.kept string ""',
			'node asset create: options.sometimes string "" when kept is ["a"] and /mode is not ["b"]',
		]);
	});
});
