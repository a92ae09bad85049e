import { UserError, type IDataObject } from 'n8n-workflow';

import { quoted, trimmed } from '../../api/plainText';
import { asJsonObject } from '../jsonObject';
import { asChoice, asCollection, asText, invalid, type ParameterReader } from '../parameters';
import { rowValue } from './row';
import { metadataValue, type MetadataValue } from './value';
import { sameForm } from '../names';

/** How the fields that carry metadata are called where users see them, but for entities. */
const LABEL = 'User Metadata';

/**
 * User metadata of an item, with its JSON types.
 * @param allowNull whether null stands for removing a field
 * @param label of the field
 * @returns an object without entries when the user gave none
 * @throws UserError naming the field, for a value that does not fit its type, and for an empty or repeated key
 */
export function userMetadata(
	item: ParameterReader,
	{ allowNull, label = LABEL }: { allowNull: boolean; label?: string },
): IDataObject {
	const mode = asChoice('Specify Metadata', item.parameter('metadataMode'), ['fields', 'json']);
	return mode === 'json'
		? metadataFromJson(item.parameter('userMetadataJson'), { allowNull, label })
		: metadataFromRows(item.parameter('userMetadata'), { allowNull, label });
}

/**
 * @param collection the value of a `metadataCollection`
 * @param allowNull whether a row may remove a field, which null stands for
 */
export function metadataFromRows(
	collection: unknown,
	{ allowNull = false, label = LABEL } = {},
): IDataObject {
	const { fields = [] } = asCollection(label, collection);
	if (!Array.isArray(fields)) throw invalid(label, fields, 'is not a list of fields');
	const rows = fields.map((field, index): [string, IDataObject] => {
		const row = asCollection(`${label} row ${index + 1}`, field);
		const key = trimmed(asText(`${label} row ${index + 1}, key`, row.key ?? ''));
		if (key === '') throw badKey(label, `row ${index + 1} has no key`);
		return [key, row];
	});
	refuseRepeated(
		label,
		rows.map(([key]) => key),
	);
	// Object.fromEntries keeps a key such as __proto__ as a field of its own.
	return Object.fromEntries(
		rows.map(([key, row]) => [
			key,
			allowNull && row.type === 'remove' ? null : ofRow(`${label} ${quoted(key)}`, row),
		]),
	);
}

const ofRow = (field: string, row: IDataObject): MetadataValue =>
	metadataValue(field, rowValue(row), row.type ?? 'string');

function metadataFromJson(
	json: unknown,
	{ allowNull, label }: { allowNull: boolean; label: string },
): IDataObject {
	const metadata = Object.entries(asJsonObject(`${label} (JSON)`, json));
	if (metadata.some(([key]) => trimmed(key) === ''))
		throw badKey(label, 'a field has an empty key');
	refuseRepeated(
		label,
		metadata.map(([key]) => key),
	);
	return Object.fromEntries(
		metadata.map(([key, value]) => {
			const field = `${label} ${quoted(key)}`;
			if (value !== null) return [key, metadataValue(field, value)];
			if (allowNull) return [key, null];
			throw invalid(field, value, 'cannot be null; leave the field out');
		}),
	);
}

/** Of two keys that read the same one would be lost, or TwelveLabs would hold two fields that look alike. */
function refuseRepeated(label: string, keys: string[]): void {
	const forms = new Set<string>();
	for (const key of keys) {
		const form = sameForm(key);
		if (forms.has(form)) throw badKey(label, `the key ${quoted(key)} stands twice`);
		forms.add(form);
	}
}

const badKey = (label: string, what: string) =>
	new UserError(`${label}: ${what}`, {
		description: 'Give each field a key of its own. Nothing was sent for this item.',
	});
