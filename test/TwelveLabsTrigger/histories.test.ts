import { resolve } from 'node:path';

import fc from 'fast-check';

import { historiesOf } from './histories';
import { runHistory } from './runHistory';
import { analysisTaskSubject } from './subjects/analysisTask';
import { assetSubject } from './subjects/asset';
import { embeddingTaskSubject } from './subjects/embeddingTask';
import { indexedAssetSubject } from './subjects/indexedAsset';
import type { Load } from './subjects/subject';

/** Of each source. More, or the same ones again, by these two variables. */
const count = Number(process.env.HISTORIES ?? 375);
const seed = Number(process.env.HISTORIES_SEED ?? Date.now() % 2 ** 31);

const TRIGGER = resolve(__dirname, '../../nodes/TwelveLabsTrigger');

// eslint-disable-next-line @typescript-eslint/no-require-imports
const load: Load = <Module>(file: string): Module => require(resolve(TRIGGER, file));

test.each([indexedAssetSubject, assetSubject, analysisTaskSubject, embeddingTaskSubject])(
	`nothing missed, nothing twice of $name in ${count} random histories (HISTORIES_SEED=${seed})`,
	async (subject) => {
		const parts = subject.parts(load);
		let completions = 0;
		await fc.assert(
			fc.asyncProperty(historiesOf(subject), async (history) => {
				const outcome = await runHistory(history, subject, parts);
				completions += outcome.completions;
				expect(outcome.missed).toEqual([]);
				expect(outcome.twice).toEqual([]);
				expect(outcome.flooded).toEqual([]);
				expect(outcome.excess).toBeLessThanOrEqual(0);
				expect(outcome.stateExcess).toBeLessThanOrEqual(0);
			}),
			{ numRuns: count, seed },
		);
		expect(completions).toBeGreaterThan(10 * count);
	},
	3_600_000,
);
