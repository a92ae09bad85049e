import type { IDataObject } from 'n8n-workflow';

import { isSameName, sameForm } from '../names';

/**
 * Whether metadata holds all wanted fields with these values. Keys and texts are compared as names are, all else with its
 * JSON type: 7 is another value than "7".
 * @param metadata from an answer, so of any type
 */
export function hasMetadataFields(metadata: unknown, wanted: IDataObject): boolean {
	const fields = Object.entries(Object(metadata) as object).map(
		([key, value]: [string, unknown]) => ({ key: sameForm(key), value }),
	);
	return Object.entries(wanted).every(([key, value]) =>
		fields.some((field) => field.key === sameForm(key) && isSameValue(field.value, value)),
	);
}

const isSameValue = (one: unknown, other: unknown): boolean =>
	typeof one === 'string' && typeof other === 'string' ? isSameName(one, other) : one === other;
