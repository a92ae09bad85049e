import type { Measurement, Row, World } from './measurement';
import { costsOf, type WayCost, type WayOrder } from './ways/costs';
import { WAYS, type WayName } from './ways/names';
import { cameOut, indexedAgain, refused, rowsOf, timeOf, type CostsByWay } from './ways/rows';
import { SETUP } from './ways/ways';

const ITEMS = 300;
const PER_SECOND = 60;
const FLOOR_MS = (ITEMS / PER_SECOND) * 1_000;
const RUNS = 3;

/** As where the storms of Index Asset alone are measured. */
const MAX_TIME = 1.4;
const MAX_REFUSED = 0.05;

const LOST_ITEMS = 100;
const LOST_ANSWERS = 10;

/** What an entry that is made once more rests on. */
const ASSUMED =
	'That TwelveLabs makes, and bills, a second entry when an asset is indexed again is assumed: it is not documented.';

/** Many items against a rate limit, by Index Asset and by HTTP Request, alone and beside another execution. */
export const stormsBeside = (world: World): Measurement => ({
	name: `Storms beside HTTP Request: ${ITEMS} items against ${PER_SECOND} requests a second`,
	method: [
		`The same ${ITEMS} assets are indexed by each way in n8n's engine, ${RUNS} runs with a key each, medians with all runs in brackets.`,
		`The simulator counts in windows of a second, by the clock, and reports the limit by Retry-After. The floor is ${FLOOR_MS / 1_000} s.`,
		SETUP,
		'That batch is chosen for this quota. *Two executions* share the items, the key, and so the quota.',
		'*Indexed once more* are entries of the index beyond one for each asset.',
		ASSUMED,
	].join(' '),
	run: async () => [
		...(await storm(world, 1, ', one execution')),
		...(await storm(world, 2, ', two executions')),
	],
});

async function storm(world: World, executions: number, where: string): Promise<Row[]> {
	const costs = await byAllWays(world, {
		items: ITEMS,
		executions,
		runs: RUNS,
		quota: { limit: PER_SECOND, windowMs: 1_000, reports: 'retryAfter' },
	});
	const figures = [
		cameOut(ITEMS),
		indexedAgain,
		refused(MAX_REFUSED, ITEMS),
		timeOf(FLOOR_MS, MAX_TIME),
	];
	return rowsOf(where, costs, figures);
}

/** Requests that had their effect, and whose answers did not arrive. */
export const lostAnswers = (world: World): Measurement => ({
	name: `Lost answers: ${LOST_ANSWERS} of ${LOST_ITEMS}`,
	method: [
		`${LOST_ITEMS} assets are indexed by each way, without a quota. Of ${LOST_ANSWERS} of them the first request has its effect; then half of`,
		'these get a 500 for an answer, and the other half a connection that is reset.',
		SETUP,
		'A run that ended with an error has no items, though its assets were indexed; in the second half of the rows it is then run again.',
		ASSUMED,
	].join(' '),
	run: async () => {
		const work = { items: LOST_ITEMS, executions: 1, runs: 1, lostAnswers: LOST_ANSWERS };
		const once = await byAllWays(world, work);
		const repeated = await byAllWays(world, { ...work, isRunAgain: true });
		const figures = [cameOut(LOST_ITEMS), indexedAgain];
		return [
			...rowsOf(', answers lost', once, figures),
			...rowsOf(', answers lost, run again after an error', repeated, figures),
		];
	},
});

async function byAllWays(
	world: World,
	work: Omit<WayOrder, 'n8nFolder' | 'way'>,
): Promise<CostsByWay> {
	const costs = new Map<WayName, WayCost[]>();
	for (const way of WAYS) costs.set(way, await costsOf(world, { ...work, way }));
	return costs;
}
