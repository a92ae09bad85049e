import fc from 'fast-check';

import { changeStories, wrongsOfChange } from './faults/changes';
import { preventable } from './faults/preventable';
import { searchStories, wrongsOfSearch } from './faults/searches';
import { stories } from './faults/stories';
import { keys, live } from './faults/story';
import { TROUBLES } from './faults/troubles';
import { wrongsOf } from './faults/wrongs';
import { useWorld } from './world';

/** More, or the same ones again, by these two variables. */
const count = Number(process.env.FAULT_SCRIPTS ?? 80);
const seed = Number(process.env.FAULT_SCRIPTS_SEED ?? Date.now() % 2 ** 31);

/** A search has one request that changes nothing, and its pages: less can go wrong. */
const searches = Math.ceil(count / 4);

const HOUR_MS = 3_600_000;

const world = useWorld({
	apiKeys: keys,
	durations: { processing: 500, pending: 200, queued: 200, indexing: 200 },
});

test(
	`Index Asset: nothing twice, nothing lost, in ${count} random fault scripts (FAULT_SCRIPTS_SEED=${seed})`,
	async () => {
		await fc.assert(
			fc.asyncProperty(stories, async (story) => {
				const outcome = await live(world, story);
				expect(preventable(outcome, wrongsOf(outcome))).toEqual([]);
			}),
			{ numRuns: count, seed },
		);
	},
	HOUR_MS,
);

test(
	`Delete and Update: done or reported, in ${count} random fault scripts (FAULT_SCRIPTS_SEED=${seed})`,
	async () => {
		await fc.assert(
			fc.asyncProperty(changeStories, async (story) => {
				expect(await wrongsOfChange(world, story)).toEqual([]);
			}),
			{ numRuns: count, seed },
		);
	},
	HOUR_MS,
);

test(
	`Search: every clip once, or an error, in ${searches} random fault scripts (FAULT_SCRIPTS_SEED=${seed})`,
	async () => {
		await fc.assert(
			fc.asyncProperty(searchStories, async (story) => {
				expect(await wrongsOfSearch(world, story)).toEqual([]);
			}),
			{ numRuns: searches, seed },
		);
	},
	HOUR_MS,
);

const afterTheEffect = Object.keys(TROUBLES).filter((name) => name.endsWith('after the effect'));

test.each(afterTheEffect)(
	'%s of a Delete: what is not found any more is deleted, whatever the API calls that',
	async (trouble) => {
		for (const unknownId of [404, 400] as const) {
			for (const errorShape of ['flat', 'nested'] as const) {
				const wrongs = await wrongsOfChange(world, {
					operation: 'delete',
					items: [0],
					script: [{ trouble }],
					limited: TROUBLES[trouble]?.silent,
					switches: { unknownId, errorShape },
				});
				expect(wrongs).toEqual([]);
			}
		}
	},
);
