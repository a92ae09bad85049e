import assert from 'node:assert/strict';

import {
	byId,
	COMPLIANCE_EXAMPLE,
	DEMO_SUBJECT,
	HIGHLIGHTS_EXAMPLE,
	readExample,
	withCredential,
	withOptions,
	withParameters,
} from '../../../scripts/example';
import { outputOf } from '../../../scripts/n8n/executions';
import type { WorkflowDraft } from '../../../scripts/n8n/clientTypes';
import { ranByHand, type Proof } from './proof';

const ASSET = { assetId: byId(DEMO_SUBJECT.assetId) };

const COMMAND =
	/^ffmpeg -seek_timestamp 1 -ss [\d.]+ -i 'onboarding-tour\.mp4' -t \d+\.\d\d highlight-\d\d\.mp4$/;

/** With these options, the simulator leaves out the segments of the last definition: here, all of them. */
const INCOMPLETE = { analysisModel: 'pegasus1.6', maxTokens: 'unlimited' };

/** The examples that find segments. */
export const segments: Proof = {
	files: [HIGHLIGHTS_EXAMPLE.file, COMPLIANCE_EXAMPLE.file],
	async check({ check, repository }, { client, simulator, credential }) {
		const ran = async (example: WorkflowDraft, trigger: string) =>
			await ranByHand(client, withCredential(example, credential), trigger);
		const { file, trigger, getAsset, list, failures } = HIGHLIGHTS_EXAMPLE;
		const highlights = withParameters(await readExample(repository, file), getAsset, ASSET);
		await check(`${file} lists highlights, and how ffmpeg cuts each`, async () => {
			const [{ json }, ...others] = outputOf(await ran(highlights, trigger), list);
			assert.deepEqual(others, []);
			const commands = String(json.commands).split('\n');
			assert.ok(commands.length >= 3, String(json.commands));
			for (const command of commands) assert.match(command, COMMAND);
			const lines = String(json.list).split('\n');
			assert.equal(lines.length, commands.length);
			for (const line of lines) assert.match(line, /^\d\d:\d\d:\d\d \S/);
		});
		simulator.switches.unlimitedTokens = 'segmentsMissing';
		await check('and reports an answer without highlights that can be read', async () => {
			const incomplete = withOptions(highlights, HIGHLIGHTS_EXAMPLE.segment, INCOMPLETE);
			const [{ json }, ...others] = outputOf(await ran(incomplete, trigger), failures);
			assert.deepEqual(others, []);
			assert.match(String(json.warning), /segments are missing/);
		});
		const { review, log, segment } = COMPLIANCE_EXAMPLE;
		const compliance = withParameters(
			await readExample(repository, COMPLIANCE_EXAMPLE.file),
			segment,
			ASSET,
		);
		await check(`${COMPLIANCE_EXAMPLE.file} sends severe findings for review`, async () => {
			const execution = await ran(compliance, COMPLIANCE_EXAMPLE.trigger);
			const sent = outputOf(execution, review);
			const kept = outputOf(execution, log);
			assert.ok(sent.length > 0 && kept.length > 0, `${sent.length} and ${kept.length}`);
			assert.equal(sent.length + kept.length, outputOf(execution, segment).length);
			for (const { json } of sent) {
				assert.match(String(json.subject), / \(high\)$/);
				assert.match(
					String(json.message),
					/ From \d\d:\d\d:\d\d to \d\d:\d\d:\d\d in asset [0-9a-f]{24}\.$/,
				);
			}
			for (const { json } of kept) assert.notEqual(json.severity, 'high');
		});
		await check('and an answer that is not complete, with its warning', async () => {
			const incomplete = withOptions(compliance, segment, INCOMPLETE);
			const execution = await ran(incomplete, COMPLIANCE_EXAMPLE.trigger);
			const [{ json }, ...others] = outputOf(execution, review);
			assert.deepEqual([others, outputOf(execution, log)], [[], []]);
			assert.equal(json.subject, 'The check is not complete');
			assert.match(
				String(json.message),
				/^No finding can be read in asset [0-9a-f]{24}\. .* segments are missing\.$/,
			);
		});
	},
};
