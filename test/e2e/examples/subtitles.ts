import assert from 'node:assert/strict';

import {
	DEMO_SUBJECT,
	readExample,
	SUBTITLES_EXAMPLE,
	withAsset,
	withCredential,
} from '../../../scripts/example';
import { outputOf } from '../../../scripts/n8n/executions';
import { ranByHand, type Proof } from './proof';

const { file, trigger, getSubtitles } = SUBTITLES_EXAMPLE;

export const subtitles: Proof = {
	files: [file],
	async check({ check, repository }, { client, credential }) {
		await check(`${file} makes a subtitle file, named like the asset`, async () => {
			const example = withAsset(await readExample(repository, file), DEMO_SUBJECT.assetId);
			const execution = await ranByHand(client, withCredential(example, credential), trigger);
			const [{ json, binary }] = outputOf(execution, getSubtitles);
			assert.match(String(json.text), /^1\n00:00:\d\d,\d{3} --> 00:00:\d\d,\d{3}\n\S/);
			assert.equal(binary?.data.fileName, 'onboarding-tour.srt');
		});
	},
};
