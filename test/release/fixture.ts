import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { nodeContract } from '../../scripts/release/contract/read';
import type { Contract, Parameter } from '../../scripts/release/contract/types';

export const text = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const choice = (name: string, values: string[], more: Partial<INodeProperties> = {}) => ({
	...text(name, { type: 'options', default: values[0], ...more }),
	options: values.map((value) => ({ name: value, value })),
});

const inCreate = { show: { resource: ['index'], operation: ['create'] } };

/** A node with one of everything that a workflow stores. */
export const DESCRIPTION = {
	name: 'twelveLabs',
	displayName: 'TwelveLabs',
	version: 1,
	inputs: ['main'],
	outputs: ['main'],
	group: ['transform'],
	credentials: [{ name: 'twelveLabsApi', required: true }],
	properties: [
		choice('resource', ['index', 'asset']),
		choice('operation', ['create', 'delete'], {
			displayOptions: { show: { resource: ['index'] } },
		}),
		choice('operation', ['upload'], { displayOptions: { show: { resource: ['asset'] } } }),
		choice('source', ['url', 'file', 'asset'], { displayOptions: inCreate }),
		text('url', { displayOptions: { show: { ...inCreate.show, source: ['url', 'file'] } } }),
		text('indexId', {
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{ displayName: 'From List', name: 'list', type: 'list' },
				{
					displayName: 'By URL',
					name: 'url',
					type: 'string',
					extractValue: { type: 'regex', regex: 'https://acme\\.test/(\\w+)' },
					validation: [
						{ type: 'regex', properties: { regex: 'https://.*', errorMessage: 'No URL' } },
					],
				},
				{ displayName: 'By ID', name: 'id', type: 'string' },
			],
			displayOptions: { show: { resource: ['index'], operation: ['create', 'delete'] } },
		}),
		{
			...text('options', { type: 'collection', default: {}, displayOptions: inCreate }),
			options: [
				text('wait', { type: 'boolean', default: false }),
				text('maxWait', {
					type: 'number',
					default: 60,
					typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 2 },
					displayOptions: { show: { wait: [true, { _cnd: { startsWith: '=' } }] } },
				}),
			],
		},
		{
			...text('metadata', { type: 'fixedCollection', default: {}, displayOptions: inCreate }),
			typeOptions: { multipleValues: true },
			options: [{ displayName: 'Fields', name: 'fields', values: [text('key'), text('value')] }],
		},
	],
} as unknown as INodeTypeDescription;

/** The contract of a package with that node, a credential, one preview and one event. */
export const contractOf = (description = DESCRIPTION): Contract =>
	JSON.parse(
		JSON.stringify({
			version: '1.0.0',
			dated: true,
			requires: { n8n: '>=2.37.0', node: '>=20.19', n8nNodesApiVersion: 1 },
			nodes: [nodeContract(description)],
			credentials: [
				{
					name: 'twelveLabsApi',
					parameters: [{ name: 'apiKey', label: 'API Key', type: 'string', default: '' }],
				},
			],
			outputs: {
				'TwelveLabs/v1.0.0/index/create': {
					type: 'object',
					properties: {
						_id: { type: 'string' },
						models: {
							type: 'array',
							items: { type: 'object', properties: { name: { type: 'string' } } },
						},
					},
				},
				'TwelveLabsTrigger/asset/ready/simplified': {
					type: 'object',
					properties: { event: { type: 'string' } },
				},
			},
			errorDetails: ['next', 'traceId'],
		}),
	) as Contract;

/** All parameters of a name, at any depth. */
export const named = (parameters: Parameter[], name: string): Parameter[] =>
	everyParameter(parameters).filter((parameter) => parameter.name === name);

/** The parameters of all levels. */
export const everyParameter = (parameters: Parameter[]): Parameter[] =>
	parameters.flatMap((parameter) => [parameter, ...everyParameter(parameter.fields ?? [])]);
