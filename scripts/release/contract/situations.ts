import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { OPERATION, pathOf, RESOURCE, type Link, type Scope, type Variant } from './places';

/** What n8n shows is decided by the values of other parameters: here by their paths. */
export type Situation = Record<string, NodeParameterValueType | undefined>;

/** Stands for every value that no condition names. */
const ANOTHER_VALUE = 'another value';

/** Stands for every expression. */
const EXPRESSION = '={{ $json.value }}';

/** The path of the parameter that a condition asks, seen from the level on which the condition stands. */
const askedPath = (level: string, name: string): string =>
	name.startsWith('/') ? name.slice(1) : pathOf(level, name);

const isFixed = (path: string): boolean =>
	[RESOURCE, OPERATION].includes(path) || path.includes('@');

/** The values that the conditions of some variants name, by the path of the parameter that they ask. */
function namedValues(variants: Variant[]): Map<string, NodeParameterValueType[]> {
	const named = new Map<string, NodeParameterValueType[]>();
	for (const { level, display } of variants.flatMap(({ links }) => links)) {
		for (const conditions of [display?.show ?? {}, display?.hide ?? {}]) {
			for (const [name, values = []] of Object.entries(conditions)) {
				const path = askedPath(level, name);
				if (isFixed(path)) continue;
				named.set(path, [...(named.get(path) ?? []), ...values.map(valueFor)]);
			}
		}
	}
	return named;
}

/** A value that meets a condition. */
function valueFor(condition: unknown): NodeParameterValueType {
	if (typeof condition !== 'object' || condition === null || !('_cnd' in condition)) {
		return condition as NodeParameterValueType;
	}
	const [[kind, target]] = Object.entries(condition._cnd as Record<string, unknown>);
	if (kind === 'gt') return Number(target) + 1;
	if (kind === 'lt') return Number(target) - 1;
	if (kind === 'not' || kind === 'exists') return ANOTHER_VALUE;
	if (kind === 'between') return (target as { from: number }).from;
	return target === '=' ? EXPRESSION : (target as NodeParameterValueType);
}

/**
 * The situations in which a saved workflow can be, as far as they decide whether some variants are shown.
 * @param released the parameters that a saved workflow can hold, by path. One that is newer has its default there.
 * @param present all parameters of today, for those defaults
 */
export function situationsOf(
	variants: Variant[],
	released: Map<string, Variant[]>,
	present: Map<string, Variant[]>,
): Situation[] {
	let situations: Situation[] = [{}];
	for (const [path, named] of namedValues(variants)) {
		const values = new Set(
			released.has(path)
				? savedValues(released.get(path) ?? [], named)
				: [initialValue(path, present.get(path))],
		);
		situations = situations.flatMap((situation) =>
			[...values].map((value) => ({ ...situation, [path]: value })),
		);
	}
	return situations;
}

/** The named values that could be chosen, and one of each other kind. */
function savedValues(
	asked: Variant[],
	named: NodeParameterValueType[],
): Array<NodeParameterValueType | undefined> {
	const choices = asked.flatMap(({ parameter }) => parameter.choices ?? []);
	const possible = named.filter(
		(value) =>
			choices.length === 0 || isExpression(value) || choices.some((one) => one.value === value),
	);
	return [undefined, ANOTHER_VALUE, EXPRESSION, ...possible];
}

/** A field of a collection is absent until it is added. */
const initialValue = (path: string, present: Variant[] = []): NodeParameterValueType | undefined =>
	path.includes('.') ? undefined : present[0]?.parameter.default;

const isExpression = (value: unknown): boolean => typeof value === 'string' && value[0] === '=';

/** Whether a situation has an expression, which shows what depends on it whatever its value will be. */
export const hasExpression = (situation: Situation): boolean =>
	Object.values(situation).some(isExpression);

/** Answers as n8n does, for a node of one version and a resource and operation. */
export class Panel {
	constructor(
		private readonly scope: Scope,
		private readonly typeVersion: number,
	) {}

	/** Whether the parameter, and every collection around it, is shown. */
	shows({ links }: Variant, situation: Situation): boolean {
		return links.every((link) => this.holds(link, situation));
	}

	/** The choices that a parameter offers. */
	choicesOf({ parameter, links }: Variant, situation: Situation): unknown[] {
		const level = links.at(-1)?.level ?? '';
		return (parameter.choices ?? [])
			.filter(({ display }) => this.holds({ level, display }, situation))
			.map(({ value }) => value);
	}

	private holds({ level, display }: Link, situation: Situation): boolean {
		const root = { ...this.valuesAt('', situation), ...this.scope };
		return NodeHelpers.displayParameter(
			level === '' ? root : this.valuesAt(level, situation),
			{ displayOptions: display } as INodeProperties,
			{ typeVersion: this.typeVersion } as INode,
			null,
			root,
		);
	}

	private valuesAt(level: string, situation: Situation): INodeParameters {
		const values = Object.entries(situation).filter(
			([path, value]) =>
				value !== undefined && pathOf(level, path.split('.').at(-1) ?? '') === path,
		);
		return Object.fromEntries(
			values.map(([path, value]) => [path.split('.').at(-1), value]),
		) as INodeParameters;
	}
}

/** A situation in words, e.g. `mediaSource is "url"`. */
export const inWords = (situation: Situation, parameters: Map<string, Variant[]>): string =>
	Object.entries(situation)
		.filter(([path, value]) => value !== undefined && parameters.has(path))
		.map(([path, value]) => `${path} is ${wordsFor(value)}`)
		.join(' and ');

function wordsFor(value: Situation[string]): string {
	if (value === EXPRESSION) return 'an expression';
	return value === ANOTHER_VALUE ? value : JSON.stringify(value);
}

/** Whether parameters of one path are shown at once, though a workflow stores one value for all of them. */
export function shownTogether(path: string, all: Map<string, Variant[]>, panel: Panel): boolean {
	const variants = all.get(path) ?? [];
	return situationsOf(variants, all, all)
		.filter((situation) => !hasExpression(situation))
		.some((situation) => variants.filter((variant) => panel.shows(variant, situation)).length > 1);
}
