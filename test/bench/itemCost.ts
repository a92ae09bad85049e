import { NAMES, type ContestantName } from './contestants';
import { order } from './child';
import { SERVER_ENGINE, type ExpressionEngine } from './expressionEngine';
import type { Measurement, Row, World } from './measurement';
import { median, quantile } from './statistics';

const ITEMS = 1_000;

/** Until the code is compiled for good. */
const WARM_UP_ROUNDS = 3;

const ROUNDS = 12;

/** How much an item may cost, as a multiple of what it costs n8n's own node. */
const MAX_RATIOS = { 'Index Asset': 1, 'Index Asset, an expression in Options': 1.2 } as const;

/** What `itemCostRun` is to do. */
export interface CostOrder {
	n8nFolder: string;
	/** Of the server that answers. */
	url: string;
	expressions: ExpressionEngine;
	items: number;
	rounds: number;
	warmUpRounds: number;
}

/** What one run took, in milliseconds for each item. */
export interface Cost {
	cpu: number;
	wall: number;
}

/** For each round. */
export type Costs = Record<ContestantName, Cost[]>;

/** Processor time and duration of an item, beside n8n's HTTP Request node that sends the same. */
export const itemCost = ({ answers, n8n }: World): Measurement => ({
	name: `Cost of an item, ${ITEMS.toLocaleString('en')} items, no quota`,
	method: [
		`The nodes send the same ${ITEMS.toLocaleString('en')} POST requests (metadata of three fields, the asset ID from an expression)`,
		`through n8n's own WorkflowExecute, in one process, in turn, ${ROUNDS} rounds after ${WARM_UP_ROUNDS} to warm up. After`,
		'each run the server, which is a process of its own, confirms the bodies, path and key of all requests. Figures are',
		'medians, with the middle half of the rounds in brackets; a ratio is the median of the ratios of the rounds. *vm* is how the n8n server evaluates expressions, *legacy*',
		'how it does with `N8N_EXPRESSION_ENGINE=legacy`. The credential comes from this process, so reading it costs nothing here.',
	].join(' '),
	run: async () => {
		const rows: Row[] = [];
		for (const expressions of [SERVER_ENGINE, 'legacy'] as const) {
			const costs = await order<CostOrder, Costs>('itemCostRun.ts', n8n.node, {
				n8nFolder: n8n.dir,
				url: answers.url,
				expressions,
				items: ITEMS,
				rounds: ROUNDS,
				warmUpRounds: WARM_UP_ROUNDS,
			});
			rows.push(...compare(`CPU, ${expressions}`, 'cpu', costs));
			rows.push(...compare(`Duration, ${expressions}`, 'wall', costs));
		}
		return rows;
	},
});

function compare(label: string, what: keyof Cost, costs: Costs): Row[] {
	const valuesOf = (name: ContestantName) => costs[name].map((cost) => cost[what]);
	const rows = NAMES.map((name): Row => {
		const [low, middle, high] = [0.25, 0.5, 0.75].map((share) =>
			quantile(valuesOf(name), share).toFixed(2),
		);
		return { what: `${label}: ${name}`, value: `${middle} ms (${low} to ${high})` };
	});
	const ratios = Object.entries(MAX_RATIOS).map(([name, max]): Row => {
		// Round by round, since the speed of a machine changes within minutes.
		const own = valuesOf(name as ContestantName);
		const ratio = median(valuesOf('HTTP Request').map((value, round) => own[round] / value));
		return {
			what: `${label}: ${name}, of HTTP Request`,
			value: `${ratio.toFixed(2)} times`,
			target: `at most ${max} times`,
			met: ratio <= max,
		};
	});
	return [...rows, ...ratios];
}
