import type { IDataObject } from 'n8n-workflow';

import { trimmed } from '../../../api/plainText';
import { parsedJson } from '../../../shared/jsonText';
import { asJsonObject } from '../../../shared/jsonObject';
import {
	asChoice,
	asCollection,
	asText,
	asTextList,
	invalid,
	valuesOf,
	type ParameterReader,
} from '../../../shared/parameters';
import { FIELD_TYPES, SEGMENT_MODES } from './segmentFields';
import { checkDefinitions, type Definition, type DefinitionField } from './segmentRules';

const LABEL = 'Segments';
const JSON_LABEL = 'Segments (JSON)';

/**
 * The kinds of segments that an item asks for, in the API's terms.
 * @throws UserError naming segment and field, for what TwelveLabs would refuse
 */
export function segmentDefinitionsOf(item: ParameterReader): Definition[] {
	const mode = asChoice('Define Segments', item.parameter('segmentMode'), valuesOf(SEGMENT_MODES));
	const definitions =
		mode === 'json'
			? fromJson(item.parameter('segmentDefinitionsJson'))
			: fromRows(item.parameter('segmentDefinitions'));
	checkDefinitions(definitions);
	return definitions;
}

/** Whatever else a definition holds is sent on: the API may have learned it. */
function fromJson(json: unknown): Definition[] {
	const text = typeof json === 'string' ? trimmed(json) || '[]' : undefined;
	const list = text === undefined ? json : parsedJson(JSON_LABEL, text);
	if (!Array.isArray(list)) {
		throw invalid(JSON_LABEL, json, 'is not a list: it begins with [ and holds definitions');
	}
	// Names that stand twice in one object show in its text alone.
	const wrapped = text === undefined ? { list } : `{"list":${text}}`;
	const { list: checked } = asJsonObject(JSON_LABEL, wrapped) as { list: unknown[] };
	return checked.map((each, n) => {
		const place = `${JSON_LABEL}, segment ${n + 1}`;
		const { id, description, fields, ...others } = asCollection(place, each);
		return {
			...named(place, { id, description }),
			...(fields !== undefined && { fields: fieldsOf(place, fields) }),
			...others,
		};
	});
}

function fieldsOf(place: string, fields: unknown): DefinitionField[] {
	if (!Array.isArray(fields)) throw invalid(`${place}, fields`, fields, 'is not a list');
	return fields.map((each, n) => {
		const at = `${place}, field ${n + 1}`;
		const { name, type, description, ...others } = asCollection(at, each);
		return { ...named(at, { name, type, description }), ...others };
	});
}

function fromRows(collection: unknown): Definition[] {
	return rowsOf(LABEL, collection, 'definitions').map((row, n) => {
		const place = `${LABEL} row ${n + 1}`;
		const { id, description, fields: inner = {} } = row;
		const fields = rowsOf(`${place}, fields`, inner, 'fields').map((field, k) =>
			fieldOfRow(`${place}, field ${k + 1}`, field),
		);
		return { ...named(place, { id, description }), ...(fields.length > 0 && { fields }) };
	});
}

/** Allowed values are texts: of the other types, the editor hides them. */
const WITHOUT_VALUES = valuesOf(FIELD_TYPES).filter((type) => type !== 'string');

function fieldOfRow(place: string, row: IDataObject): DefinitionField {
	const { name, type = 'string', description, itemType = 'string', format = 'seconds' } = row;
	const field = named(place, { name, type, description });
	const allowed = WITHOUT_VALUES.includes(field.type) ? '' : (row.enum ?? '');
	const values = asTextList(`${place}, allowed values`, allowed);
	return {
		...field,
		...(field.type === 'array' && {
			items: { type: asText(`${place}, type of the values`, itemType) },
		}),
		...(field.type === 'timestamp' && { format: asText(`${place}, format`, format) }),
		...(values.length > 0 && { enum: values }),
	};
}

/** Expressions and models give the list itself at times. */
function rowsOf(label: string, collection: unknown, name: string): IDataObject[] {
	const rows = Array.isArray(collection)
		? (collection as unknown[])
		: (asCollection(label, collection)[name] ?? []);
	if (!Array.isArray(rows)) throw invalid(label, rows, 'is not a list of rows');
	return rows.map((row, n) => asCollection(`${label} row ${n + 1}`, row));
}

/** The texts by which a segment or a field is described, without what surrounds them. */
function named<Name extends string>(
	place: string,
	texts: Record<Name, unknown>,
): Record<Name, string> {
	return Object.fromEntries(
		Object.entries(texts).map(([name, value]) => [
			name,
			trimmed(asText(`${place}, ${name}`, value ?? '')),
		]),
	) as Record<Name, string>;
}
