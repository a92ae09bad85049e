/** Runs two nodes in turn, round by round, and takes the time. `itemCost` starts it. */
import '../setup';

import { createHash } from 'node:crypto';

import type { INodeExecutionData } from 'n8n-workflow';

import { Engine, itemsOf } from '../engine/harness';
import { RESET, TALLY, type Tally } from './answers';
import { fulfil } from './child';
import { assetItems, contestants, NAMES, expectedBody, type Contestant } from './contestants';
import { startExpressionEngine } from './expressionEngine';
import type { Cost, Costs, CostOrder } from './itemCost';
import { collectAllGarbage } from './memoryUse';

const API_KEY = 'key';

async function takeTimes(order: CostOrder): Promise<Costs> {
	await startExpressionEngine(order.expressions);
	const engine = await Engine.load();
	const all = contestants(order.n8nFolder);
	const costs = Object.fromEntries(NAMES.map((name): [string, Cost[]] => [name, []])) as Costs;
	for (let round = -order.warmUpRounds; round < order.rounds; round++) {
		// The second node may find a warmer machine or a fuller heap.
		const inTurn = round % 2 === 0 ? all : [...all].reverse();
		for (const contestant of inTurn) {
			const cost = await costOf(engine, contestant, order);
			if (round >= 0) costs[contestant.name].push(cost);
		}
	}
	return costs;
}

async function costOf(
	engine: Engine,
	{ name, runOptions }: Contestant,
	{ url, items }: CostOrder,
): Promise<Cost> {
	const baseUrl = `${url}/v1.3`;
	const input = assetItems(items);
	const credential = { apiKey: API_KEY, baseUrl };
	await fetch(url + RESET);
	await collectAllGarbage();

	const cpuBefore = process.cpuUsage();
	const begin = performance.now();
	const run = await engine.run({ ...runOptions(baseUrl), input, credential });
	const wall = performance.now() - begin;
	const { user, system } = process.cpuUsage(cpuBefore);

	if (itemsOf(run).length !== items) throw new Error(`${name} gave ${itemsOf(run).length} items`);
	checkArrived(name, input, (await (await fetch(url + TALLY)).json()) as Tally);
	return { cpu: (user + system) / 1_000 / items, wall: wall / items };
}

/** Nodes that send different requests cannot be compared. */
function checkArrived(name: string, input: INodeExecutionData[], { sum, heads }: Tally): void {
	const expected = createHash('sha256')
		.update(input.map(expectedBody).sort().join('\n'))
		.digest('hex');
	const [head, ...others] = heads;
	const isRight = /^POST \/v1\.3\/indexes\/\w+\/indexed-assets key application\/json/.test(head);
	if (sum === expected && isRight && others.length === 0) return;
	throw new Error(`${name} did not send what it should have: ${heads.join(', ')}`);
}

fulfil(takeTimes);
