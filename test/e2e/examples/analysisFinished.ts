import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import {
	ANALYSIS_EXAMPLE,
	pollingOften,
	readExample,
	withCredential,
} from '../../../scripts/example';
import type { N8nClient } from '../../../scripts/n8n/client';
import { outputOf } from '../../../scripts/n8n/executions';
import { succeeded, type Proof } from './proof';

const { file, trigger, answers, failures } = ANALYSIS_EXAMPLE;

const WITHIN_MS = 60_000;
const INTERVAL_MS = 500;

export const analysisFinished: Proof = {
	files: [file],
	async check({ check, repository, signal }, { client, simulator, credential }) {
		const { tasks } = simulator.world;
		await check(`${file} starts by itself with answers, and with why there is none`, async () => {
			const example = pollingOften(await readExample(repository, file), trigger);
			const { id } = await client.createWorkflow(withCredential(example, credential));
			await client.publish(id);
			const [done, broken, canceled] = Array.from(
				{ length: 3 },
				() => tasks.add({ status: 'processing' }).id,
			);
			tasks.finish(done);
			tasks.fail(broken, 'video_file_broken');
			tasks.cancel(canceled);
			const deadline = Date.now() + WITHIN_MS;
			let out = await outputsOf(client, id);
			while (out[answers].length + out[failures].length < 3 && Date.now() < deadline) {
				await sleep(INTERVAL_MS, undefined, { signal });
				out = await outputsOf(client, id);
			}
			assert.deepEqual(
				out[answers].map(({ event, task_id }) => [event, task_id]),
				[['ready', done]],
			);
			assert.ok(out[answers][0].text, JSON.stringify(out[answers]));
			assert.deepEqual(
				out[failures].map(({ event, task_id }) => `${String(event)} ${String(task_id)}`).sort(),
				[`canceled ${canceled}`, `failed ${broken}`],
			);
		});
	},
};

/** The items of the two ends of the workflow, over all of its executions. */
async function outputsOf(client: N8nClient, workflowId: string) {
	const executions = await Promise.all(
		(await client.executions(workflowId)).map(async ({ id }) => await succeeded(client, id)),
	);
	const itemsOf = (node: string) =>
		executions.flatMap((execution) => outputOf(execution, node)).map(({ json }) => json);
	return { [answers]: itemsOf(answers), [failures]: itemsOf(failures) };
}
