/** Runs many items of Index Asset against a rate limit, again and again. `storms` starts it. */
import '../setup';

import { itemsOf } from '../engine/harness';
import { quotaOf, Storm, stormKeys } from '../engine/storm';
import { startWorld } from '../engine/world';
import { fulfil } from './child';
import { SERVER_ENGINE, startExpressionEngine } from './expressionEngine';
import type { StormCost, StormOrder } from './storms';

const WARM_UP_ITEMS = 30;

async function storm({ items, runs, quota, latencyMs }: StormOrder): Promise<StormCost[]> {
	await startExpressionEngine(SERVER_ENGINE);
	// What the node learns of a limit belongs to a key.
	const { apiKeys, freshKey } = stormKeys(runs + 1);
	const world = await startWorld({ apiKeys });
	await new Storm(world, { apiKey: freshKey(), items: WARM_UP_ITEMS }).end();
	world.simulator.faults.add({ times: Infinity, respond: { delayMs: latencyMs } });
	const costs: StormCost[] = [];
	for (let n = 0; n < runs; n++) {
		const apiKey = freshKey();
		world.simulator.quotas.clear();
		world.simulator.quotas.add(quotaOf([apiKey], quota));
		const one = new Storm(world, { apiKey, items });
		const { run, ms } = await one.end();
		const done = itemsOf(run).length;
		if (done !== items || one.indexed.length !== items) throw new Error(`Only ${done} succeeded`);
		costs.push({ ms, over: one.posts.length - items });
	}
	await world.simulator.close();
	return costs;
}

fulfil(storm);
