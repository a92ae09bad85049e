import type { QuotaRule } from '../../simulator/quotas';
import { order } from './child';
import type { Measurement, Row, World } from './measurement';
import { median } from './statistics';

const ITEMS = 300;
const PER_SECOND = 60;
const FLOOR_MS = (ITEMS / PER_SECOND) * 1_000;
const RUNS = 5;

/** What `stormRun` is to do. */
export interface StormOrder {
	items: number;
	runs: number;
	quota: Omit<QuotaRule, 'on'>;
	/** How much later each answer comes. */
	latencyMs: number;
}

/** What one storm took. */
export interface StormCost {
	ms: number;
	/** Requests beyond one for each item. */
	over: number;
}

/** How a 429 may report the limit, and the targets for each: time as a multiple of the floor, requests as a share of the items. */
const LIMIT_REPORTS: Array<{
	/** Headers that report the limit, in the words of the rows. */
	by: string;
	rule: Partial<QuotaRule>;
	maxTime: number;
	maxOver: number;
	latencyMs?: number;
}> = [
	{ by: 'Retry-After', rule: { reports: 'retryAfter' }, maxTime: 1.4, maxOver: 0.05 },
	{
		by: 'Retry-After, 40 ms away',
		rule: { reports: 'retryAfter' },
		maxTime: 1.5,
		maxOver: 0.05,
		latencyMs: 40,
	},
	{
		by: 'Retry-After, 120 ms away',
		rule: { reports: 'retryAfter' },
		maxTime: 1.5,
		maxOver: 0.05,
		latencyMs: 120,
	},
	{ by: 'X-RateLimit-Reset', rule: { reports: 'reset' }, maxTime: 1.1, maxOver: 0.05 },
	{
		by: 'X-RateLimit-Request-Reset',
		rule: { reports: 'requestReset' },
		maxTime: 1.1,
		maxOver: 0.05,
	},
	{
		by: 'X-RateLimit-Request-Reset in every response',
		rule: { reports: 'requestReset', reportsAlways: true },
		maxTime: 1.1,
		maxOver: 0.05,
	},
	{ by: 'nothing', rule: { reports: 'nothing', body: 'empty' }, maxTime: 1.3, maxOver: 0.1 },
];

/** How long 300 items take against a limit of 60 a second, and what that costs in requests. */
export const storms = ({ n8n }: World): Measurement => ({
	name: `Storms: ${ITEMS} items against ${PER_SECOND} requests a second`,
	method: [
		`Medians of ${RUNS} runs of Index Asset in n8n's engine, each with a new key, against the simulator, which counts in windows`,
		`of a second, by the clock. ${ITEMS} items cannot take much less than ${FLOOR_MS / 1_000} s, the floor. *Over* are requests beyond one for each`,
		'item: those that were refused. All items succeeded. Time of the simulator is included.',
	].join(' '),
	run: async () => {
		const rows: Row[] = [];
		for (const { by, rule, maxTime, maxOver, latencyMs = 0 } of LIMIT_REPORTS) {
			const costs = await order<StormOrder, StormCost[]>('stormRun.ts', n8n.node, {
				items: ITEMS,
				runs: RUNS,
				quota: { limit: PER_SECOND, windowMs: 1_000, ...rule },
				latencyMs,
			});
			const time = median(costs.map(({ ms }) => ms)) / FLOOR_MS;
			const over = median(costs.map((cost) => cost.over)) / ITEMS;
			rows.push(
				{
					what: `Time of the floor, limit reported by ${by}`,
					value: `${time.toFixed(2)} (${costs.map(({ ms }) => (ms / FLOOR_MS).toFixed(2)).join(', ')})`,
					target: `at most ${maxTime}`,
					met: time <= maxTime,
				},
				{
					what: `Over, limit reported by ${by}`,
					value: `${percent(over)} (${costs.map((cost) => cost.over).join(', ')} requests)`,
					target: `at most ${percent(maxOver)}`,
					met: over <= maxOver,
				},
			);
		}
		return rows;
	},
});

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
