import { UserError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import type { Item } from '../../api/item';
import { asBoolean, asInteger, asJsonObject, asNumber, invalid } from '../parameters';

/** What a metadata value may be: the API takes these and nothing nested. */
type MetadataValue = string | number | boolean;

/** A row of the User Metadata collection. */
interface MetadataRow {
	key?: unknown;
	type?: unknown;
	value?: unknown;
}

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

/**
 * User metadata of an item, with its JSON types.
 * @param allowNull whether null stands for removing a field
 * @returns an object without entries when the user gave none
 * @throws UserError naming the field, for a value that does not fit its type, and for an empty or repeated key
 */
export function userMetadata(
	item: Pick<Item, 'parameter'>,
	{ allowNull }: { allowNull: boolean },
): IDataObject {
	return item.parameter('metadataMode') === 'json'
		? metadataFromJson(item.parameter('userMetadataJson'), allowNull)
		: metadataFromRows(item.parameter('userMetadata'));
}

/** @param collection the value of a `metadataCollection` */
export function metadataFromRows(collection: unknown): IDataObject {
	const rows = (collection as { fields?: MetadataRow[] } | undefined)?.fields ?? [];
	const metadata = new Map<string, MetadataValue>();
	rows.forEach((row, index) => {
		const key = typeof row.key === 'string' ? row.key.trim() : '';
		if (key === '') throw badKey(`row ${index + 1} has no key`);
		if (metadata.has(key)) throw badKey(`the key "${key}" stands twice`);
		metadata.set(key, typed(`User Metadata field "${key}"`, row));
	});
	// Object.fromEntries keeps a key such as __proto__ as a field of its own.
	return Object.fromEntries(metadata);
}

function typed(field: string, { type = 'string', value }: MetadataRow): MetadataValue {
	switch (type) {
		case 'integer':
			return asInteger(field, value);
		case 'float':
			return asNumber(field, value);
		case 'boolean':
			return asBoolean(field, value);
		case 'string':
			return asText(field, value);
		default:
			throw invalid(field, type, 'is not a type of metadata');
	}
}

/** Times of n8n's expressions are objects that have a text form; other objects the API does not take. */
function asText(field: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	const json = (value as { toJSON?: () => unknown } | null | undefined)?.toJSON?.();
	if (typeof json === 'string') return json;
	throw invalid(field, value, value ? 'is not text; turn it into text first' : 'is empty');
}

function metadataFromJson(json: unknown, allowNull: boolean): IDataObject {
	const metadata = asJsonObject('User Metadata (JSON)', json);
	for (const [key, value] of Object.entries(metadata)) {
		if (key.trim() === '') throw badKey('a field has an empty key');
		checkJsonValue(`User Metadata field "${key}"`, value, allowNull);
	}
	return metadata;
}

function checkJsonValue(field: string, value: unknown, allowNull: boolean): void {
	if (typeof value === 'string' || typeof value === 'boolean') return;
	if (value === null && allowNull) return;
	if (value === null) throw invalid(field, 'null', 'cannot be stored; leave the field out');
	if (typeof value !== 'number') throw invalid(field, value, 'is not text, a number or a boolean');
	// Whole numbers beyond 2^53 were rounded when the text was parsed.
	if (Number.isInteger(value)) asInteger(field, value);
	else asNumber(field, value);
}

const badKey = (what: string) =>
	new UserError(`User Metadata: ${what}`, {
		description: 'Give each field a key of its own. Nothing was sent for this item.',
	});
