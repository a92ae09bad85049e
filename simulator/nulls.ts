import type { Schema } from './operation';

/**
 * An answer without the nulls that the contract has no place for. The API sends null for what is absent (`expires_at`
 * on paid plans), also where the contract declares no null; a field that may be null (`custom_id`) keeps its null,
 * since the contract may require the field.
 */
export function withoutUndeclaredNulls(value: unknown, schema: Schema = {}): unknown {
	return pruned(value, variantsOf(schema));
}

/** @param schemas all that may describe the value */
function pruned(value: unknown, schemas: Schema[]): unknown {
	if (Array.isArray(value)) {
		const items = schemas.flatMap(({ items: each }) => (each ? variantsOf(each) : []));
		return value.map((entry) => pruned(entry, items));
	}
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value).flatMap(([name, field]: [string, unknown]) => {
		const declared = schemas.flatMap((schema) => fieldOf(schema, name));
		return field === null && !declared.some(allowsNull) ? [] : [[name, pruned(field, declared)]];
	});
	return Object.fromEntries(fields) as unknown;
}

function fieldOf({ properties, additionalProperties }: Schema, name: string): Schema[] {
	const further = typeof additionalProperties === 'object' ? additionalProperties : undefined;
	const own = Object.hasOwn(properties ?? {}, name) ? properties?.[name] : further;
	return own ? variantsOf(own) : [];
}

const allowsNull = ({ type }: Schema): boolean => [type].flat().includes('null');

/** A schema and those it is made of. */
function variantsOf(schema: Schema): Schema[] {
	const { oneOf = [], anyOf = [], allOf = [] } = schema;
	return [schema, ...[...oneOf, ...anyOf, ...allOf].flatMap(variantsOf)];
}
