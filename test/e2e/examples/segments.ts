import assert from 'node:assert/strict';

import {
	byId,
	COMPLIANCE_EXAMPLE,
	DEMO_SUBJECT,
	HIGHLIGHTS_EXAMPLE,
	readExample,
	withCredential,
	withParameters,
} from '../../../scripts/example';
import { outputOf } from '../../../scripts/n8n/client';
import { ranByHand, type Proof } from './proof';

const ASSET = { assetId: byId(DEMO_SUBJECT.assetId) };

const COMMAND =
	/^ffmpeg -seek_timestamp 1 -ss [\d.]+ -i 'onboarding-tour\.mp4' -t \d+\.\d\d highlight-\d\d\.mp4$/;

/** The examples that find segments. */
export const segments: Proof = {
	files: [HIGHLIGHTS_EXAMPLE.file, COMPLIANCE_EXAMPLE.file],
	async check({ check, repository }, { client, credential }) {
		const ran = async (file: string, trigger: string, node: string) => {
			const example = withParameters(await readExample(repository, file), node, ASSET);
			return await ranByHand(client, withCredential(example, credential), trigger);
		};
		const { file, trigger, getAsset, list } = HIGHLIGHTS_EXAMPLE;
		await check(`${file} lists highlights, and how ffmpeg cuts each`, async () => {
			const [{ json }, ...others] = outputOf(await ran(file, trigger, getAsset), list);
			assert.deepEqual(others, []);
			const commands = String(json.commands).split('\n');
			assert.ok(commands.length >= 3, String(json.commands));
			for (const command of commands) assert.match(command, COMMAND);
			const lines = String(json.list).split('\n');
			assert.equal(lines.length, commands.length);
			for (const line of lines) assert.match(line, /^\d\d:\d\d:\d\d \S/);
		});
		const { review, log, segment } = COMPLIANCE_EXAMPLE;
		await check(`${COMPLIANCE_EXAMPLE.file} sends severe findings for review`, async () => {
			const execution = await ran(COMPLIANCE_EXAMPLE.file, COMPLIANCE_EXAMPLE.trigger, segment);
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
	},
};
