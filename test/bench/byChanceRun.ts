/** Runs many items of Index Asset against a server that rejects by chance. `byChance` starts it. */
import '../setup';

import { setTimeout as sleep } from 'node:timers/promises';

import { until } from '../until';
import { CREATE, Storm, stormKeys } from '../engine/storm';
import { startWorld } from '../engine/world';
import type { ByChanceOrder, Thirds } from './byChance';
import { fulfil } from './child';
import { SERVER_ENGINE, startExpressionEngine } from './expressionEngine';

const WARM_UP_ITEMS = 30;

/** More than leave in a minute. */
const ITEMS = 10_000;

async function minute({ one, retryAfterS, spanMs, runs }: ByChanceOrder): Promise<Thirds> {
	await startExpressionEngine(SERVER_ENGINE);
	const { apiKeys, freshKey } = stormKeys(runs + 1);
	const world = await startWorld({ apiKeys });
	await new Storm(world, { apiKey: freshKey(), items: WARM_UP_ITEMS }).end();
	world.simulator.faults.add({
		times: Infinity,
		on: ({ operationId }) => operationId === CREATE && Math.random() < 1 / one,
		respond: {
			status: 429,
			headers: retryAfterS === undefined ? {} : { 'Retry-After': String(retryAfterS) },
			body: { code: 'too_many_requests', message: 'Rate limit' },
		},
	});
	const storms = Array.from({ length: runs }, () => {
		const apiKey = freshKey();
		return new Storm(world, { apiKey, executionId: apiKey, items: Math.ceil(ITEMS / runs) });
	});
	// The minute begins with the first of them: n8n first prepares the requests of all items.
	await until(() => storms.some(({ indexed }) => indexed.length > 0));
	const counts: number[] = [];
	for (let third = 0; third < 3; third++) {
		await sleep(spanMs / 3);
		counts.push(storms.reduce((sum, { indexed }) => sum + indexed.length, 0));
	}
	for (const { running } of storms) running.cancel();
	await Promise.all(storms.map(async ({ running }) => await running));
	await world.simulator.close();
	const [one3, two3, all] = counts;
	return [one3, two3 - one3, all - two3];
}

fulfil(minute);
