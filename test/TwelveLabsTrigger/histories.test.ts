import fc from 'fast-check';

import { pollOnce } from '../../nodes/TwelveLabsTrigger/pollOnce';
import { indexedAsset } from '../../nodes/shared/indexedAsset';
import { preparedEvents } from '../../nodes/TwelveLabsTrigger/sources/indexedAsset/details';
import { indexedAssets } from '../../nodes/TwelveLabsTrigger/sources/indexedAsset/source';
import { histories } from './history';
import { runHistory } from './runHistory';

/** More, or the same ones again, by these two variables. */
const count = Number(process.env.HISTORIES ?? 1_000);
const seed = Number(process.env.HISTORIES_SEED ?? Date.now() % 2 ** 31);

test(`nothing missed, nothing twice, in ${count} random histories (HISTORIES_SEED=${seed})`, async () => {
	let completions = 0;
	await fc.assert(
		fc.asyncProperty(histories, async (history) => {
			const outcome = await runHistory(history, {
				pollOnce,
				indexedAsset,
				indexedAssets,
				preparedEvents,
			});
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
}, 3_600_000);
