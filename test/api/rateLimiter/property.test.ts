import fc from 'fast-check';

import { patientWorlds, worlds } from './randomWorld';

const WIDEST = 32;

test('whoever comes, whatever the server does and whoever is stopped: everything is answered once, nothing hangs', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			await world.run();
			for (const { answers, answeredAt, sentAt } of world.visits) {
				expect(answers).toHaveLength(1);
				for (const at of sentAt) expect(at).toBeLessThanOrEqual(answeredAt);
			}
			expect(world.isIdle).toBe(true);
			expect(world.mostInFlight).toBeLessThanOrEqual(WIDEST);
		}),
		{ numRuns: 300 },
	);
});

test('the reason of a stop reaches only who was stopped, and what is thrown only whose request threw it', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			await world.run();
			for (const { answers, canceledAt, fate, sentAt } of world.visits) {
				const [answer] = answers;
				if (!(answer instanceof Error)) continue;
				if (answer.message === 'stopped') expect(canceledAt).toBeDefined();
				else expect(fate).toBe('throws');
				if (answer.message === 'untrusted') expect(sentAt.length).toBeGreaterThan(0);
			}
		}),
		{ numRuns: 100 },
	);
});

test('in a pause that was told, one request at a time asks at most', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			await world.run();
			// What left after a refusal had come, and before the time that it told.
			for (const { at, until } of world.refusals) {
				const asking = world.times
					.filter(({ sentAt }) => sentAt > at && sentAt < until)
					.sort((a, b) => a.sentAt - b.sentAt);
				const first = asking.at(0);
				if (!first) continue;
				const beside = asking.slice(1).filter(({ sentAt }) => sentAt < first.endedAt);
				expect(beside).toEqual([]);
			}
		}),
		{ numRuns: 300 },
	);
});

test('where everybody accepts every pause, nothing is sent in one, and everybody passes', async () => {
	await fc.assert(
		fc.asyncProperty(patientWorlds, async (world) => {
			await world.run();
			for (const { answers, canceledAt } of world.visits) {
				if (canceledAt === undefined) expect(answers).toMatchObject([{ kind: 'done' }]);
			}
			for (const { at, until } of world.refusals) {
				const early = world.times.filter(({ sentAt }) => sentAt > at && sentAt < until);
				expect(early).toEqual([]);
			}
		}),
		{ numRuns: 200 },
	);
});
