/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never published */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { readExample, WATCH_EXAMPLE, watching, withCredential } from '../../../scripts/example';
import type { N8nClient } from '../../../scripts/n8n/client';
import type { Execution, ExecutionSummary } from '../../../scripts/n8n/clientTypes';
import type { World } from '../../../simulator/world';
import { openFleet, type Fleet } from '../fleet/openFleet';
import { callAll, webhookIndexing } from '../fleet/webhook';
import type { Part, Stage } from '../part';
import { polls } from '../polls';
import { POSTGRESQL, REDIS } from '../requirements';
import { tellingsOf, timesTold } from '../tellings';

const EXECUTIONS = 200;

/** So that a worker is in the middle of some when it is killed. */
const CREATE_MS = 400;

/** n8n marks the executions of a killed worker after a minute; a busy computer takes longer. */
const ENDED_WITHIN_MS = 240_000;
const LOOK_MS = 500;

/** How many finish while the trigger of the fleet watches, and how quickly. */
const COMPLETIONS = 60;
const APART_MS = 200;

const ENDED = ['success', 'error', 'crashed', 'canceled'];

/** Queue mode: one main process, two workers, Redis and PostgreSQL. */
export const fleet: Part = {
	name: 'Fleet',
	needs: [REDIS, POSTGRESQL],
	withinMinutes: 12,
	async run(stage) {
		const opened = await openFleet(stage);
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
	const until = async (count: number) => await untilEnded(client, workflowId, count, stage.signal);

	simulator.faults.add({
		on: 'indexes-indexedAssets.create',
		times: Infinity,
		respond: { delayMs: CREATE_MS },
	});
	await callAll(n8n.url, assets, stage.signal);
	await until(EXECUTIONS / 2);
	await workers[0].kill();
	const ended = await until(EXECUTIONS);
	const unsuccessful = ended.filter(({ status }) => status !== 'success');

	await stage.check('every execution ends, those of the killed worker with an error', async () => {
		assert.equal(ended.length, EXECUTIONS);
		assert.ok(unsuccessful.length > 0, 'the worker was killed while it had nothing to do');
	});
	let retried = 0;
	await stage.check("n8n's own retry succeeds where n8n has kept the input", async () => {
		for (const { id } of unsuccessful) {
			if (!hasInput(await client.execution(id))) continue;
			const { status } = await client.retry(id);
			assert.equal(status, 'success');
			retried++;
		}
	});
	await stage.check('all of it once more leaves every asset indexed exactly once', async () => {
		simulator.faults.clear();
		const before = new Set((await client.executions(workflowId)).map(({ id }) => id));
		await callAll(n8n.url, assets, stage.signal);
		const again = (await until(before.size + EXECUTIONS)).filter(({ id }) => !before.has(id));
		assert.equal(again.length, EXECUTIONS);
		assert.deepEqual(new Set(again.map(({ status }) => status)), new Set(['success']));
		assert.deepEqual(assetsIndexed(world, indexId), [...assets].sort());
	});
	stage.tell(`${EXECUTIONS} executions, ${unsuccessful.length} interrupted, ${retried} retried`);
}

/** The trigger polls in one process, and its executions run in another. */
async function watchWithSeveral(
	{ repository, signal, check, tell }: Stage,
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
	await check('the trigger tells each completion once, with several processes', async () => {
		const told = timesTold(await tellingsOf(client, workflowId, WATCH_EXAMPLE.trigger));
		assert.deepEqual([...told].sort(), running.map((id) => [id, 1]).sort());
	});
	tell(`${COMPLETIONS} completions`);
}

/** Waits until so many executions of a workflow have ended. */
async function untilEnded(
	client: N8nClient,
	workflowId: string,
	count: number,
	signal: AbortSignal,
): Promise<ExecutionSummary[]> {
	const deadline = Date.now() + ENDED_WITHIN_MS;
	for (;;) {
		const executions = await client.executions(workflowId);
		const ended = executions.filter(({ status }) => ENDED.includes(status));
		if (ended.length >= count || Date.now() > deadline) return ended;
		await sleep(LOOK_MS, undefined, { signal });
	}
}

/** Of an execution whose worker is gone, n8n may have nothing left to begin with: then its retry does nothing. */
const hasInput = ({ data }: Execution): boolean =>
	(data.executionData?.nodeExecutionStack ?? []).length > 0;

const assetsIndexed = (world: World, indexId: string): string[] =>
	world
		.indexedAssetsOf(indexId)
		.map(({ assetId }) => String(assetId))
		.sort();
