import { UserError, type IDataObject } from 'n8n-workflow';

import type { Item } from '../../api/item';
import { rowValue } from '../../shared/metadataRow';
import {
	asBoolean,
	asChoice,
	asCollection,
	asInteger,
	asJsonObject,
	asNumber,
	asText,
	invalid,
} from '../../parameters';

/** What a metadata value may be: the API takes these and nothing nested. */
type MetadataValue = string | number | boolean;

/** How the fields that carry metadata are called where users see them. */
const LABEL = 'User Metadata';

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
	const mode = asChoice('Specify Metadata', item.parameter('metadataMode'), ['fields', 'json']);
	return mode === 'json'
		? metadataFromJson(item.parameter('userMetadataJson'), allowNull)
		: metadataFromRows(item.parameter('userMetadata'), { allowNull });
}

/**
 * @param collection the value of a `metadataCollection`
 * @param allowNull whether a row may remove a field, which null stands for
 */
export function metadataFromRows(collection: unknown, { allowNull = false } = {}): IDataObject {
	const { fields = [] } = asCollection(LABEL, collection);
	if (!Array.isArray(fields)) throw invalid(LABEL, fields, 'is not a list of fields');
	const metadata = new Map<string, MetadataValue | null>();
	fields.forEach((field, index) => {
		const row = asCollection(`${LABEL} row ${index + 1}`, field);
		const key = String(row.key ?? '').trim();
		if (key === '') throw badKey(`row ${index + 1} has no key`);
		if (metadata.has(key)) throw badKey(`the key "${key}" stands twice`);
		const removes = allowNull && row.type === 'remove';
		metadata.set(key, removes ? null : typed(`${LABEL} "${key}"`, row));
	});
	// Object.fromEntries keeps a key such as __proto__ as a field of its own.
	return Object.fromEntries(metadata);
}

function typed(field: string, row: IDataObject): MetadataValue {
	const { type = 'string' } = row;
	const value = rowValue(row);
	if (value === undefined) {
		throw new UserError(`${field} has no value`, {
			description:
				'Give it a value, or remove the row. An empty text can be given as JSON. Nothing was sent for this item.',
		});
	}
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

function metadataFromJson(json: unknown, allowNull: boolean): IDataObject {
	const metadata = asJsonObject(`${LABEL} (JSON)`, json);
	for (const [key, value] of Object.entries(metadata)) {
		if (key.trim() === '') throw badKey('a field has an empty key');
		checkJsonValue(`${LABEL} "${key}"`, value, allowNull);
	}
	return metadata;
}

function checkJsonValue(field: string, value: unknown, allowNull: boolean): void {
	if (typeof value === 'string' || typeof value === 'boolean') return;
	if (value === null && allowNull) return;
	if (value === null) throw invalid(field, value, 'cannot be null; leave the field out');
	if (typeof value !== 'number') throw invalid(field, value, 'is not text, a number or a boolean');
	asNumber(field, value);
}

const badKey = (what: string) =>
	new UserError(`${LABEL}: ${what}`, {
		description: 'Give each field a key of its own. Nothing was sent for this item.',
	});
