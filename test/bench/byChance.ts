import { order } from './child';
import type { Measurement, Row, World } from './measurement';

const MINUTE_MS = 60_000;

/** Of the first third's rate. */
const TARGET = 0.7;

/** What `byChanceRun` is to do. */
export interface ByChanceOrder {
	/** One request of so many is rejected. */
	one: number;
	/** What Retry-After states, where it is there. */
	retryAfterS?: number;
	spanMs: number;
	/** Executions with a key each that share the time. */
	runs: number;
}

/** Requests that were accepted in each third of the time, of all runs together. */
export type Thirds = [number, number, number];

/** Where a minute has few requests, several runs even out chance. */
const CASES = [
	{ one: 20, runs: 1 },
	{ one: 5, runs: 4 },
	{ one: 2, runs: 12 },
];

/** How fast items go where a server rejects by chance, in place of a quota. */
export const byChance = ({ n8n }: World): Measurement => ({
	name: 'Rejections by chance, over a minute',
	method: [
		'Runs of Index Asset in n8n with far more items than a minute is enough for, against the simulator, which answers one request',
		'of 20, of 5 or of 2 with 429, by chance. Where few requests fit into a minute, several runs with a key each go side by side.',
		'The figure is how many were accepted in the last third of the minute, of those in the first.',
	].join(' '),
	run: async () => {
		const rows: Row[] = [];
		for (const { one, runs } of CASES) {
			for (const retryAfterS of [1, undefined]) {
				const [first, second, last] = await order<ByChanceOrder, Thirds>(
					'byChanceRun.ts',
					n8n.node,
					{ one, retryAfterS, spanMs: MINUTE_MS, runs },
				);
				rows.push({
					what: `One of ${one}, ${retryAfterS === undefined ? 'without' : 'with'} Retry-After`,
					value: `${(last / first).toFixed(2)} (${first}, ${second}, ${last} accepted)`,
					target: `at least ${TARGET}`,
					met: last / first >= TARGET,
				});
			}
		}
		return rows;
	},
});
