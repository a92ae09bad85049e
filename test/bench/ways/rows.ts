import type { Row } from '../measurement';
import { median } from '../statistics';
import type { WayCost } from './costs';
import { OWN_WAY, WAYS, type WayName } from './names';

/** What each way came to, one cost for each run. */
export type CostsByWay = ReadonlyMap<WayName, readonly WayCost[]>;

/** One kind of figure, which has a row for each way. */
interface Figure {
	/** What was measured, the begin of each row. */
	what: string;
	value(costs: readonly WayCost[]): string;
	/** For the node of this package. */
	target: string;
	isMet(costs: readonly WayCost[]): boolean;
	isCount: boolean;
}

/** Rows of all ways for each of the figures. @param where the circumstances, in the words of the rows */
export const rowsOf = (where: string, costs: CostsByWay, figures: readonly Figure[]): Row[] =>
	figures.flatMap(({ what, value, target, isMet, isCount }) =>
		WAYS.map((way): Row => {
			const own = costs.get(way) ?? [];
			return {
				what: `${what}${where}: ${way}`,
				value: value(own),
				...(way === OWN_WAY && { target, met: isMet(own), isCount }),
			};
		}),
	);

/** Items that came out of the node. */
export const cameOut = (items: number): Figure => ({
	what: 'Items that came out',
	value: (costs) => {
		const out = medianOf(costs, (cost) => cost.out);
		const ending = endingOf(costs);
		if (ending === undefined) return `${out} of ${items}`;
		const indexed = medianOf(costs, (cost) => cost.indexed);
		return `${out} of ${items}: ${ending}, ${indexed} assets were indexed`;
	},
	target: `${items} of ${items}`,
	isMet: (costs) => costs.every(({ out }) => out === items),
	isCount: true,
});

/** Entries that an index has more than once: each was paid for. */
export const indexedAgain: Figure = {
	what: 'Indexed once more',
	value: (costs) => inBrackets(costs, ({ again }) => again),
	target: 'none',
	isMet: (costs) => costs.every(({ again }) => again === 0),
	isCount: true,
};

export const refused = (maxShare: number, items: number): Figure => ({
	what: 'Requests that were refused',
	value: (costs) => inBrackets(costs, (cost) => cost.refused),
	target: `at most ${maxShare * items}`,
	isMet: (costs) => medianOf(costs, (cost) => cost.refused) <= maxShare * items,
	// A busy machine sends later than it means to, into the next window of a quota.
	isCount: false,
});

/** @param floorMs how long it takes at least */
export const timeOf = (floorMs: number, max: number): Figure => ({
	what: 'Time of the floor',
	value: (costs) => {
		const times = costs.map(({ ms }) => (ms / floorMs).toFixed(2)).join(', ');
		const time = medianOf(costs, ({ ms }) => ms / floorMs).toFixed(2);
		const ending = endingOf(costs);
		return `${time} (${times})${ending === undefined ? '' : `; ${ending}`}`;
	},
	target: `at most ${max}`,
	isMet: (costs) => medianOf(costs, ({ ms }) => ms / floorMs) <= max,
	isCount: false,
});

/** How many of the runs ended with an error, where some did. */
function endingOf(costs: readonly WayCost[]): string | undefined {
	const errors = costs.filter(({ ended }) => ended === 'withError').length;
	if (errors === 0) return undefined;
	const share = errors === costs.length ? '' : `${errors} of ${costs.length} runs `;
	return `${share}ended with an error`;
}

const medianOf = (costs: readonly WayCost[], of: (cost: WayCost) => number): number =>
	median(costs.map(of));

/** The median, with all runs where they differ. */
function inBrackets(costs: readonly WayCost[], of: (cost: WayCost) => number): string {
	const values = costs.map(of);
	const isSame = values.every((value) => value === values[0]);
	return isSame ? String(values[0]) : `${median(values)} (${values.join(', ')})`;
}
