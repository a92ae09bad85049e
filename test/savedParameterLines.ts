import type {
	IDisplayOptions,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;
type Conditions = IDisplayOptions['show'];

/** Where a parameter is shown: a resource and an operation, or '' in a node that has none. */
type Scope = string;

/** What a scope stands in, and the values of this parameter that make up a scope. */
const RESOURCE = 'resource';
const OPERATION = 'operation';

/**
 * A line for each parameter and each choice that a workflow can store: where it is shown, its path, what else it depends on,
 * its type and its default. n8n drops the value of a parameter that is not shown, so a condition is as much a part of what
 * was promised as the name is.
 */
export function savedParameterLines(description: INodeTypeDescription): string[] {
	const { name, version, properties } = description;
	return [
		...[version].flat().map((number) => `${name} ${number}`),
		...properties.flatMap((property) => {
			const isScope = property.name === RESOURCE || property.name === OPERATION;
			const scopes = isScope ? resourcesOf(property) : scopesOf(properties);
			return linesOf([property], { node: name, path: [], scopes: scopes.length ? scopes : [''] });
		}),
	];
}

interface Place {
	node: string;
	path: string[];
	scopes: Scope[];
}

function linesOf(entries: Entry[], place: Place): string[] {
	const { node, path, scopes } = place;
	const lines = (shown: Scope[], rest: string) =>
		shown.map((scope) => `${[node, scope].filter(Boolean).join(' ')}: ${rest}`);
	return entries.flatMap((entry) => {
		if ('values' in entry) return linesOf(entry.values, { ...place, path: [...path, entry.name] });
		if (!('type' in entry))
			return lines(scopes, `${path.join('.')} = ${JSON.stringify(entry.value)}`);
		const shown = scopes.filter((scope) => isShownIn(entry, scope));
		const own = [...path, entry.name];
		const full = own.join('.');
		return [
			...lines(shown, `${full} ${entry.type} ${JSON.stringify(entry.default)}${when(entry)}`),
			...(entry.modes ?? []).flatMap((mode) => lines(shown, `${full} by ${mode.name}`)),
			...linesOf(entry.options ?? [], { node, path: own, scopes: shown }),
		];
	});
}

/** All pairs of a resource and one of its operations. */
const scopesOf = (properties: INodeProperties[]): Scope[] =>
	properties
		.filter(({ name }) => name === OPERATION)
		.flatMap((property) =>
			resourcesOf(property).flatMap((resource) =>
				(property.options as INodePropertyOptions[]).map(
					({ value }) => `${resource} ${String(value)}`,
				),
			),
		);

const resourcesOf = ({ displayOptions }: INodeProperties): Scope[] =>
	(displayOptions?.show?.resource ?? []).map(String);

function isShownIn(
	{ displayOptions: { show, hide } = {} }: INodeProperties,
	scope: Scope,
): boolean {
	const [resource, operation] = scope.split(' ');
	const names = (conditions: Conditions, name: string, value?: string) =>
		(conditions?.[name] ?? conditions?.[`/${name}`])?.includes(value);
	return [
		{ name: RESOURCE, value: resource },
		{ name: OPERATION, value: operation },
	].every(
		({ name, value }) =>
			!value || ((names(show, name, value) ?? true) && !(names(hide, name, value) ?? false)),
	);
}

/** What a parameter depends on besides resource and operation. */
function when({ displayOptions: { show, hide } = {} }: INodeProperties): string {
	const others = (conditions: Conditions) =>
		Object.entries(conditions ?? {}).filter(
			([name]) => ![RESOURCE, OPERATION].includes(name.replace('/', '')),
		);
	const conditions = [
		...others(show).map(([name, values]) => `${name} is ${JSON.stringify(values)}`),
		...others(hide).map(([name, values]) => `${name} is not ${JSON.stringify(values)}`),
	];
	return conditions.length > 0 ? ` when ${conditions.join(' and ')}` : '';
}
