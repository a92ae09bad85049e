import { ApiError } from '../errors';
import { TIME_FORMATS } from '../material/times';
import type { Switches } from '../switches';
import type { AnswerSchema } from './instance';

const TYPES = [
	'array',
	'boolean',
	'integer',
	'null',
	'number',
	'object',
	'string',
	'timestamp',
] as const;

/** Documented as refused; `anyOf` alone combines schemas. */
const UNSUPPORTED = [
	'minLength',
	'maxLength',
	'additionalProperties',
	'uniqueItems',
	'maxItems',
	'oneOf',
	'allOf',
	'not',
];

const DEFINITIONS = '#/$defs/';

/** Where a `timestamp` may stand: a property at the top, or one of the objects of a list at the top. */
const TIMESTAMP_PLACES = /^(\.properties\.[^.]+|\.properties\.[^.]+\.items\.properties\.[^.]+)$/;

const TIME_NAMES = /\.properties\.(start_time|end_time)$/;

const TIME_TYPES = ['number', 'integer', 'string', 'timestamp'];

/** Refuses the schema of an answer where the API would; the message names keyword and place. */
export function checkSchema(schema: AnswerSchema, switches: Switches): void {
	visit(schema, '', schema, switches);
}

function visit(schema: AnswerSchema, path: string, root: AnswerSchema, switches: Switches): void {
	const unsupported = UNSUPPORTED.find((keyword) => keyword in schema);
	if (unsupported !== undefined) {
		throw refusal(switches.schemaRefusal, path, `${unsupported} is not supported`);
	}
	if (schema.minItems !== undefined && ![0, 1].includes(schema.minItems)) {
		throw refusal(switches.schemaRefusal, path, 'minItems is 0 or 1');
	}
	checkType(schema, path);
	checkReference(schema, path, root);
	for (const [name, child] of children(schema)) visit(child, `${path}.${name}`, root, switches);
}

function checkType({ type, format }: AnswerSchema, path: string): void {
	const types = [type ?? []].flat();
	const unknown = types.find((each) => !TYPES.some((known) => known === each));
	if (unknown !== undefined) throw refusal(400, path, `type ${unknown} is not supported`);
	if (types.includes('timestamp')) {
		if (!TIME_FORMATS.some((allowed) => allowed === format)) {
			const allowed = `allowed values: ${TIME_FORMATS.join(', ')}`;
			throw refusal(400, `${path}.format`, `format is required for timestamp type; ${allowed}`);
		}
		if (!TIMESTAMP_PLACES.test(path)) throw refusal(400, path, 'timestamp is not supported here');
	} else if (TIME_NAMES.test(path) && !isTimeType(types, format)) {
		throw refusal(400, path, `type is ${TIME_TYPES.join(', ')}, without a format`);
	}
}

const isTimeType = (types: string[], format: string | undefined) =>
	format === undefined && types.every((type) => TIME_TYPES.includes(type));

function checkReference(
	{ $ref: reference }: AnswerSchema,
	path: string,
	{ $defs = {} }: AnswerSchema,
) {
	if (reference === undefined) return;
	const name = reference.startsWith(DEFINITIONS) ? reference.slice(DEFINITIONS.length) : '';
	if (!Object.hasOwn($defs, name)) throw refusal(400, path, `$ref ${reference} is not in $defs`);
}

function children({
	properties,
	items,
	anyOf,
	$defs,
}: AnswerSchema): Array<[string, AnswerSchema]> {
	const under = (place: string, schemas: Record<string, AnswerSchema> = {}) =>
		Object.entries(schemas).map(([name, schema]): [string, AnswerSchema] => [
			`${place}.${name}`,
			schema,
		]);
	return [
		...under('properties', properties),
		...(items ? [['items', items] as [string, AnswerSchema]] : []),
		...under('anyOf', Object.fromEntries(Object.entries(anyOf ?? []))),
		...under('$defs', $defs),
	];
}

function refusal(status: number, path: string, reason: string): ApiError {
	return new ApiError(
		status,
		'parameter_invalid',
		`response_format.json_schema${path}: ${reason}.`,
	);
}
