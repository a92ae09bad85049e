import { Refusal } from './errors';

/** The part of an OpenAPI parameter that decides how its text is read. */
export interface Parameter {
	name: string;
	in: string;
	style?: string;
	explode?: boolean;
	schema?: { type?: string | string[]; properties?: Record<string, unknown> };
}

/** Query parameters as sent: one text, or several where the key was repeated. */
export type RawQuery = Record<string, string | string[]>;

/** Query parameters by name, and the free-form ones under the parameter that collects them. */
export interface ReadQuery {
	declared: Record<string, unknown>;
	collected: Record<string, Record<string, string>>;
}

/** `duration[gte]` and its like, the deepObject style. */
const DEEP_KEY = /^([^[\]]+)\[([^[\]]*)\]$/;

/** The query string as sent. Read here because the usual parsers stop repeating keys after some twenty. */
export function rawQuery(search: string): RawQuery {
	const raw: RawQuery = {};
	for (const [key, value] of new URLSearchParams(search)) {
		const before = raw[key];
		raw[key] = before === undefined ? value : [before, value].flat();
	}
	return raw;
}

/** Sorts what was sent under the parameters that are declared; types are left to the contract's schemas. */
export function readQuery(raw: RawQuery, parameters: Parameter[]): ReadQuery {
	const read: ReadQuery = { declared: {}, collected: {} };
	const inQuery = parameters.filter((parameter) => parameter.in === 'query');
	const collector = inQuery.find(isCollector);
	for (const [key, value] of Object.entries(raw)) {
		const parameter = inQuery.find(({ name }) => name === key && name !== collector?.name);
		if (parameter) {
			read.declared[key] = parameter.schema?.type === 'array' ? [value].flat() : value;
		} else if (DEEP_KEY.test(key)) {
			const [, name = '', field = ''] = DEEP_KEY.exec(key) ?? [];
			requireDeclaredField(inQuery, name, field, key);
			read.declared[name] = { ...asObject(read.declared[name]), [field]: value };
		} else if (collector) {
			if (typeof value !== 'string') throw new Refusal('parameter_invalid', `${key} is repeated.`);
			read.collected[collector.name] = { ...read.collected[collector.name], [key]: value };
		} else {
			throw unknown(key);
		}
	}
	return read;
}

/** A free-form object in form style: its own name never appears, its fields are the query's keys. */
function isCollector({ style, explode, schema }: Parameter): boolean {
	return style === 'form' && explode === true && schema?.type === 'object';
}

function requireDeclaredField(
	parameters: Parameter[],
	name: string,
	field: string,
	key: string,
): void {
	const range = parameters.find(
		(parameter) => parameter.name === name && parameter.style === 'deepObject',
	);
	if (!range?.schema?.properties || !(field in range.schema.properties)) throw unknown(key);
}

function asObject(value: unknown): object {
	return typeof value === 'object' && value !== null ? value : {};
}

function unknown(key: string): Refusal {
	return new Refusal('parameter_unknown', `The query parameter ${key} is not known here.`);
}
