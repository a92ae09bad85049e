import { isRecord } from '../../../api/body';
import { quoted } from '../../../api/plainText';
import { valuesOf } from '../../../shared/parameters';
import { TIME_FORMATS } from './timeFormats';

/** Something about a schema that TwelveLabs refuses. */
export interface Flaw {
	/** Names keyword and value. */
	what: string;
	/** Of the schema that has it, such as `properties.hazards.items`; '' for the top. */
	path: string;
	/** What to do. */
	next: string;
	/** Whether leaving the keyword out is all that is needed. */
	isRemovable?: boolean;
}

/** A schema inside another one, or the whole one. */
interface Place {
	schema: Record<string, unknown>;
	/** Keywords and names that lead there from the top. */
	steps: readonly string[];
}

/** https://docs.twelvelabs.io/api-reference/analyze-videos/analyze, as far as the next four. */
const TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string', 'timestamp'];

/** TwelveLabs answers with status 422 to these. */
const UNSUPPORTED = ['additionalProperties', 'minLength', 'maxLength', 'maxItems', 'uniqueItems'];

/** Of what combines schemas, `anyOf` alone is supported. */
const COMBINING = ['allOf', 'not', 'oneOf'];

/** Properties of these names are converted as times are. */
const TIME_NAMES = ['start_time', 'end_time'];
const TIME_TYPES = ['integer', 'null', 'number', 'string', 'timestamp'];

const DEFINITIONS = '#/$defs/';

/** Keywords that hold one schema, several in a list, and several by name. */
const ONE = ['items', 'contains', 'additionalProperties', 'not'];
const SEVERAL = ['anyOf', 'allOf', 'oneOf', 'prefixItems'];
const NAMED = ['properties', '$defs', 'definitions', 'patternProperties'];

/** Whether a keyword is one of those that can be left out: what it says of a length or of other properties is refused. */
export const isLength = (keyword: string, value: unknown): boolean =>
	UNSUPPORTED.includes(keyword) || (keyword === 'minItems' && !isMinItems(value));

const isMinItems = (value: unknown): boolean => value === 0 || value === 1;

/** A schema and all schemas in it. Names of properties and values of `enum` are no keywords. */
export function schemasIn(root: Record<string, unknown>): Place[] {
	const places: Place[] = [{ schema: root, steps: [] }];
	// Grows while it is read, since recursion ends with a deep schema.
	for (const { schema, steps } of places) {
		const add = (value: unknown, ...more: string[]) => {
			if (isRecord(value)) places.push({ schema: value, steps: [...steps, ...more] });
		};
		for (const keyword of ONE) add(schema[keyword], keyword);
		for (const keyword of SEVERAL) {
			const list = schema[keyword];
			if (Array.isArray(list)) list.forEach((each, n) => add(each, keyword, String(n)));
		}
		for (const keyword of NAMED) {
			const named = schema[keyword];
			if (!isRecord(named)) continue;
			for (const [name, each] of Object.entries(named)) add(each, keyword, name);
		}
	}
	return places;
}

/** What TwelveLabs would refuse, from the top down. */
export const flawsIn = (root: Record<string, unknown>): Flaw[] =>
	schemasIn(root).flatMap(({ schema, steps }) =>
		[...ofKeywords(schema), ...ofType(schema, steps), ...ofReference(schema, root)].map((flaw) => ({
			...flaw,
			path: steps.join('.'),
		})),
	);

type PlainFlaw = Omit<Flaw, 'path'>;

function ofKeywords(schema: Record<string, unknown>): PlainFlaw[] {
	return Object.entries(schema).flatMap(([keyword, value]): PlainFlaw[] => {
		if (COMBINING.includes(keyword)) {
			const next = 'Of what combines schemas, TwelveLabs takes anyOf alone.';
			return [{ what: `${keyword} is not supported`, next }];
		}
		if (!isLength(keyword, value)) return [];
		const what =
			keyword === 'minItems'
				? `minItems is ${quoted(value)}, not 0 or 1`
				: `${keyword} is not supported`;
		return [{ what, next: 'Remove it, and ask for it in the prompt.', isRemovable: true }];
	});
}

function ofType({ type, format }: Record<string, unknown>, steps: readonly string[]): PlainFlaw[] {
	const types = [type ?? []].flat();
	const unknown = types.find((each) => !TYPES.some((name) => name === each));
	if (unknown !== undefined) {
		return [{ what: `type is ${quoted(unknown)}`, next: `The types are ${TYPES.join(', ')}.` }];
	}
	if (types.includes('timestamp')) return ofTimestamp(format, steps);
	const isTime = format === undefined && types.every((each) => TIME_TYPES.includes(String(each)));
	const [keyword, name] = steps.slice(-2);
	if (isTime || keyword !== 'properties' || !TIME_NAMES.includes(name)) return [];
	return [
		{
			what: 'a property of this name cannot have this type or format',
			next: 'TwelveLabs writes start_time and end_time as number, integer, string (without a format) or timestamp. Use one of them, or another name.',
		},
	];
}

function ofTimestamp(format: unknown, steps: readonly string[]): PlainFlaw[] {
	const formats = valuesOf(TIME_FORMATS);
	if (!formats.some((name) => name === format)) {
		const what =
			format === undefined
				? 'timestamp has no format'
				: `format of the timestamp is ${quoted(format)}`;
		return [{ what, next: `Set format to one of ${formats.join(', ')}.` }];
	}
	// Where it ends up is for TwelveLabs to say.
	if (steps.includes('$defs') || steps.includes('anyOf')) return [];
	const keywords = steps.filter((_, n) => n !== 1 && n !== 4).join(' ');
	if (keywords === 'properties' || keywords === 'properties items properties') return [];
	const next =
		'It may be a property at the top, or a property of the objects in a list at the top. Elsewhere use number or string.';
	return [{ what: 'timestamp is not supported', next }];
}

function ofReference(
	{ $ref: reference }: Record<string, unknown>,
	{ $defs }: Record<string, unknown>,
): PlainFlaw[] {
	if (reference === undefined) return [];
	const path = typeof reference === 'string' ? reference : '';
	const name = path.startsWith(DEFINITIONS) ? nameIn(path.slice(DEFINITIONS.length)) : undefined;
	if (name !== undefined && isRecord($defs) && Object.hasOwn($defs, name)) return [];
	const what = `$ref is ${quoted(reference)}, which is not in $defs`;
	return [
		{
			what,
			next: `Put what it means into $defs at the top, and refer to it as ${DEFINITIONS}name.`,
		},
	];
}

/** The first step of a JSON pointer. */
function nameIn(pointer: string): string {
	const [step] = pointer.split('/');
	return decoded(step).replaceAll('~1', '/').replaceAll('~0', '~');
}

function decoded(step: string): string {
	try {
		return decodeURIComponent(step);
	} catch {
		return step;
	}
}
