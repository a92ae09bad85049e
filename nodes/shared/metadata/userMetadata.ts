import { UserError, type IDataObject } from 'n8n-workflow';

import { quoted, trimmed } from '../../api/plainText';
import {
	asChoice,
	asCollection,
	asJsonObject,
	asText,
	invalid,
	type ParameterReader,
} from '../parameters';
import { rowValue } from './row';
import { metadataValue, type MetadataValue } from './value';
import { sameForm } from '../names';

/** How the fields that carry metadata are called where users see them. */
const LABEL = 'User Metadata';

/**
 * User metadata of an item, with its JSON types.
 * @param allowNull whether null stands for removing a field
 * @returns an object without entries when the user gave none
 * @throws UserError naming the field, for a value that does not fit its type, and for an empty or repeated key
 */
export function userMetadata(
	item: ParameterReader,
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
	const rows = fields.map((field, index): [string, IDataObject] => {
		const row = asCollection(`${LABEL} row ${index + 1}`, field);
		const key = trimmed(asText(`${LABEL} row ${index + 1}, key`, row.key ?? ''));
		if (key === '') throw badKey(`row ${index + 1} has no key`);
		return [key, row];
	});
	refuseRepeated(rows.map(([key]) => key));
	// Object.fromEntries keeps a key such as __proto__ as a field of its own.
	return Object.fromEntries(
		rows.map(([key, row]) => [key, allowNull && row.type === 'remove' ? null : ofRow(key, row)]),
	);
}

const ofRow = (key: string, row: IDataObject): MetadataValue =>
	metadataValue(fieldOf(key), rowValue(row), row.type ?? 'string');

function metadataFromJson(json: unknown, allowNull: boolean): IDataObject {
	const metadata = Object.entries(asJsonObject(`${LABEL} (JSON)`, json));
	if (metadata.some(([key]) => trimmed(key) === '')) throw badKey('a field has an empty key');
	refuseRepeated(metadata.map(([key]) => key));
	return Object.fromEntries(
		metadata.map(([key, value]) => {
			if (value !== null) return [key, metadataValue(fieldOf(key), value)];
			if (allowNull) return [key, null];
			throw invalid(fieldOf(key), value, 'cannot be null; leave the field out');
		}),
	);
}

const fieldOf = (key: string): string => `${LABEL} ${quoted(key)}`;

/** Of two keys that read the same one would be lost, or TwelveLabs would hold two fields that look alike. */
function refuseRepeated(keys: string[]): void {
	const forms = new Set<string>();
	for (const key of keys) {
		const form = sameForm(key);
		if (forms.has(form)) throw badKey(`the key ${quoted(key)} stands twice`);
		forms.add(form);
	}
}

const badKey = (what: string) =>
	new UserError(`${LABEL}: ${what}`, {
		description: 'Give each field a key of its own. Nothing was sent for this item.',
	});
