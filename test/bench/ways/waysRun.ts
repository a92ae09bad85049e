/** Indexes many assets in one way, again and again. `costsOf` starts it. */
import '../../setup';

import type { IRun } from 'n8n-workflow';

import { itemsOf } from '../../engine/harness';
import { CREATE, quotaOf, stormKeys } from '../../engine/storm';
import { startWorld, type TestWorld } from '../../engine/world';
import { fulfil } from '../child';
import { SERVER_ENGINE, startExpressionEngine } from '../expressionEngine';
import type { WayCost, WayOrder } from './costs';
import { runOptionsOf } from './ways';

const WARM_UP_ITEMS = 30;

async function costs(order: WayOrder): Promise<WayCost[]> {
	await startExpressionEngine(SERVER_ENGINE);
	// What the node learns of a limit belongs to a key.
	const { apiKeys, freshKey } = stormKeys(order.runs + 1);
	const world = await startWorld({ apiKeys });
	await costOf(world, { ...order, items: WARM_UP_ITEMS, lostAnswers: 0 }, freshKey());
	const all: WayCost[] = [];
	for (let n = 0; n < order.runs; n++) {
		const apiKey = freshKey();
		world.simulator.faults.clear();
		world.simulator.quotas.clear();
		if (order.quota) world.simulator.quotas.add(quotaOf([apiKey], order.quota));
		all.push(await costOf(world, order, apiKey));
	}
	await world.simulator.close();
	return all;
}

/** One run: each execution has its share of the items, and all begin at once. */
async function costOf(world: TestWorld, order: WayOrder, apiKey: string): Promise<WayCost> {
	const { simulator, engine } = world;
	const { id: indexId } = simulator.world.addIndex();
	const assets = Array.from(
		{ length: order.items },
		() => simulator.world.addAsset({ status: 'ready' }).id,
	);
	loseAnswers(world, assets, order.lostAnswers ?? 0);
	const credential = { ...world.credential, apiKey };
	const { n8nFolder, executions } = order;
	const { baseUrl } = credential;
	const execute = async (executionId: string, own: string[]) =>
		await engine.run({
			...runOptionsOf(order.way, { n8nFolder, baseUrl, indexId }),
			input: own.map((assetId) => ({ json: { assetId } })),
			credential,
			credentialId: apiKey,
			executionId,
		});
	const begin = performance.now();
	const runs = await Promise.all(
		Array.from({ length: executions }, async (_, execution) => {
			const own = assets.filter((_asset, n) => n % executions === execution);
			const executionId = `${apiKey}_${execution}`;
			const run = await execute(executionId, own);
			return order.isRunAgain && hasError(run) ? await execute(`${executionId}_again`, own) : run;
		}),
	);
	const ms = performance.now() - begin;
	const indexed = simulator.world.indexedAssetsOf(indexId).map(({ assetId }) => assetId);
	const posts = simulator.requests.filter(
		({ method, path }) => method === 'POST' && path.includes(indexId),
	);
	return {
		ms,
		out: runs.reduce((sum, run) => sum + itemsOf(run).length, 0),
		ended: runs.some(hasError) ? 'withError' : 'well',
		indexed: new Set(indexed).size,
		again: indexed.length - new Set(indexed).size,
		refused: posts.filter(({ status }) => status === 429).length,
	};
}

const hasError = ({ data }: IRun): boolean => data.resultData.error !== undefined;

/** Of `count` assets, spread over all, the first request has its effect; its answer is a 500, or the connection is reset. */
function loseAnswers({ simulator }: TestWorld, assets: string[], count: number): void {
	for (let n = 0; n < count; n++) {
		const asset = assets[Math.floor((n * assets.length) / count)];
		simulator.faults.add({
			when: 'after',
			on: ({ operationId, body }) =>
				operationId === CREATE && (body as { asset_id?: string }).asset_id === asset,
			respond:
				n % 2 === 0
					? { status: 500, body: { code: 'internal_error', message: 'Internal server error' } }
					: 'reset',
		});
	}
}

fulfil(costs);
