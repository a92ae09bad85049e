import type { INodeProperties } from 'n8n-workflow';

/** Rows of key, type and value; the value field changes with the type. */
export const metadataCollection: Pick<
	INodeProperties,
	'type' | 'typeOptions' | 'placeholder' | 'default' | 'options'
> = {
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Fields',
			name: 'fields',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. category',
					description: 'Name of the metadata field',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					default: 'string',
					options: [
						{ name: 'Boolean', value: 'boolean' },
						{ name: 'Float', value: 'float' },
						{ name: 'Integer', value: 'integer' },
						{ name: 'String', value: 'string' },
					],
					description: 'JSON type that the value is sent with',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					displayOptions: { show: { type: ['string'] } },
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'number',
					default: 0,
					displayOptions: { show: { type: ['integer', 'float'] } },
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'boolean',
					default: false,
					displayOptions: { show: { type: ['boolean'] } },
				},
			],
		},
	],
};

/** The User Metadata fields, once for every operation that sends metadata. */
export const metadataFields: INodeProperties[] = [
	{
		displayName: 'Specify Metadata',
		name: 'metadataMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		displayOptions: { show: { resource: ['indexedAsset'], operation: ['create', 'update'] } },
	},
	{
		displayName: 'User Metadata',
		name: 'userMetadata',
		...metadataCollection,
		displayOptions: {
			show: {
				resource: ['indexedAsset'],
				operation: ['create', 'update'],
				metadataMode: ['fields'],
			},
		},
		description: 'Metadata of your own, to filter by in lists and searches',
	},
	{
		displayName: 'User Metadata (JSON)',
		name: 'userMetadataJson',
		type: 'json',
		default: '{}',
		displayOptions: {
			show: {
				resource: ['indexedAsset'],
				operation: ['create', 'update'],
				metadataMode: ['json'],
			},
		},
		description:
			'One object whose values are strings, numbers or booleans. In an update, null removes a field.',
	},
];
