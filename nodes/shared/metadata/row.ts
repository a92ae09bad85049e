import type { IDataObject } from 'n8n-workflow';

/** The field of a row that holds the value of a type; of every other type it is `value`. */
const FIELD_OF_TYPE = new Map<unknown, string>([
	['boolean', 'booleanValue'],
	['float', 'numberValue'],
	['integer', 'numberValue'],
]);

/**
 * The value of a metadata row, unchecked. Where the field of the row's type was never set, `value` is read for every type:
 * models and pasted workflows write it there.
 * @returns undefined when the row has no value: a new row's fields are '', since 0 and `false` are values
 */
export function rowValue(row: IDataObject): unknown {
	const own = row[FIELD_OF_TYPE.get(row.type) ?? 'value'];
	return [own, row.value].find((value) => value !== undefined && value !== null && value !== '');
}
