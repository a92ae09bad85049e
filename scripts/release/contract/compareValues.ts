import type { Limits, Mode } from './types';

/** What can no longer be entered, e.g. `accepts 50 at most in place of 100`. */
export const limitLosses = (was: Limits = {}, is: Limits = {}): string[] => [
	...raised('at least', is.min, was.min),
	...lowered('at most', is.max, was.max),
	...lowered('decimal places', is.precision, was.precision),
];

const lowered = (what: string, is = Infinity, was = Infinity): string[] =>
	is < was ? [accepts(what, is, was)] : [];

const raised = (what: string, is = -Infinity, was = -Infinity): string[] =>
	is > was ? [accepts(what, is, was)] : [];

const accepts = (what: string, is: number, was: number): string =>
	`accepts ${is} ${what} in place of ${Number.isFinite(was) ? was : 'any number'}`;

/** What became of the modes of a resource locator, and of the values that are saved in them. */
export const modeLosses = (was: Mode[] = [], is: Mode[] = []): string[] =>
	was.flatMap(({ name, validation = [], extract }) => {
		const mode = is.find((one) => one.name === name);
		if (!mode) return [`no longer has the mode ${name}`];
		const stricter = (mode.validation ?? []).filter(
			(pattern) => !validation.some((before) => acceptsMore(pattern, before)),
		);
		return [
			...stricter.map(
				(pattern) =>
					`checks the mode ${name} by ${pattern} in place of ${validation.join(' and ') || 'nothing'}`,
			),
			...(mode.extract === extract
				? []
				: [
						`takes the ID in the mode ${name} by ${mode.extract ?? 'nothing'} in place of ${extract ?? 'nothing'}`,
					]),
		];
	});

/** Whether a pattern is another one, or that with more alternatives at its end; nothing else is easily proved. */
const acceptsMore = (pattern: string, before: string): boolean =>
	pattern === before || pattern.startsWith(`${before}|`);
