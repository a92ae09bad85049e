import type { Choice, Parameter } from './types';

/** The parameters by which a node's panel is divided; every other one is compared for each pair of their values. */
export const RESOURCE = 'resource';
export const OPERATION = 'operation';

/** A resource and one of its operations, as stored; empty in a node that has none. */
export interface Scope {
	[RESOURCE]?: string;
	[OPERATION]?: string;
}

/** Conditions of one level: those of a parameter, or of a collection around it. */
export interface Link {
	/** The path of the collection that the conditions stand in, '' for the panel itself. */
	level: string;
	display: Parameter['display'];
}

/** A parameter at one place. Parameters of one name can share a place, each with conditions of its own. */
export interface Variant {
	parameter: Parameter;
	/** All of them must hold for the parameter to be shown. */
	links: Link[];
}

/** The parameters of all levels by their path, e.g. `options.waitForAsset`. */
export function variantsByPath(parameters: Parameter[]): Map<string, Variant[]> {
	const found = new Map<string, Variant[]>();
	const add = (level: string, links: Link[], fields: Parameter[]) => {
		for (const parameter of fields) {
			const path = pathOf(level, parameter.name);
			const own = [...links, { level, display: parameter.display }];
			found.set(path, [...(found.get(path) ?? []), { parameter, links: own }]);
			add(path, own, parameter.fields ?? []);
		}
	};
	add('', [], parameters);
	return found;
}

export const pathOf = (level: string, name: string): string =>
	level === '' ? name : `${level}.${name}`;

/** The path of the level that a parameter stands in. */
export const levelOf = (path: string): string => path.split('.').slice(0, -1).join('.');

/**
 * Every pair of a resource and one of its operations; a single empty scope where there are none. Resource and operation
 * themselves are compared in scopes of their own.
 */
export function scopesOf(parameters: Parameter[]): Scope[] {
	const resources = choicesOf(parameters, RESOURCE, {}).map(({ value }) => String(value));
	if (resources.length === 0) return [{}];
	return [
		{},
		...resources.flatMap((resource) => [
			{ resource },
			...choicesOf(parameters, OPERATION, { resource }).map(({ value }) => ({
				resource,
				operation: String(value),
			})),
		]),
	];
}

/** The parameters of the panel that a scope is about. */
export function parametersIn(scope: Scope, parameters: Parameter[]): Parameter[] {
	const divides = (name: string) => parameters.some((parameter) => parameter.name === name);
	if (!divides(RESOURCE)) return parameters;
	if (scope.resource === undefined) return parameters.filter(({ name }) => name === RESOURCE);
	if (scope.operation === undefined) return parameters.filter(({ name }) => name === OPERATION);
	return parameters.filter(({ name }) => name !== RESOURCE && name !== OPERATION);
}

/** A scope in the words of the panel, e.g. `Index: Create`. */
export function scopeLabel(scope: Scope, parameters: Parameter[]): string {
	const label = (name: string, within: Scope, value?: string) =>
		choicesOf(parameters, name, within).find((choice) => choice.value === value)?.label ?? value;
	if (scope.resource === undefined) return '';
	const resource = label(RESOURCE, {}, scope.resource) ?? '';
	if (scope.operation === undefined) return resource;
	return `${resource}: ${label(OPERATION, { resource: scope.resource }, scope.operation) ?? ''}`;
}

const choicesOf = (parameters: Parameter[], name: string, { resource }: Scope): Choice[] =>
	parameters
		.filter((parameter) => parameter.name === name)
		.filter(({ display }) => {
			const shown = display?.show?.[RESOURCE];
			return resource === undefined || !shown || shown.includes(resource);
		})
		.flatMap(({ choices = [] }) => choices);
