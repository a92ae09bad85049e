import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { differences } from '../../scripts/release/contract/compare';
import { parametersIn, scopesOf, variantsByPath } from '../../scripts/release/contract/places';
import { readContract } from '../../scripts/release/contract/read';
import { differenceText, renewed } from '../../scripts/release/contract/renew';
import { Panel, shownTogether } from '../../scripts/release/contract/situations';
import { committedContract } from '../../scripts/release/contract/store';
import type { Contract, Mode, Parameter } from '../../scripts/release/contract/types';
import { contractOf, DESCRIPTION, everyParameter, named, text } from './fixture';

/** The package as it is built. */
const ROOT = resolve(__dirname, '../..');
const BUILT = JSON.parse(JSON.stringify(readContract(ROOT))) as Contract;

const MORE =
	'\nBefore the first release `npm run release:snapshot` renews the contract. After it, docs/releasing.md says how a node changes.';

test('every workflow that was saved with the last release goes on as it did', () => {
	const lost = differences(committedContract(), BUILT).map(differenceText);
	expect(lost.length > 0 ? `${lost.join('\n')}${MORE}` : '').toBe('');
});

test('the contract has the events of every source of the trigger, the details of errors, and what package.json asks for', () => {
	const outputs = Object.keys(BUILT.outputs).join('\n');
	const folder = resolve(ROOT, 'nodes/TwelveLabsTrigger/sources');
	const sources = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
	for (const { name } of sources) expect(outputs).toContain(`TwelveLabsTrigger/${name}/`);
	const raw = BUILT.outputs['TwelveLabsTrigger/indexedAsset/failed/raw'].properties ?? {};
	const simplified = BUILT.outputs['TwelveLabsTrigger/indexedAsset/failed/simplified'];
	expect(raw).toMatchObject({ deduplicationKey: { type: 'string' }, system_metadata: {} });
	expect(simplified.properties).toMatchObject({ filename: { type: 'string' }, reason: {} });
	expect(BUILT.errorDetails).toEqual(expect.arrayContaining(['next', 'asset_id', 'total']));
	expect(BUILT.requires.n8n).toMatch(/^>=\d/);
	const all = BUILT.nodes.flatMap((node) => everyParameter(node.parameters));
	expect(all.find(({ name }) => name === 'limit')?.limits).toEqual({ min: 1 });
	const [, url] = all.find(({ name }) => name === 'indexId')?.modes ?? [];
	expect(url).toEqual({
		name: 'url',
		validation: [expect.any(String)],
		extract: expect.any(String),
	});
});

test('parameters of one name are never shown at the same time, since a workflow stores one value for both', () => {
	const clashes = BUILT.nodes.flatMap(({ parameters, versions: [version] }) =>
		scopesOf(parameters).flatMap((scope) => {
			const all = variantsByPath(parametersIn(scope, parameters));
			const panel = new Panel(scope, version);
			return [...all.keys()]
				.filter((path) => shownTogether(path, all, panel))
				.map((path) => `${JSON.stringify(scope)} ${path}`);
		}),
	);
	expect(clashes).toEqual([]);
});

/** What is lost when the released contract is changed. */
function lostBy(change: (today: Contract) => void): string[] {
	const today = contractOf();
	change(today);
	return differences(contractOf(), today).map(({ where, what }) => `${where}: ${what}`);
}

const parameters = ({ nodes }: Contract): Parameter[] => nodes[0].parameters;
const one = (contract: Contract, name: string): Parameter => named(parameters(contract), name)[0];

describe('what takes something away from saved workflows is refused', () => {
	test.each<[string, (today: Contract) => void, string]>([
		[
			'a parameter that is gone',
			(today) => void parameters(today).splice(3, 1),
			'TwelveLabs, index: create: the parameter source is gone',
		],
		[
			'a parameter that has another name, whose new name is guessed',
			(today) => void (one(today, 'indexId').name = 'index'),
			'TwelveLabs, index: create, index: delete: the parameter indexId is gone (if it is called index now: only its label may change)',
		],
		[
			'a parameter that an operation no longer has',
			(today) => void (one(today, 'indexId').display = { show: { operation: ['create'] } }),
			'TwelveLabs, index: delete: the parameter indexId is gone',
		],
		[
			'another type',
			(today) => void (one(today, 'url').type = 'json'),
			'TwelveLabs, index: create: the parameter url has the type json in place of string',
		],
		[
			'one value in place of several',
			(today) => void (one(today, 'metadata').type = 'fixedCollection'),
			'TwelveLabs, index: create: the parameter metadata has the type fixedCollection in place of fixedCollection[]',
		],
		[
			'another default',
			(today) => void (one(today, 'maxWait').default = 30),
			'TwelveLabs, index: create: the parameter options.maxWait has the default 30 in place of 60, which workflows do not store',
		],
		[
			'a choice that is gone',
			(today) => void one(today, 'source').choices?.pop(),
			'TwelveLabs, index: create: the parameter source no longer has the choice "asset"',
		],
		[
			'an operation that is gone',
			(today) => void one(today, 'operation').choices?.pop(),
			'TwelveLabs, index: the parameter operation no longer has the choice "delete"',
		],
		[
			'a resource that is gone',
			(today) => void one(today, 'resource').choices?.pop(),
			'TwelveLabs: the parameter resource no longer has the choice "asset"',
		],
		[
			'a choice with a condition',
			(today) =>
				void Object.assign(one(today, 'source').choices?.[2] ?? {}, {
					display: { show: { resource: ['asset'] } },
				}),
			'TwelveLabs, index: create: the parameter source no longer has the choice "asset"',
		],
		[
			'a narrower condition',
			(today) => void (one(today, 'url').display = { show: { source: ['url'] } }),
			'TwelveLabs, index: create: the parameter url is no longer shown when source is "file"',
		],
		[
			'a parameter that something hides',
			(today) => void (one(today, 'url').display = { hide: { source: ['file'] } }),
			'TwelveLabs, index: create: the parameter url is no longer shown when source is "file"',
		],
		[
			'a new condition that saved workflows do not meet',
			(today) => {
				parameters(today).push({ name: 'mode', label: 'Mode', type: 'string', default: 'new' });
				one(today, 'source').display = { show: { mode: ['old'] } };
			},
			'TwelveLabs, index: create: the parameter source is gone',
		],
		[
			'a condition in a collection that an expression no longer meets',
			(today) =>
				void (one(today, 'maxWait').display = { hide: { wait: [false, '={{ $json.value }}'] } }),
			'TwelveLabs, index: create: the parameter options.maxWait is no longer shown when options.wait is an expression',
		],
		[
			'a field of a row',
			(today) => void named(parameters(today), 'fields')[0].fields?.pop(),
			'TwelveLabs, index: create: the parameter metadata.fields.value is gone',
		],
		[
			'a mode of a locator',
			(today) => void one(today, 'indexId').modes?.pop(),
			'TwelveLabs, index: create, index: delete: the parameter indexId no longer has the mode id',
		],
		[
			'a narrower pattern of a mode',
			(today) => void (modeUrl(today).validation = ['https://acme.*']),
			'TwelveLabs, index: create, index: delete: the parameter indexId checks the mode url by https://acme.* in place of https://.*',
		],
		[
			'a pattern of a mode that had none',
			(today) =>
				void Object.assign(one(today, 'indexId').modes?.[2] ?? {}, { validation: ['\\w+'] }),
			'TwelveLabs, index: create, index: delete: the parameter indexId checks the mode id by \\w+ in place of nothing',
		],
		[
			'another ID that is removed from a value',
			(today) => void delete modeUrl(today).extract,
			'TwelveLabs, index: create, index: delete: the parameter indexId takes the ID in the mode url by nothing in place of https://acme\\.test/(\\w+)',
		],
		[
			'a higher minimum',
			(today) => void (one(today, 'maxWait').limits = { min: 2, max: 100, precision: 2 }),
			'TwelveLabs, index: create: the parameter options.maxWait accepts 2 at least in place of 1',
		],
		[
			'a lower maximum',
			(today) => void (one(today, 'maxWait').limits = { max: 50 }),
			'TwelveLabs, index: create: the parameter options.maxWait accepts 50 at most in place of 100',
		],
		[
			'fewer decimal places',
			(today) => void (one(today, 'maxWait').limits = { precision: 0 }),
			'TwelveLabs, index: create: the parameter options.maxWait accepts 0 decimal places in place of 2',
		],
		[
			'a maximum where there was none',
			(today) => void (one(today, 'url').limits = { max: 5 }),
			'TwelveLabs, index: create: the parameter url accepts 5 at most in place of any number',
		],
		[
			'a parameter that has become required',
			(today) => void (one(today, 'url').required = true),
			'TwelveLabs, index: create: the parameter url has become required',
		],
		[
			'a parameter that no longer takes expressions',
			(today) => void (one(today, 'url').noDataExpression = true),
			'TwelveLabs, index: create: the parameter url no longer accepts expressions',
		],
		[
			'a new parameter that n8n asks for',
			(today) =>
				void parameters(today).push({
					...{ name: 'title', label: 'Title', type: 'string', default: '', required: true },
					display: { show: { resource: ['index'], operation: ['create'] } },
				}),
			'TwelveLabs, index: create: the parameter title is new and required',
		],
		[
			'a node version that is gone',
			(today) => void (today.nodes[0].versions = [2]),
			'TwelveLabs: node version 1 is gone',
		],
		[
			'another output of the node',
			(today) => void (today.nodes[0].connections.outputs = ['main', 'main']),
			'TwelveLabs: outputs is ["main","main"] in place of ["main"]',
		],
		[
			'a credential that is gone',
			(today) => void today.credentials.pop(),
			'Credential twelveLabsApi: it is gone',
		],
		[
			'a field of a credential',
			(today) => void (today.credentials[0].parameters[0].name = 'key'),
			'Credential twelveLabsApi: the parameter apiKey is gone (if it is called key now: only its label may change)',
		],
		[
			'a field of the output',
			(today) => void delete outputOf(today)._id,
			'Output TwelveLabs/v1.0.0/index/create: the field _id is gone',
		],
		[
			'a field inside the output',
			(today) => void delete outputOf(today).models.items?.properties?.name,
			'Output TwelveLabs/v1.0.0/index/create: the field models[].name is gone',
		],
		[
			'another type in the output',
			(today) => void (outputOf(today)._id.type = 'number'),
			'Output TwelveLabs/v1.0.0/index/create: the field _id has the type number in place of string',
		],
		[
			'a preview that is gone',
			(today) => void delete today.outputs['TwelveLabs/v1.0.0/index/create'],
			'Output TwelveLabs/v1.0.0/index/create: its preview is gone',
		],
		[
			'a field of an event',
			(today) =>
				void delete today.outputs['TwelveLabsTrigger/asset/ready/simplified'].properties?.event,
			'Output TwelveLabsTrigger/asset/ready/simplified: the field event is gone',
		],
		[
			'a field of the details of an error',
			(today) => void today.errorDetails.pop(),
			'Error output: the field traceId of details is gone',
		],
		[
			'a newer n8n that is asked for',
			(today) => void (today.requires.n8n = '>=2.41.0'),
			'package.json: engines.n8n is >=2.41.0 in place of >=2.37.0',
		],
		[
			'a newer Node.js that is asked for',
			(today) => void (today.requires.node = '>=20.20'),
			'package.json: engines.node is >=20.20 in place of >=20.19',
		],
		[
			'a range of another kind',
			(today) => void (today.requires.node = '>=20.19 <26'),
			'package.json: engines.node is >=20.19 <26 in place of >=20.19',
		],
		[
			"a newer version of n8n's interface for nodes",
			(today) => void (today.requires.n8nNodesApiVersion = 2),
			'package.json: n8n.n8nNodesApiVersion is 2 in place of 1',
		],
	])('%s', (_name, change, message) => {
		expect(lostBy(change)).toEqual([message]);
	});

	const modeUrl = (today: Contract) => one(today, 'indexId').modes?.[1] as Mode;

	const outputOf = ({ outputs }: Contract) =>
		outputs['TwelveLabs/v1.0.0/index/create'].properties ?? {};

	test('wherever in the real package it is', () => {
		const before = releasedPaths();
		const lost = (change: (parameter: Parameter) => void) => {
			const today = structuredClone(BUILT);
			for (const node of today.nodes) everyParameter(node.parameters).forEach(change);
			return new Set(
				differences(BUILT, today).flatMap(({ where, what }) => {
					const [, path] = /^the parameter (\S+)/.exec(what) ?? [];
					return path === undefined ? [] : [`${where.split(',')[0]} ${path}`];
				}),
			);
		};
		const other = (value: Parameter['default']) => ({ other: value }) as Parameter['default'];
		expect(lost((parameter) => void (parameter.default = other(parameter.default)))).toEqual(
			before,
		);
		expect(lost((parameter) => void (parameter.type += '?'))).toEqual(before);
	});

	/** Every parameter, by its node. */
	const releasedPaths = () =>
		new Set(
			BUILT.nodes.flatMap(({ displayName, parameters: all }) =>
				[...variantsByPath(all).keys()].map((path) => `${displayName} ${path}`),
			),
		);
});

describe('what adds something passes', () => {
	test.each<[string, (today: Contract) => void]>([
		[
			'a new parameter',
			(today) => void parameters(today).push({ ...one(today, 'url'), name: 'new' }),
		],
		[
			'a new parameter that a new choice asks for',
			(today) => {
				one(today, 'source').choices?.push({ label: 'Bucket', value: 'bucket' });
				parameters(today).push({
					...{ name: 'bucket', label: 'Bucket', type: 'string', default: '', required: true },
					display: { show: { resource: ['index'], source: ['bucket'] } },
				});
			},
		],
		[
			'a new choice',
			(today) => void one(today, 'source').choices?.unshift({ label: 'B', value: 'b' }),
		],
		[
			'a new operation with a required parameter',
			(today) => {
				one(today, 'operation').choices?.push({ label: 'Update', value: 'update' });
				parameters(today).push({
					...{ name: 'title', label: 'Title', type: 'string', default: '', required: true },
					display: { show: { resource: ['index'], operation: ['update'] } },
				});
			},
		],
		[
			'a new option',
			(today) =>
				void one(today, 'options').fields?.push({ ...one(today, 'wait'), name: 'another' }),
		],
		['a wider condition', (today) => void delete one(today, 'url').display?.show?.source],
		[
			'a new condition that saved workflows meet, since it is the default',
			(today) => {
				parameters(today).push({ name: 'mode', label: 'Mode', type: 'string', default: 'old' });
				one(today, 'source').display = { show: { mode: ['old'] } };
			},
		],
		['another label', (today) => void (one(today, 'url').label = 'Address')],
		['another order', (today) => void parameters(today).reverse()],
		[
			'a new mode of a locator',
			(today) => void one(today, 'indexId').modes?.push({ name: 'name' }),
		],
		[
			'a pattern with more alternatives',
			(today) => {
				const [, url] = one(today, 'indexId').modes ?? [];
				url.validation = ['https://.*|acme:.*'];
			},
		],
		['a pattern that is gone', (today) => void delete one(today, 'indexId').modes?.[1].validation],
		[
			'wider limits',
			(today) => void (one(today, 'maxWait').limits = { min: 0, max: 200, precision: 3 }),
		],
		['no limits', (today) => void delete one(today, 'maxWait').limits],
		[
			'an older n8n and an older Node.js that are enough',
			(today) => Object.assign(today.requires, { n8n: '>=2.36.5', node: '>=20' }),
		],
		['a new field of the details of an error', (today) => void today.errorDetails.push('new')],
		['a parameter that is no longer required', (today) => void delete one(today, 'url').required],
		[
			'a new node, a new credential and a new preview',
			(today) => {
				today.nodes.push({ ...today.nodes[0], name: 'another' });
				today.credentials.push({ name: 'another', parameters: [] });
				today.outputs.another = { type: 'object' };
			},
		],
		[
			'a new field in the output',
			(today) =>
				void Object.assign(today.outputs['TwelveLabs/v1.0.0/index/create'].properties ?? {}, {
					status: { type: 'string' },
				}),
		],
		[
			'a node that becomes a tool',
			(today) => void (today.nodes[0].connections.usableAsTool = true),
		],
	])('%s', (_name, change) => {
		expect(lostBy(change)).toEqual([]);
	});

	test('another default in a new node version', () => {
		const inVersion = (version: unknown, value: string) =>
			text('title', {
				default: value,
				displayOptions: { show: { resource: ['index'], '@version': [version] } } as never,
			});
		const withTitle = (version: number[], ...titles: Array<ReturnType<typeof text>>) =>
			contractOf({
				...DESCRIPTION,
				version,
				properties: [...DESCRIPTION.properties, ...titles],
			} as INodeTypeDescription);
		const released = withTitle([1], inVersion(1, 'a'));
		const versioned = withTitle([1, 2], inVersion(1, 'a'), inVersion({ _cnd: { gte: 2 } }, 'b'));
		expect(differences(released, versioned)).toEqual([]);
		const [lost] = differences(released, withTitle([1, 2], inVersion({ _cnd: { gte: 1 } }, 'b')));
		expect(lost).toEqual({
			where: 'TwelveLabs, index: create, index: delete',
			what: 'the parameter title has the default "b" in place of "a", which workflows do not store',
			instead: expect.stringContaining('give the node a new version'),
		});
	});
});

describe('the committed contract', () => {
	const published = contractOf();
	const narrower = contractOf();
	narrower.nodes[0].parameters.pop();

	test('is renewed freely until the first release, with a date or without', () => {
		expect(renewed(undefined, narrower, false)).toEqual({ ...narrower, dated: false });
		expect(renewed(undefined, narrower, true)).toEqual({ ...narrower, dated: true });
	});

	test('of a published version stays, whatever has changed', () => {
		for (const version of ['1.0.0', '0.9.0', 'next']) {
			expect(() => renewed(published, { ...published, version }, true)).toThrow(
				'Version 1.0.0 is published',
			);
		}
	});

	test('is renewed at the next release only, which has a date', () => {
		const next = { ...published, version: '1.1.0' };
		expect(renewed(published, next, true)).toEqual({ ...next, dated: true });
		expect(() => renewed(published, next, false)).toThrow(
			'no section of version 1.1.0 with a date',
		);
	});

	test('is never renewed by a version that takes something away, other than a major one', () => {
		expect(() => renewed(published, { ...narrower, version: '1.1.0' }, true)).toThrow(
			/takes away what version 1.0.0 has promised:\nTwelveLabs, index: create: the parameter metadata is gone/,
		);
		expect(renewed(published, { ...narrower, version: '2.0.0' }, true).version).toBe('2.0.0');
	});
});
