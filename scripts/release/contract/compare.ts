import { isDeepStrictEqual } from 'node:util';

import { requirementDifferences } from './compareRequirements';
import { lossesIn, type Loss } from './compareParameters';
import { parametersIn, scopeLabel, scopesOf, variantsByPath, type Scope } from './places';
import { Panel } from './situations';
import type { Contract, Difference, NodeContract, Parameter, Shape } from './types';

/** Credentials are shown and stored without a version. */
const NO_VERSION = 0;

const KEEP_PARAMETER =
	'Keep it as it was in the released node version, and give the node a new version that shows the new one in its place.';
const KEEP_VERSION = 'Keep the released node version beside the new one.';
const KEEP_OUTPUT =
	'Keep the field and add another one beside it, or return the new form from a new node version only.';
const KEEP_CREDENTIAL =
	'Credentials have no versions: keep the field and add another one, or make a new credential type.';

/** The contract of today, of whatever version. */
type Present = Omit<Contract, 'version' | 'dated'>;

/**
 * Compares the package of today with the last release.
 * @returns what is no addition; an empty list where every saved workflow goes on as it did
 */
export const differences = (released: Present, present: Present): Difference[] => [
	...requirementDifferences(released.requires, present.requires),
	...released.nodes.flatMap((node) => nodeDifferences(node, present.nodes)),
	...released.credentials.flatMap((credential) => {
		const today = present.credentials.find(({ name }) => name === credential.name);
		const where = `Credential ${credential.name}`;
		if (!today) return [{ where, what: 'it is gone', instead: KEEP_CREDENTIAL }];
		return parameterLosses(credential.parameters, today.parameters, NO_VERSION).map(({ what }) => ({
			where,
			what,
			instead: KEEP_CREDENTIAL,
		}));
	}),
	...Object.entries(released.outputs).flatMap(([name, shape]) => {
		const today = present.outputs[name];
		const losses = today ? shapeLosses(shape, today) : ['its preview is gone'];
		return losses.map((what) => ({ where: `Output ${name}`, what, instead: KEEP_OUTPUT }));
	}),
	...released.errorDetails
		.filter((name) => !present.errorDetails.includes(name))
		.map((name) => ({
			where: 'Error output',
			what: `the field ${name} of details is gone`,
			instead: KEEP_OUTPUT,
		})),
];

function nodeDifferences(node: NodeContract, present: NodeContract[]): Difference[] {
	const { name, displayName, versions, connections, parameters } = node;
	return versions.flatMap((version) => {
		const today = present.find((other) => other.name === name && other.versions.includes(version));
		if (!today) {
			return [
				{ where: displayName, what: `node version ${version} is gone`, instead: KEEP_VERSION },
			];
		}
		const moved = Object.entries(connections)
			.filter(([key, value]) => !isDeepStrictEqual(asJson(value), asJson(today.connections[key])))
			.filter(([key, value]) => !isAddition(value, today.connections[key]) || key === 'group');
		return [
			...moved.map(([key, value]) => ({
				where: displayName,
				what: `${key} is ${JSON.stringify(today.connections[key])} in place of ${JSON.stringify(value)}`,
				instead: KEEP_VERSION,
			})),
			...parameterLosses(parameters, today.parameters, version).map(({ what, scopes }) => ({
				where: [displayName, ...enumerated(scopes)].join(', '),
				what,
				instead: KEEP_PARAMETER,
			})),
		];
	});
}

/** The first of many operations stand for all. */
const MAX_NAMED = 3;

function enumerated(scopes: string[]): string[] {
	const named = scopes.filter(Boolean);
	const others = named.length - MAX_NAMED;
	return others > 0 ? [...named.slice(0, MAX_NAMED), `and ${others} more`] : named;
}

/** What JSON leaves out is left out of the snapshot too. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** A node that was no tool may become one. */
const isAddition = (before: unknown, after: unknown): boolean => before === false && after === true;

/** Each loss once, with the scopes in which it occurs. */
function parameterLosses(
	released: Parameter[],
	present: Parameter[],
	version: number,
): Array<{ what: Loss; scopes: string[] }> {
	const presentScopes = scopesOf(present).map((scope) => JSON.stringify(scope));
	const found = new Map<Loss, string[]>();
	for (const scope of scopesOf(released)) {
		// That a resource or an operation is gone is a loss of the choice.
		if (!presentScopes.includes(JSON.stringify(scope))) continue;
		for (const what of lossesInScope(released, present, scope, version)) {
			found.set(what, [...(found.get(what) ?? []), scopeLabel(scope, released)]);
		}
	}
	return [...found].map(([what, scopes]) => ({ what, scopes }));
}

const lossesInScope = (
	released: Parameter[],
	present: Parameter[],
	scope: Scope,
	version: number,
): Loss[] =>
	lossesIn(
		variantsByPath(parametersIn(scope, released)),
		variantsByPath(parametersIn(scope, present)),
		new Panel(scope, version),
	);

function shapeLosses(released: Shape, present: Shape, path = ''): Loss[] {
	const field = path === '' ? 'the item' : `the field ${path}`;
	if (released.type !== present.type) {
		return [`${field} has the type ${present.type} in place of ${released.type}`];
	}
	const inner = Object.entries(released.properties ?? {}).flatMap(([name, shape]) => {
		const own = path === '' ? name : `${path}.${name}`;
		const today = present.properties?.[name];
		return today ? shapeLosses(shape, today, own) : [`the field ${own} is gone`];
	});
	if (!released.items) return inner;
	return present.items
		? [...inner, ...shapeLosses(released.items, present.items, `${path}[]`)]
		: [...inner, `${field} has nothing inside`];
}
