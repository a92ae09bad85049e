/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never published */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { readExample, WATCH_EXAMPLE, watching, withCredential } from '../../../scripts/example';
import type { ExecutionSummary } from '../../../scripts/n8n/clientTypes';
import type { N8nClient } from '../../../scripts/n8n/client';
import type { World } from '../../../simulator/world';
import { openFleet } from '../fleet/openFleet';
import { callAll, webhookIndexing } from '../fleet/webhook';
import type { Part } from '../part';
import { polls } from '../polls';
import { POSTGRESQL, REDIS } from '../requirements';
import { tellingsOf, timesTold } from '../tellings';

const EXECUTIONS = 200;

/** So that each worker is in the middle of some when it is killed. */
const CREATE_MS = 400;

/** n8n marks the executions of a killed worker after a minute, a busy computer takes longer. */
const ENDED_WITHIN_MS = 240_000;
const LOOK_MS = 500;

/** How many finish while the trigger of the fleet watches. */
const COMPLETIONS = 60;

const ENDED = ['success', 'error', 'crashed', 'canceled'];

/** Queue mode: one main process, two workers, Redis and PostgreSQL. */
export const fleet: Part = {
	name: 'Fleet',
	needs: [REDIS, POSTGRESQL],
	withinMinutes: 12,
	async run(stage) {
		const { simulator, client, n8n, credential, workers } = await openFleet(stage);
		const { world } = simulator;

		const { id: indexId } = world.addIndex();
		const assets = Array.from({ length: EXECUTIONS }, () => world.addAsset({ status: 'ready' }).id);
		const draft = withCredential(webhookIndexing(indexId), credential);
		const { id: workflowId } = await client.createWorkflow(draft);
		await client.publish(workflowId);
		simulator.faults.add({
			on: 'indexes-indexedAssets.create',
			times: Infinity,
			respond: { delayMs: CREATE_MS },
		});
		const begun = Date.now();
		await callAll(n8n.url, assets, stage.signal);
		const until = async (count: number) =>
			await untilEnded({ client, workflowId, count, signal: stage.signal });
		await until(EXECUTIONS / 2);
		await workers[0].kill();
		const ended = await until(EXECUTIONS);
		const unsuccessful = ended.filter(({ status }) => status !== 'success');
		stage.tell(`${EXECUTIONS} executions in ${Math.round((Date.now() - begun) / 1_000)} s`);

		await stage.check(
			'every execution ends, those of the killed worker with an error',
			async () => {
				assert.equal(ended.length, EXECUTIONS);
				assert.ok(unsuccessful.length > 0, 'the worker was killed while it had nothing to do');
			},
		);
		await stage.check(
			"n8n's own retry of these leaves every asset indexed, exactly once",
			async () => {
				for (const { id } of unsuccessful) {
					const { status } = await client.retry(id);
					assert.equal(status, 'success');
				}
				assert.deepEqual(assetsIndexed(world, indexId), [...assets].sort());
			},
		);
		stage.tell(`${unsuccessful.length} interrupted by SIGKILL of a worker, and retried`);

		const { id: watchedId } = world.addIndex();
		const example = await readExample(stage.repository, WATCH_EXAMPLE.file);
		const watch = await client.createWorkflow(
			withCredential(watching(example, watchedId), credential),
		);
		await client.publish(watch.id);
		const running = Array.from(
			{ length: COMPLETIONS },
			() => world.addIndexedAsset({ indexId: watchedId, status: 'indexing' }).id,
		);
		for (const id of running) {
			world.finish(id);
			await sleep(200, undefined, { signal: stage.signal });
		}
		await polls(2, simulator, stage.signal);
		await stage.check(
			'the trigger tells each completion once, with several processes',
			async () => {
				const told = timesTold(await tellingsOf(client, watch.id, WATCH_EXAMPLE.trigger));
				assert.deepEqual([...told].sort(), running.map((id) => [id, 1]).sort());
			},
		);
		stage.tell(`${COMPLETIONS} completions`);
	},
};

/** Waits until so many executions of a workflow have ended. */
async function untilEnded({
	client,
	workflowId,
	count,
	signal,
}: {
	client: N8nClient;
	workflowId: string;
	count: number;
	signal: AbortSignal;
}): Promise<ExecutionSummary[]> {
	const deadline = Date.now() + ENDED_WITHIN_MS;
	for (;;) {
		const executions = await client.executions(workflowId);
		const ended = executions.filter(({ status }) => ENDED.includes(status));
		if (ended.length >= count || Date.now() > deadline) return ended;
		await sleep(LOOK_MS, undefined, { signal });
	}
}

const assetsIndexed = (world: World, indexId: string): string[] =>
	world
		.indexedAssetsOf(indexId)
		.map(({ assetId }) => String(assetId))
		.sort();
