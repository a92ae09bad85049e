import assert from 'node:assert/strict';

import { readExample, ROWS_EXAMPLE, withCredential } from '../../../scripts/example';
import type { Execution } from '../../../scripts/n8n/clientTypes';
import type { Generated } from '../../../simulator/analysis/answer';
import type { NewAnalysisTask } from '../../../simulator/analysis/tasks';
import { DEMO } from '../../../simulator/demo';
import type { LoggedRequest } from '../../../simulator/journal';
import { until } from '../until';
import { DataTable } from './dataTable';
import { succeeded, type Proof } from './proof';

const { file, trigger, table } = ROWS_EXAMPLE;

const { onboarding, damaged, interview, openingTalk } = DEMO.assets;

/** As a user may write it in the place of an ID. */
const FILE_NAME = 'keynote.mp4';

/** The second and the third one cannot be analyzed. */
const ASSETS = [onboarding, FILE_NAME, damaged, interview, openingTalk];

const CUT_OFF: Generated = {
	data: 'A speaker',
	finish_reason: 'length',
	usage: { input_tokens: 9, output_tokens: 2 },
	warning: 'It is cut off.',
};

const REFUSAL = { status: 400, body: { code: 'parameter_invalid', message: 'Not today.' } };

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
		/** Deletes the answer of a row. A task that is given now belongs to it. */
		const reopened = async (assetId: string, task: NewAnalysisTask) => {
			await sheet.update('asset_id', assetId, { answer: null });
			const { id: row, updatedAt } = (await sheet.rows())[ASSETS.indexOf(assetId)];
			return world.tasks.add({
				...task,
				customId: `row-${String(row)}-${new Date(String(updatedAt)).getTime()}`,
				request: { prompt: 'Who speaks?', video: { type: 'asset_id', asset_id: assetId } },
				status: 'ready',
			});
		};

		await check(`${file}, stopped while it analyzes a row, has saved the rows before`, async () => {
			faults.add({ on: isStartOf(interview), when: 'after', respond: { delayMs: LOST_FOR_MS } });
			const execution = await run();
			await until('analyzing the fourth row', () => analyzed().length === 2, {
				withinMs: WITHIN_MS,
				signal,
			});
			await client.rest('POST', `executions/${execution}/stop`);
			assert.equal((await client.finished(execution, WITHIN_MS)).status, 'canceled');
			assert.deepEqual(await hasAnswer(), [true, false, false, false, false]);
		});
		await check(
			'run again, it reads what was started, analyzes the rest, and reports what cannot be',
			async () => {
				const execution = await succeeded(client, await run(), WITHIN_MS);
				assert.deepEqual(await hasAnswer(), [true, false, false, true, true]);
				assert.deepEqual(analyzed(), [onboarding, interview, openingTalk]);
				assert.equal(execution.data.resultData.runData[ROWS_EXAMPLE.getAnswer].length, 1);
				const reasons = reported(execution);
				assert.equal(reasons.length, 2, reasons.join());
				assert.match(reasons[0], /"keynote\.mp4" is not an ID/);
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
			assert.deepEqual(await hasAnswer(), [true, false, false, true, true]);
		});
		await check(
			'an analysis that failed is started anew, one that was cut off says so, and none where that is unclear',
			async () => {
				const failed = await reopened(interview, {});
				world.tasks.fail(failed.id, 'The video could not be analyzed.');
				await reopened(openingTalk, { generated: CUT_OFF });
				await reopened(onboarding, {});
				const seeded = analyzed().length;
				faults.add({ on: isListOf(onboarding), respond: REFUSAL });
				const execution = await succeeded(client, await run(), WITHIN_MS);
				assert.deepEqual(analyzed().slice(seeded), [interview]);
				assert.equal([...world.tasks.all.values()].at(-1)?.customId, failed.customId);
				assert.deepEqual(await hasAnswer(), [false, false, false, true, true]);
				assert.equal((await sheet.rows()).at(-1)?.answer, 'A speaker\n\n(Warning: It is cut off.)');
				assert.match(reported(execution)[0], /did not accept the request/);
			},
		);
	},
};

/** The reasons that were reported, over all rows. */
const reported = ({ data }: Execution): string[] =>
	data.resultData.runData[ROWS_EXAMPLE.failures].flatMap(
		(ran) => ran.data?.main[0]?.map(({ json }) => String(json.error)) ?? [],
	);

/** The requests that list the analyses of an asset. */
const isListOf =
	(assetId: string) =>
	({ operationId, query }: LoggedRequest): boolean =>
		operationId === 'analyzeAsync-tasks.list' && JSON.stringify(query).includes(assetId);

/** The requests that start an analysis of an asset. */
const isStartOf =
	(assetId: string) =>
	({ operationId, body }: LoggedRequest): boolean =>
		operationId === 'analyzeAsync-tasks.create' && JSON.stringify(body).includes(assetId);
