import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { readExample, WATCH_EXAMPLE, watching, withCredential } from '../../../scripts/example';
import type { N8nClient } from '../../../scripts/n8n/client';
import type { Execution, ExecutionSummary } from '../../../scripts/n8n/clientTypes';
import type { World } from '../../../simulator/world';
import { CONCURRENCY, openFleet, type Fleet } from '../fleet/openFleet';
import { callAll, webhookIndexing } from '../fleet/webhook';
import { INDEX_ASSET } from '../workflows';
import { refusePayment } from '../indexingCases';
import type { Part, Stage } from '../part';
import { polls } from '../polls';
import { POSTGRESQL, REDIS } from '../requirements';
import { emissionsOf, timesEmitted } from '../emissions';
import { uploadStoredFile } from '../storedFile';
import { until } from '../until';

const CREATE = 'indexes-indexedAssets.create';

const EXECUTIONS = 200;

/** So that both workers are in the middle of some when one is killed. */
const CREATE_MS = 1_000;

/** n8n marks the executions of a killed worker after a minute; a busy computer takes longer. */
const ENDED_WITHIN_MS = 240_000;

/** How many finish while the trigger of the fleet watches, and how quickly. */
const COMPLETIONS = 60;
const APART_MS = 200;

/** So many end with an error of the node, which leaves n8n an input to retry with. */
const REFUSED = 5;

/** What runs in a worker, and what it has claimed from the queue meanwhile. */
const MAX_INTERRUPTED = 2 * CONCURRENCY;

const ENDED = ['success', 'error', 'crashed', 'canceled'];

/** Queue mode: one main process, two workers, Redis, and PostgreSQL, which then also keeps the files. */
export const fleet: Part = {
	name: 'Fleet',
	needs: [REDIS, POSTGRESQL],
	withinMinutes: 12,
	async run(stage) {
		const opened = await openFleet(stage);
		await uploadStoredFile(stage, opened, 'database');
		await loseAWorker(stage, opened);
		await watchWithSeveral(stage, opened);
	},
};

/** One execution for each asset, and in the middle of them a worker is killed. */
async function loseAWorker(stage: Stage, opened: Fleet): Promise<void> {
	const { simulator, client, n8n, credential, workers } = opened;
	const { world } = simulator;
	const { id: indexId } = world.addIndex();
	const assets = Array.from({ length: EXECUTIONS }, () => world.addAsset({ status: 'ready' }).id);
	const draft = withCredential(webhookIndexing(indexId), credential);
	const { id: workflowId } = await client.createWorkflow(draft);
	await client.publish(workflowId);
	const ended = async (count: number) => await untilEnded(client, workflowId, count, stage.signal);

	const refused = assets.slice(0, REFUSED);
	refusePayment(simulator, refused);
	simulator.faults.add({ on: CREATE, times: Infinity, respond: { delayMs: CREATE_MS } });
	const calls = callAll(n8n.url, assets, stage.signal);
	// More than one worker can have under way, in the middle of all.
	const isMidway = async () => {
		const creates = simulator.requests.filter(({ operationId }) => operationId === CREATE);
		const underWay = creates.filter(({ status }) => status === null).length;
		return creates.length - underWay >= EXECUTIONS / 4 && underWay > CONCURRENCY;
	};
	const within = { withinMs: ENDED_WITHIN_MS, signal: stage.signal };
	await until('both workers in the middle of executions', isMidway, within);
	await workers[0].kill();
	await calls;
	let unsuccessful: Execution[] = [];
	let interrupted = 0;
	await stage.check('every execution ends, those of the killed worker with an error', async () => {
		const all = await ended(EXECUTIONS);
		assert.equal(all.length, EXECUTIONS);
		const others = all.filter(({ status }) => status !== 'success');
		unsuccessful = await Promise.all(others.map(async ({ id }) => await client.execution(id)));
		const messages = unsuccessful.flatMap(errorOfIndexing);
		assert.equal(messages.length, REFUSED);
		for (const message of messages) assert.match(message, /credit/);
		interrupted = unsuccessful.length - REFUSED;
		assert.ok(interrupted > 0, 'the worker was killed while it had nothing to do');
		assert.ok(interrupted <= MAX_INTERRUPTED, `${interrupted} are more than a worker can run`);
	});
	simulator.faults.clear();
	let retried = 0;
	await stage.check("n8n's own retry succeeds where n8n has kept the input", async () => {
		for (const { id } of unsuccessful) {
			if (!hasInput(await client.execution(id))) continue;
			const retry = await client.execution((await client.retry(id)).id);
			// While we looked, n8n may have put its own error in the place of the input.
			if (!hasBegun(retry)) continue;
			assert.equal(retry.status, 'success', retry.data.resultData.error?.message);
			retried++;
		}
		assert.ok(retried >= REFUSED, `only ${retried} had an input`);
		const indexed = new Set(assetsIndexed(world, indexId));
		for (const asset of refused) assert.ok(indexed.has(asset));
	});
	await stage.check('all of it once more leaves every asset indexed exactly once', async () => {
		const before = new Set((await client.executions(workflowId)).map(({ id }) => id));
		await callAll(n8n.url, assets, stage.signal);
		const again = (await ended(before.size + EXECUTIONS)).filter(({ id }) => !before.has(id));
		assert.equal(again.length, EXECUTIONS);
		assert.deepEqual(new Set(again.map(({ status }) => status)), new Set(['success']));
		assert.deepEqual(assetsIndexed(world, indexId), [...assets].sort());
	});
	stage.report(`${EXECUTIONS} executions, ${REFUSED} refused, ${interrupted} interrupted`);
	stage.report(`${retried} of these had an input, and were retried`);
}

/** The trigger polls in one process, and its executions run in another. */
async function watchWithSeveral(
	{ repository, signal, check, report }: Stage,
	{ simulator, client, credential }: Fleet,
): Promise<void> {
	const { world } = simulator;
	const { id: indexId } = world.addIndex();
	const example = await readExample(repository, WATCH_EXAMPLE.file);
	const draft = withCredential(watching(example, indexId), credential);
	const { id: workflowId } = await client.createWorkflow(draft);
	await client.publish(workflowId);

	const running = Array.from(
		{ length: COMPLETIONS },
		() => world.addIndexedAsset({ indexId, status: 'indexing' }).id,
	);
	for (const id of running) {
		world.finish(id);
		await sleep(APART_MS, undefined, { signal });
	}
	await polls(2, simulator, signal);
	await check('the trigger emits each completion once, with several processes', async () => {
		const emissions = await emissionsOf(client, workflowId, WATCH_EXAMPLE.trigger);
		assert.ok(emissions.every(({ isComplete }) => isComplete));
		assert.deepEqual([...timesEmitted(emissions)].sort(), running.map((id) => [id, 1]).sort());
	});
	report(`${COMPLETIONS} completions`);
}

/** Waits until so many executions of a workflow have ended. */
async function untilEnded(
	client: N8nClient,
	workflowId: string,
	count: number,
	signal: AbortSignal,
): Promise<ExecutionSummary[]> {
	let ended: ExecutionSummary[] = [];
	const isSo = async () => {
		const executions = await client.executions(workflowId);
		ended = executions.filter(({ status }) => ENDED.includes(status));
		return ended.length >= count;
	};
	await until(`ended: ${count} executions`, isSo, { withinMs: ENDED_WITHIN_MS, signal });
	return ended;
}

/** Which is the node's own: what n8n says of a worker that is gone stands beside the runs of nodes. */
const errorOfIndexing = ({ data }: Execution): string[] =>
	(data.resultData.runData[INDEX_ASSET] ?? []).flatMap(({ error }) => error?.message ?? []);

/** Of an execution whose worker is gone, n8n may have nothing left to begin with: then its retry does nothing. */
const hasInput = ({ data }: Execution): boolean =>
	(data.executionData?.nodeExecutionStack ?? []).length > 0;

const hasBegun = ({ data }: Execution): boolean => Object.keys(data.resultData.runData).length > 0;

const assetsIndexed = (world: World, indexId: string): string[] =>
	world
		.indexedAssetsOf(indexId)
		.map(({ assetId }) => String(assetId))
		.sort();
