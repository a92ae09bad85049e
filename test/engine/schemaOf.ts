/** A JSON schema, as far as n8n reads one. */
export interface Schema {
	type: 'object' | 'array' | 'string' | 'number' | 'boolean';
	properties?: Record<string, Schema>;
	items?: Schema;
}

/**
 * The schema of some values of one kind: an object has every field that one of them has. A value that is null or undefined
 * says nothing.
 * @throws Error where two values are of different types
 */
export function schemaOf(values: unknown[]): Schema {
	const given = values.filter((value) => value !== null && value !== undefined);
	const types = new Set(given.map(typeOf));
	const [type, other] = types;
	if (type === undefined || other !== undefined) {
		throw new Error(`No schema of one type for ${JSON.stringify(values)}`);
	}
	if (type === 'array') return { type, items: schemaOf(given.flat()) };
	if (type !== 'object') return { type };
	const objects = given as Array<Record<string, unknown>>;
	const fields = fieldsOf(objects).flatMap((field): Array<[string, Schema]> => {
		const inner = objects.map((object) => object[field]).filter((value) => value != null);
		return inner.length > 0 ? [[field, schemaOf(inner)]] : [];
	});
	return { type, properties: Object.fromEntries(fields) };
}

function typeOf(value: unknown): Schema['type'] {
	if (Array.isArray(value)) return 'array';
	const type = typeof value;
	if (type === 'object' || type === 'string' || type === 'number' || type === 'boolean')
		return type;
	throw new Error(`JSON has no ${type}`);
}

/** The fields of all objects, those of the largest first; another one stands before the field that follows it. */
function fieldsOf(objects: object[]): string[] {
	const lists = objects.map(Object.keys).sort((a, b) => b.length - a.length);
	const fields: string[] = [];
	for (const list of lists) {
		for (const [at, field] of list.entries()) {
			if (fields.includes(field)) continue;
			const next = list.slice(at).find((following) => fields.includes(following));
			fields.splice(next === undefined ? fields.length : fields.indexOf(next), 0, field);
		}
	}
	return fields;
}
