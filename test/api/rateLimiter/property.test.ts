import fc from 'fast-check';

import { worldsWithoutMaxPause, worlds } from './randomWorld';

const MAX_IN_FLIGHT = 32;

test('whatever is sent, stopped and answered: each request ends once, and nothing hangs', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			await world.run();
			for (const { answers, answeredAt, sentAt } of world.requests) {
				expect(answers).toHaveLength(1);
				for (const at of sentAt) expect(at).toBeLessThanOrEqual(answeredAt);
			}
			expect(world.isIdle).toBe(true);
			expect(world.maxInFlight).toBeLessThanOrEqual(MAX_IN_FLIGHT);
		}),
		{ numRuns: 300 },
	);
});

test('the reason of a stop reaches only the requests that were stopped, and what a request throws only its own caller', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			await world.run();
			for (const { answers, canceledAt, fate, sentAt } of world.requests) {
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

test('in a pause whose end is stated, at most one probe at a time is in flight', async () => {
	await fc.assert(
		fc.asyncProperty(worlds, async (world) => {
			await world.run();
			// What left after a rejection had come, and before the time that it states.
			for (const { at, until } of world.rejections) {
				const probes = world.times
					.filter(({ sentAt }) => sentAt > at && sentAt < until)
					.sort((a, b) => a.sentAt - b.sentAt);
				const first = probes.at(0);
				if (!first) continue;
				const beside = probes.slice(1).filter(({ sentAt }) => sentAt < first.endedAt);
				expect(beside).toEqual([]);
			}
		}),
		{ numRuns: 300 },
	);
});

test('where all callers accept every pause, nothing is sent in one, and every request is accepted', async () => {
	await fc.assert(
		fc.asyncProperty(worldsWithoutMaxPause, async (world) => {
			await world.run();
			for (const { answers, canceledAt } of world.requests) {
				if (canceledAt === undefined) expect(answers).toMatchObject([{ kind: 'done' }]);
			}
			for (const { at, until } of world.rejections) {
				const early = world.times.filter(({ sentAt }) => sentAt > at && sentAt < until);
				expect(early).toEqual([]);
			}
		}),
		{ numRuns: 200 },
	);
});
