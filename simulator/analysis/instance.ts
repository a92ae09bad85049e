import { sample, stringMatching } from 'fast-check';
import { timeAs, type TimeFormat } from '../material/times';
import type { Line } from './subject';

/** The JSON schema of an answer, as far as the API reads it. */
export interface AnswerSchema {
	type?: string | string[];
	enum?: unknown[];
	const?: unknown;
	properties?: Record<string, AnswerSchema>;
	required?: string[];
	items?: AnswerSchema;
	minItems?: number;
	minimum?: number;
	maximum?: number;
	exclusiveMinimum?: number;
	exclusiveMaximum?: number;
	pattern?: string;
	format?: string;
	anyOf?: AnswerSchema[];
	$ref?: string;
	$defs?: Record<string, AnswerSchema>;
}

const MAX_ENTRIES = 3;

/** A schema that refers to itself is left at this depth, wherever it allows to. */
const MAX_DEPTH = 8;

/** And at this one where it allows no end. */
const END = 50;

const TEXT_FORMATS: Record<string, string> = {
	uuid: '6720a1b2-c3d4-4e5f-8000-000000000001',
	'date-time': '2026-01-05T12:00:00Z',
	date: '2026-01-05',
	time: '12:00:00Z',
};

/**
 * A valid instance of a schema, made of what there is to say about a video. The same each time.
 * @param n which of several instances: each begins with another value of an enumeration
 */
export function instanceOf(schema: AnswerSchema, lines: readonly Line[], n = 0): unknown {
	return new Instance(schema, lines).value(schema, '', n, 0);
}

class Instance {
	private texts = 0;

	constructor(
		private readonly root: AnswerSchema,
		private readonly lines: readonly Line[],
	) {}

	/**
	 * @param name of the property, '' elsewhere
	 * @param n which line it is about: entries of a list are about successive ones
	 */
	value(schema: AnswerSchema, name: string, n: number, depth: number): unknown {
		if (depth > END) return null;
		if (schema.$ref !== undefined)
			return this.value(this.referred(schema.$ref), name, n, depth + 1);
		if (schema.const !== undefined) return schema.const;
		if (schema.enum) return schema.enum[n % schema.enum.length];
		if (schema.anyOf) return this.value(variant(schema.anyOf, depth), name, n, depth + 1);
		const type = typeOf(schema);
		if (name === 'start_time' || name === 'end_time') return this.time(schema, type, name, n);
		switch (type) {
			case 'object':
				return this.object(schema, n, depth);
			case 'array':
				return this.list(schema, depth);
			case 'integer':
			case 'number':
				return numberIn(schema, type, n);
			case 'boolean':
				return n % 2 === 0;
			case 'null':
				return null;
			case 'timestamp':
				return timeAs(schema.format as TimeFormat, this.line(n).start);
			default:
				return this.text(schema);
		}
	}

	/** In the order of the properties, without the optional ones where it gets too deep. */
	private object({ properties = {}, required = [] }: AnswerSchema, n: number, depth: number) {
		const names = Object.keys(properties).filter(
			(name) => depth < MAX_DEPTH || required.includes(name),
		);
		const values = names.map((name) => [
			name,
			this.value(properties[name] ?? {}, name, n, depth + 1),
		]);
		return Object.fromEntries(values) as unknown;
	}

	private list({ items = {}, minItems = 0 }: AnswerSchema, depth: number): unknown[] {
		const length = depth < MAX_DEPTH ? Math.min(MAX_ENTRIES, this.lines.length) : minItems;
		return Array.from({ length }, (_, n) => this.value(items, '', n, depth + 1));
	}

	/** What a property of this name is converted to, by its type. */
	private time(schema: AnswerSchema, type: string, name: 'start_time' | 'end_time', n: number) {
		const { start, end } = this.line(n);
		const seconds = name === 'start_time' ? start : end;
		if (type === 'timestamp') return timeAs(schema.format as TimeFormat, seconds);
		if (type === 'string') return timeAs('hh:mm:ss.fff', seconds);
		return type === 'integer' ? Math.round(seconds) : seconds;
	}

	private text({ pattern, format = '' }: AnswerSchema): string {
		if (pattern !== undefined) return matching(pattern);
		return TEXT_FORMATS[format] ?? this.line(this.texts++).value;
	}

	private line(n: number): Line {
		return this.lines[n % this.lines.length] ?? { start: 0, end: 0, value: '' };
	}

	private referred(reference: string): AnswerSchema {
		return this.root.$defs?.[reference.replace('#/$defs/', '')] ?? {};
	}
}

function typeOf({ type, properties, items }: AnswerSchema): string {
	const [first] = [type ?? []].flat().filter((each) => each !== 'null');
	if (first !== undefined) return first;
	if (type !== undefined) return 'null';
	if (properties) return 'object';
	return items ? 'array' : 'string';
}

/** Deep down, one that ends the recursion. */
function variant(variants: AnswerSchema[], depth: number): AnswerSchema {
	const ending = variants.find(({ type }) => type === 'null') ?? variants.at(-1);
	return (depth < MAX_DEPTH ? variants[0] : ending) ?? {};
}

function numberIn(schema: AnswerSchema, type: 'integer' | 'number', n: number): number {
	const { minimum = -Infinity, maximum = Infinity } = schema;
	const { exclusiveMinimum: above = -Infinity, exclusiveMaximum: below = Infinity } = schema;
	if (type === 'integer') {
		const least = Math.max(Math.ceil(minimum), Math.floor(above) + 1);
		return Math.min(Math.max(n + 1, least), Math.floor(maximum), Math.ceil(below) - 1);
	}
	const [least, most] = [Math.max(minimum, above), Math.min(maximum, below)];
	if (least === -Infinity) return most === Infinity ? n + 0.5 : most - 1;
	return most === Infinity ? least + 1 : (least + most) / 2;
}

/** Of a fixed seed, so that it is the same each time. */
function matching(pattern: string): string {
	const [text = ''] = sample(stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 1 });
	return text;
}
