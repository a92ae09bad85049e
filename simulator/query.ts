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
interface ReadQuery {
	declared: Record<string, unknown>;
	collected: Record<string, Record<string, string>>;
}

/** `duration[gte]` and its like, the deepObject style. */
const DEEP_KEY = /^([^[\]]+)\[([^[\]]*)\]$/;

/**
 * Path and query of a URL as sent. The query is read here because the usual parsers stop repeating keys after some
 * twenty.
 */
export function readUrl(url: string): { path: string; query: RawQuery } {
	const [path = '', ...rest] = url.split('?');
	const sent = new URLSearchParams(rest.join('?'));
	const query = [...new Set(sent.keys())].map((key) => {
		const [value = '', ...more] = sent.getAll(key);
		return [key, more.length > 0 ? [value, ...more] : value] as const;
	});
	return { path, query: Object.fromEntries(query) };
}

/** Percent-encoded text decoded; undefined where the encoding is broken. */
export function decodedText(encoded: string): string | undefined {
	try {
		return decodeURIComponent(encoded);
	} catch {
		return undefined;
	}
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
	if (!Object.hasOwn(range?.schema?.properties ?? {}, field)) throw unknown(key);
}

function asObject(value: unknown): object {
	return typeof value === 'object' && value !== null ? value : {};
}

function unknown(key: string): Refusal {
	return new Refusal('parameter_unknown', `The query parameter ${key} does not exist here.`);
}
