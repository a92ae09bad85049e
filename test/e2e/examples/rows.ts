import assert from 'node:assert/strict';

import { readExample, ROWS_EXAMPLE, withCredential } from '../../../scripts/example';
import { outputOf } from '../../../scripts/n8n/client';
import { DEMO } from '../../../simulator/demo';
import type { LoggedRequest } from '../../../simulator/journal';
import { until } from '../until';
import { DataTable } from './dataTable';
import { succeeded, type Proof } from './proof';

const { file, trigger, table } = ROWS_EXAMPLE;

const { onboarding, damaged, interview, openingTalk } = DEMO.assets;

/** The second one cannot be analyzed. */
const ASSETS = [onboarding, damaged, interview, openingTalk];

/** The rows are analyzed one after the other, each for some seconds. */
const WITHIN_MS = 120_000;

/** Longer than it takes to stop a run. */
const LOST_FOR_MS = 60_000;

export const rows: Proof = {
	files: [file],
	async check({ check, repository, signal }, { client, simulator, credential }) {
		const { faults, world } = simulator;
		const sheet = await DataTable.create(client, table.name, table.columns);
		await sheet.add(
			ASSETS.map((asset_id) => ({ asset_id, question: `What is to be seen in ${asset_id}?` })),
		);
		const example = withCredential(await readExample(repository, file), credential);
		const { id } = await client.createWorkflow(example);
		const run = async () => await client.run(id, trigger);
		const hasAnswer = async () => (await sheet.rows()).map(({ answer }) => Boolean(answer));
		const analyzed = () =>
			[...world.tasks.all.values()]
				.filter(({ customId }) => customId?.startsWith('row-'))
				.map(({ request }) => request.video?.asset_id);

		await check(`${file}, stopped while it analyzes a row, has saved the rows before`, async () => {
			faults.add({ on: isStartOf(interview), when: 'after', respond: { delayMs: LOST_FOR_MS } });
			const execution = await run();
			await until('analyzing the third row', () => analyzed().length === 2, {
				withinMs: WITHIN_MS,
				signal,
			});
			await client.rest('POST', `executions/${execution}/stop`);
			assert.equal((await client.finished(execution, WITHIN_MS)).status, 'canceled');
			assert.deepEqual(await hasAnswer(), [true, false, false, false]);
		});
		await check(
			'run again, it reads what was started, analyzes the rest, and reports what cannot be',
			async () => {
				const execution = await succeeded(client, await run(), WITHIN_MS);
				assert.deepEqual(await hasAnswer(), [true, false, true, true]);
				assert.deepEqual(analyzed(), [onboarding, interview, openingTalk]);
				assert.equal(execution.data.resultData.runData[ROWS_EXAMPLE.getAnswer].length, 1);
				const [{ json }, ...others] = outputOf(execution, ROWS_EXAMPLE.failures);
				assert.deepEqual(others, []);
				assert.ok(json.error, JSON.stringify(json));
			},
		);
		await check('run once more, it pays for nothing again', async () => {
			const before = await sheet.rows();
			await succeeded(client, await run(), WITHIN_MS);
			assert.deepEqual(analyzed(), [onboarding, interview, openingTalk]);
			assert.deepEqual(await sheet.rows(), before);
		});
		await check('a row whose answer was deleted is analyzed anew', async () => {
			await sheet.update('asset_id', interview, { question: 'Who speaks?', answer: null });
			await succeeded(client, await run(), WITHIN_MS);
			assert.deepEqual(analyzed(), [onboarding, interview, openingTalk, interview]);
			assert.deepEqual(await hasAnswer(), [true, false, true, true]);
		});
	},
};

/** The requests that start an analysis of an asset. */
const isStartOf =
	(assetId: string) =>
	({ operationId, body }: LoggedRequest): boolean =>
		operationId === 'analyzeAsync-tasks.create' && JSON.stringify(body).includes(assetId);
