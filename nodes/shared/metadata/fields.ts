import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Types that a number is sent as. A value that is not given yet is '': 0 and `false` are values. */
const NUMBERS = ['integer', 'float'];

const TYPES: INodePropertyOptions[] = [
	{ name: 'Boolean', value: 'boolean' },
	{ name: 'Float', value: 'float' },
	{ name: 'Integer', value: 'integer' },
	{ name: 'String', value: 'string' },
];

const REMOVE: INodePropertyOptions = {
	name: 'Remove',
	value: 'remove',
	description: 'Removes the field from the metadata',
};

const key: INodeProperties = {
	displayName: 'Key',
	name: 'key',
	type: 'string',
	default: '',
	placeholder: 'e.g. category',
	description: 'Name of the metadata field',
};

const type: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	default: 'string',
	options: TYPES,
	description: 'How TwelveLabs stores it: Integer 7 and String "7" are different to a filter',
};

/**
 * A field for each type, under a name of its own: the editor gives a new row the default of each field, so of two fields with
 * one name the last default would win. All of them start empty, and what is empty has no value.
 */
const values: INodeProperties[] = [
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. demo',
		displayOptions: { show: { type: ['string'] } },
	},
	{
		// Models and pasted workflows write every value here; n8n would drop it where it is not shown.
		displayName: 'Value',
		name: 'value',
		type: 'hidden',
		default: '',
		displayOptions: { show: { type: [...NUMBERS, 'boolean'] } },
	},
	{
		displayName: 'Value',
		name: 'numberValue',
		type: 'number',
		default: '',
		placeholder: 'e.g. 7',
		displayOptions: { show: { type: NUMBERS } },
	},
	{
		displayName: 'Value',
		name: 'booleanValue',
		type: 'options',
		default: '',
		options: [
			{ name: 'Choose a Value', value: '' },
			{ name: 'False', value: false },
			{ name: 'True', value: true },
		],
		displayOptions: { show: { type: ['boolean'] } },
	},
];

type Rows = Pick<INodeProperties, 'type' | 'typeOptions' | 'placeholder' | 'default' | 'options'>;

const rowsOf = (...fields: INodeProperties[]): Rows => ({
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	options: [{ displayName: 'Fields', name: 'fields', values: [key, ...fields, ...values] }],
});

/** Rows of key, type and value. */
export const metadataCollection = rowsOf(type);

/** In an update, a row can also remove a field. */
const updatable = rowsOf(
	{ ...type, displayOptions: { hide: { '/operation': ['update'] } } },
	{
		...type,
		options: [...TYPES, REMOVE],
		displayOptions: { show: { '/operation': ['update'] } },
	},
);

const mode: INodeProperties = {
	displayName: 'Specify Metadata',
	name: 'metadataMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
};

/** @param displayName of the two fields, and what the metadata is for */
const fieldsOf = (displayName: string, description: string): INodeProperties[] => [
	mode,
	{
		displayName,
		name: 'userMetadata',
		...updatable,
		displayOptions: { show: { metadataMode: ['fields'] } },
		description,
	},
	{
		displayName: `${displayName} (JSON)`,
		name: 'userMetadataJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { metadataMode: ['json'] } },
		description:
			'One object whose values are strings, numbers or booleans. In an update, null removes a field.',
	},
];

/** The User Metadata fields, for every operation that sends metadata. */
export const metadataFields: readonly INodeProperties[] = fieldsOf(
	'User Metadata',
	'Metadata of your own, to filter by in lists and searches',
);

/** How an entity's metadata is called where users see it, as in the API. */
export const ENTITY_METADATA = 'Metadata';

/** The same of an entity, which lists and searches do not filter by. */
export const entityMetadataFields: readonly INodeProperties[] = fieldsOf(
	ENTITY_METADATA,
	'What you want to keep with the entity, such as the number of a badge',
);
