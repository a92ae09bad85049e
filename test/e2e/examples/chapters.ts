import assert from 'node:assert/strict';

import {
	byId,
	CHAPTERS_EXAMPLE,
	readExample,
	withCredential,
	withParameters,
} from '../../../scripts/example';
import { outputOf } from '../../../scripts/n8n/executions';
import { DEMO } from '../../../simulator/demo';
import { ranByHand, type Proof } from './proof';

const { file, trigger } = CHAPTERS_EXAMPLE;

const TIME = /^\d\d:\d\d:\d\d$/;

export const chapters: Proof = {
	files: [file],
	async check({ check, repository }, { client, credential }) {
		const example = withParameters(await readExample(repository, file), trigger, {
			indexId: byId(DEMO.indexes.conferenceTalks),
		});
		await check(
			`${file} makes a summary of an indexed video, and an item for each chapter`,
			async () => {
				const execution = await ranByHand(client, withCredential(example, credential), trigger);
				assert.deepEqual(outputOf(execution, CHAPTERS_EXAMPLE.failures), []);
				const [{ json }, ...others] = outputOf(execution, CHAPTERS_EXAMPLE.summary);
				assert.deepEqual(others, []);
				const { summary } = Object(json.data) as { summary?: unknown };
				assert.ok(typeof summary === 'string' && summary !== '', JSON.stringify(json));
				const items = outputOf(execution, CHAPTERS_EXAMPLE.chapters);
				assert.ok(items.length > 1, JSON.stringify(items));
				for (const { json: item } of items) {
					const { title, start_time, end_time, description } = Object(item.chapter) as Record<
						string,
						string
					>;
					assert.ok(title && description, JSON.stringify(item));
					assert.match(start_time, TIME);
					assert.match(end_time, TIME);
					assert.equal(item.asset_id, json.asset_id);
				}
			},
		);
		await check('and reports an answer without chapters', async () => {
			const plain = withParameters(example, CHAPTERS_EXAMPLE.analyze, { answerAs: 'text' });
			const execution = await ranByHand(client, withCredential(plain, credential), trigger);
			const [{ json }, ...others] = outputOf(execution, CHAPTERS_EXAMPLE.failures);
			assert.deepEqual([others, outputOf(execution, CHAPTERS_EXAMPLE.summary)], [[], []]);
			assert.ok(json.text, JSON.stringify(json));
		});
	},
};
