import assert from 'node:assert/strict';

import { readExample, REPORT_EXAMPLE, withCredential } from '../../../scripts/example';
import { outputOf } from '../../../scripts/n8n/executions';
import { ranByHand, type Proof } from './proof';

const { file, trigger, report } = REPORT_EXAMPLE;

const DAY_MS = 24 * 60 * 60_000;

/** An index of the free plan lives 90 days. */
const NEARLY_EXPIRED_MS = 80 * DAY_MS;

export const expiringAndFailed: Proof = {
	files: [file],
	async check({ check, repository }, { client, simulator, credential }) {
		await check(`${file} lists what expires soon, and what could not be processed`, async () => {
			const { world } = simulator;
			world.addIndex({ name: 'Old Trailers', createdAt: Date.now() - NEARLY_EXPIRED_MS });
			const example = withCredential(await readExample(repository, file), credential);
			const execution = await ranByHand(client, example, trigger);
			const [{ json }, ...others] = outputOf(execution, report);
			assert.deepEqual(others, []);
			const lines = [json.lines].flat().map(String);
			const about = (words: string) => lines.filter((line) => line.includes(words));
			assert.match(
				about('Old Trailers').join(),
				/^The index Old Trailers expires on \d{4}-\d\d-\d\d, with 0 videos$/,
			);
			assert.match(
				about('camera-2-card-damaged.mp4').join(),
				/^The file camera-2-card-damaged\.mp4 could not be processed: \S/,
			);
			// Two of the demonstration have months left.
			assert.deepEqual(about('Conference Talks'), []);
			assert.deepEqual(about('keynote-2026.mp4'), []);
		});
	},
};
