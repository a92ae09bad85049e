import { UserError } from 'n8n-workflow';

import { asBoolean, asInteger, asNumber, asText, invalid, textForm } from '../parameters';

/** What a metadata value may be: the API takes these and nothing nested. */
export type MetadataValue = string | number | boolean;

/**
 * A metadata value in its JSON type, judged alike in a row, in JSON and in a filter.
 * @param type the type of a row: `string`, `integer`, `float` or `boolean`; without it, the value keeps its own
 * @throws UserError naming the field, for a value that does not fit the type, and for one that metadata cannot hold
 */
export function metadataValue(field: string, value: unknown, type?: unknown): MetadataValue {
	if (value === undefined || value === null) {
		throw new UserError(`${field} has no value`, {
			description:
				'Give it a value, or remove the row. An empty text can be given as JSON. Nothing was sent for this item.',
		});
	}
	switch (type ?? ownType(value)) {
		case 'integer':
			return asInteger(field, value);
		case 'float':
			return asNumber(field, value);
		case 'boolean':
			return asBoolean(field, value);
		case 'string':
			return asText(field, value);
		case undefined:
			throw invalid(field, value, 'is not text, a number or a boolean');
		default:
			throw invalid(field, type, 'is not a type of metadata');
	}
}

function ownType(value: unknown): string | undefined {
	if (typeof value === 'boolean') return 'boolean';
	if (typeof value === 'number' || typeof value === 'bigint') return 'float';
	return typeof value === 'string' || textForm(value) !== undefined ? 'string' : undefined;
}
