import { isDeepStrictEqual } from 'node:util';

import { limitLosses, modeLosses } from './compareValues';
import { levelOf, type Variant } from './places';
import { hasExpression, inWords, Panel, situationsOf, type Situation } from './situations';

/** All parameters of one scope, by path. */
export type Parameters = Map<string, Variant[]>;

/** What a saved workflow loses, e.g. `the parameter url is gone`. */
export type Loss = string;

/** What is lost between the parameters of a release and those of today, in one scope of one node version. */
export function lossesIn(released: Parameters, present: Parameters, panel: Panel): Loss[] {
	const losses = [...released.keys()].flatMap((path) => lossesAt(path, released, present, panel));
	const added = [...present.keys()].filter((path) => !released.has(path));
	return [...losses, ...added.flatMap((path) => demandsAt(path, released, present, panel))];
}

function lossesAt(path: string, released: Parameters, present: Parameters, panel: Panel): Loss[] {
	const before = released.get(path) ?? [];
	const after = present.get(path) ?? [];
	const situations = situationsOf([...before, ...after], released, present);
	const shownIn = (variants: Variant[]) => (situation: Situation) =>
		variants.filter((variant) => panel.shows(variant, situation));
	const shownBefore = shownIn(before);
	const shownAfter = shownIn(after);
	if (!situations.some((situation) => shownBefore(situation).length > 0)) return [];
	if (!situations.some((situation) => shownAfter(situation).length > 0)) {
		// What stood inside is gone with it.
		const outer = levelOf(path);
		return outer !== '' && !isShown(outer, released, present, panel)
			? []
			: [`the parameter ${path} is gone${renamed(path, before, released, present)}`];
	}
	const losses = situations.flatMap((situation) => {
		const now = shownAfter(situation);
		return shownBefore(situation).flatMap((variant) => {
			if (now.length > 0)
				return leastLosses(path, variant, now, (one) => panel.choicesOf(one, situation));
			const when = inWords(situation, released);
			return [`the parameter ${path} is no longer shown${when && ` when ${when}`}`];
		});
	});
	return [...new Set(losses)];
}

/** An expression can show several parameters of one name at once; a workflow goes on with the one that suits. */
function leastLosses(
	path: string,
	was: Variant,
	now: Variant[],
	choicesOf: (variant: Variant) => unknown[],
): Loss[] {
	const [least = []] = now
		.map((is) => {
			const choices = choicesOf(is);
			const missing = choicesOf(was).filter((choice) => !choices.includes(choice));
			return [
				...lossesOf(path, was, is),
				...missing.map(
					(choice) => `the parameter ${path} no longer has the choice ${JSON.stringify(choice)}`,
				),
			];
		})
		.sort((one, other) => one.length - other.length);
	return least;
}

/** What became of the parameter itself. */
function lossesOf(path: string, { parameter: was }: Variant, { parameter: is }: Variant): Loss[] {
	const name = `the parameter ${path}`;
	if (was.type !== is.type) return [`${name} has the type ${is.type} in place of ${was.type}`];
	const losses: Loss[] = [];
	if (!isDeepStrictEqual(was.default, is.default)) {
		losses.push(
			`${name} has the default ${JSON.stringify(is.default)} in place of ${JSON.stringify(was.default)}, which workflows do not store`,
		);
	}
	if (is.required && !was.required) losses.push(`${name} has become required`);
	if (is.noDataExpression && !was.noDataExpression) {
		losses.push(`${name} no longer accepts expressions`);
	}
	return [
		...losses,
		...limitLosses(was.limits, is.limits).map((loss) => `${name} ${loss}`),
		...modeLosses(was.modes, is.modes).map((loss) => `${name} ${loss}`),
	];
}

/** A new parameter takes nothing away, unless n8n asks for a value that no saved workflow has. */
function demandsAt(path: string, released: Parameters, present: Parameters, panel: Panel): Loss[] {
	const required = (present.get(path) ?? []).filter(({ parameter }) => parameter.required);
	return situationsOf(required, released, present)
		.filter((situation) => !hasExpression(situation))
		.some((situation) => required.some((variant) => panel.shows(variant, situation)))
		? [`the parameter ${path} is new and required`]
		: [];
}

const isShown = (path: string, released: Parameters, present: Parameters, panel: Panel): boolean =>
	situationsOf(present.get(path) ?? [], released, present).some((situation) =>
		(present.get(path) ?? []).some((variant) => panel.shows(variant, situation)),
	);

/** A guess: the new parameters at the same place that could be it. */
function renamed(
	path: string,
	before: Variant[],
	released: Parameters,
	present: Parameters,
): string {
	const types = before.map(({ parameter }) => parameter.type);
	const candidates = [...present].filter(
		([other, variants]) =>
			!released.has(other) &&
			levelOf(other) === levelOf(path) &&
			variants.some(({ parameter }) => types.includes(parameter.type)),
	);
	return candidates.length > 0
		? ` (if it is called ${candidates.map(([other]) => other).join(' or ')} now: only its label may change)`
		: '';
}
