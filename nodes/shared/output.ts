import { UserError, type IDataObject } from 'n8n-workflow';

import { asChoice, asTextList, valuesOf, type ParameterReader } from './parameters';

/** The choices of the Output field. */
export const OUTPUTS = [
	{
		name: 'Simplified',
		value: 'simplified',
		description: 'The fields that workflows use most, side by side',
	},
	{ name: 'Raw', value: 'raw', description: 'Everything, as TwelveLabs sends it' },
	{ name: 'Selected Fields', value: 'selected', description: 'The fields that you name' },
];

/** Turns what TwelveLabs sent into the JSON of an output item. */
export type Shape = (entity: IDataObject) => IDataObject;

/**
 * How an operation returns what TwelveLabs sent, as Output and Fields say.
 * @param simplify makes the small, flat form; a field that the answer lacks may be undefined in it
 * @throws UserError when no field is selected, before anything is sent
 */
export function outputShape({ parameter }: ParameterReader, simplify: Shape): Shape {
	const output = asChoice('Output', parameter('output'), valuesOf(OUTPUTS));
	if (output === 'raw') return (entity) => entity;
	if (output === 'simplified') return (entity) => withoutGaps(simplify(entity));
	const fields = asTextList('Fields', parameter('fields'));
	if (fields.length === 0) {
		throw new UserError('Fields is empty', {
			description:
				'Name the fields to return, such as _id, filename, or choose another Output. Nothing was sent for this item.',
		});
	}
	// The names of the simplified form can be selected as well; where both have a name, the answer's own value counts.
	return (entity) => selected({ ...withoutGaps(simplify(entity)), ...entity }, fields);
}

/** Without fields that have no value. */
export const withoutGaps = (entity: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(entity).filter(([, value]) => value !== undefined && value !== null),
	);

/** The fields at these dotted paths, each where the answer has it. */
export function selected(entity: IDataObject, paths: string[]): IDataObject {
	return paths.reduce<IDataObject>((result, path) => merged(result, partAt(entity, path)), {});
}

/** The part of an object that a path names, an empty one where there is nothing. Of a list, the part of each entry. */
function partAt(entity: IDataObject, path: string): IDataObject {
	// User metadata may have dots in its keys.
	if (Object.hasOwn(entity, path)) return { [path]: entity[path] };
	const dot = path.indexOf('.');
	const name = path.slice(0, dot);
	if (dot < 0 || !Object.hasOwn(entity, name)) return {};
	const rest = path.slice(dot + 1);
	const value = entity[name];
	if (Array.isArray(value)) {
		const parts = value.map((entry) => (isObject(entry) ? partAt(entry, rest) : {}));
		return { [name]: parts };
	}
	if (!isObject(value)) return {};
	const part = partAt(value, rest);
	return Object.keys(part).length > 0 ? { [name]: part } : {};
}

/** Two paths may lead into the same field, or into the same entries of a list. */
function merged(one: IDataObject, other: IDataObject): IDataObject {
	const names = new Set([...Object.keys(one), ...Object.keys(other)]);
	// Object.fromEntries keeps a key such as __proto__ as a field of its own.
	return Object.fromEntries(
		[...names].map((name) => {
			if (!Object.hasOwn(other, name)) return [name, one[name]];
			return [name, Object.hasOwn(one, name) ? mergedValue(one[name], other[name]) : other[name]];
		}),
	);
}

function mergedValue(one: unknown, other: unknown): IDataObject[string] {
	if (isObject(one) && isObject(other)) return merged(one, other);
	if (Array.isArray(one) && Array.isArray(other)) {
		return one.map((entry, at) => mergedValue(entry, other[at])) as IDataObject[];
	}
	return other as IDataObject[string];
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
