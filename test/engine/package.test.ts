/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never published */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { Engine } from './harness';

let engine: Engine;
beforeAll(async () => {
	engine = await Engine.load();
});

const properties = (): INodeProperties[] => engine.node.description.properties;
const named = (name: string) => properties().filter((property) => property.name === name);
const operations = () =>
	named('operation').flatMap(({ options, displayOptions }) =>
		(options as INodePropertyOptions[]).map((operation) => ({
			resource: String(displayOptions?.show?.resource?.[0]),
			operation,
		})),
	);

test('n8n finds the node, the credential, their icons and the codex in the built package', () => {
	const { nodes, credentials } = engine.loader.types;
	expect(nodes.map(({ name }) => name)).toEqual(['twelveLabs', 'twelveLabsTrigger']);
	expect(credentials.map(({ name }) => name)).toEqual(['twelveLabsApi']);
	for (const { iconUrl } of [...nodes, ...credentials]) {
		expect(iconUrl).toEqual({
			light: 'icons/n8n-nodes-twelvelabs/dist/icons/twelvelabs.svg',
			dark: 'icons/n8n-nodes-twelvelabs/dist/icons/twelvelabs.dark.svg',
		});
	}
	for (const { codex } of nodes) {
		// Without 'Root Nodes' an AI category hides the node from the search of the node panel.
		expect(codex).toMatchObject({
			subcategories: { AI: ['Root Nodes'] },
			alias: expect.arrayContaining(['Video']),
			resources: { primaryDocumentation: [expect.anything()] },
		});
	}
});

test('the node is declarative: it has no execute, and every operation sends through the transport', () => {
	const { type } = engine.loader.getNode('twelveLabs');
	expect(type).not.toHaveProperty('execute');
	for (const { operation } of operations()) {
		expect(operation.routing?.request).toEqual({
			method: expect.any(String),
			url: expect.stringMatching(/^\/[a-z{}_/-]+$/i),
		});
		expect(operation.routing?.operations?.pagination).toBeInstanceOf(Function);
	}
	for (const property of named('operation')) expect(property.routing?.send?.paginate).toBe(true);
});

test('the names that workflows store are those that were promised', () => {
	expect(operations().map(({ resource, operation }) => `${resource}.${operation.value}`)).toEqual(
		['delete', 'get', 'getAll', 'getAllByAsset', 'create', 'update'].map(
			(operation) => `indexedAsset.${operation}`,
		),
	);
	expect(new Set(properties().map(({ name }) => name))).toEqual(
		new Set([
			...['resource', 'operation', 'indexId', 'assetId', 'indexedAssetId', 'enableVideoStream'],
			...['metadataMode', 'userMetadata', 'userMetadataJson', 'returnAll', 'limit', 'filters'],
			...['options', 'requestOptions'],
		]),
	);
	const optionNames = named('options').map(({ displayOptions, options = [] }) => [
		displayOptions?.show?.operation,
		options.map(({ name }) => name).sort(),
	]);
	expect(optionNames).toEqual([
		[['delete', 'getAllByAsset'], ['maxRateLimitWait']],
		[
			['create'],
			[
				...['additionalFields', 'maxRateLimitWait', 'maxWaitMinutes'],
				...['skipIfIndexed', 'waitForAsset', 'waitForCompletion'],
			],
		],
		[['get'], ['embeddingOptions', 'maxRateLimitWait', 'transcription']],
		[['getAll'], ['maxRateLimitWait', 'sortBy', 'sortOption']],
		[['update'], ['additionalFields', 'maxRateLimitWait']],
	]);
	const defaults = ['metadataMode', 'limit', 'enableVideoStream', 'returnAll'].map(
		(name) => named(name)[0].default,
	);
	expect(defaults).toEqual(['fields', 50, false, false]);
});

test('a field that operations share stands in the node once, since each costs every item time', () => {
	const top = properties().map(({ name }) => name);
	const repeated = top.filter((name, at) => top.indexOf(name) !== at);
	expect(new Set(repeated)).toEqual(new Set(['options']));
	expect(top.length).toBeLessThan(80);
});

test('the trigger polls, and has the parameters that were promised', () => {
	const { description } = engine.trigger;
	expect(description).toMatchObject({ polling: true, group: ['trigger'], inputs: [] });
	expect(description).not.toHaveProperty('usableAsTool');
	expect(description.properties.map(({ name, default: initial }) => [name, initial])).toEqual([
		['pollTimes', expect.anything()],
		['indexId', { mode: 'list', value: '' }],
		['events', ['ready', 'failed']],
		['simplify', true],
		['options', {}],
	]);
});

test('every operation has a preview of its output', () => {
	for (const { resource, operation } of operations()) {
		const file = resolve(
			__dirname,
			`../../dist/nodes/TwelveLabs/__schema__/v1.0.0/${resource}/${operation.value}.json`,
		);
		expect(existsSync(file)).toBe(true);
		expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
			type: 'object',
			properties: { _id: { type: 'string' } },
			version: 1,
		});
	}
});

test('agents can use the node as a tool', () => {
	expect(engine.node.description.usableAsTool).toBe(true);
	const actions = operations().map(({ operation }) => operation.action);
	expect(new Set(actions).size).toBe(actions.length);
});

test('the package depends on nothing at run time', () => {
	const manifest = JSON.parse(readFileSync(resolve(__dirname, '../../package.json'), 'utf8'));
	expect(manifest).not.toHaveProperty('dependencies');
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('README, package.json and tests name the same oldest n8n', () => {
	const file = (name: string) => readFileSync(resolve(__dirname, '../..', name), 'utf8');
	const { engines, devDependencies } = JSON.parse(file('package.json'));
	const [, oldest] = /^>=(\d+\.\d+)\.0$/.exec(engines.n8n) ?? [];
	expect(devDependencies['n8n-core-oldest']).toBe(`npm:n8n-core@${oldest}.0`);
	expect(file('README.md')).toContain(`It needs n8n ${oldest} or newer.`);
});
