import { acceptedByChance, type ChanceOptions } from './byChance';

const MINUTE_MS = 60_000;

/** Where a third of a minute has few requests, chance needs more runs to even out. */
const FEW_RUNS = 4;
const MANY_RUNS = 40;

/** Of the first third's rate. */
const MIN_KEPT = 0.7;

/** How many are accepted in the first and in the last third of a minute, over several runs. */
async function firstAndLast(
	runs: number,
	options: Omit<ChanceOptions, 'seed' | 'spanMs'>,
): Promise<[first: number, last: number]> {
	let first = 0;
	let last = 0;
	for (let run = 1; run <= runs; run++) {
		const accepted = await acceptedByChance({ ...options, seed: 7919 * run, spanMs: MINUTE_MS });
		first += accepted.filter((at) => at < MINUTE_MS / 3).length;
		last += accepted.filter((at) => at >= (2 * MINUTE_MS) / 3).length;
	}
	return [first, last];
}

const STATED: Array<[string, number | undefined]> = [
	['with Retry-After', 1_000],
	['without Retry-After', undefined],
];

describe.each(STATED)('rejections by chance, %s', (_, statedMs) => {
	test.each([
		[20, 6, FEW_RUNS],
		[20, 120, FEW_RUNS],
		[5, 6, FEW_RUNS],
		[5, 120, FEW_RUNS],
		[2, 6, MANY_RUNS],
		[2, 120, MANY_RUNS],
	])('one of %i, at %i ms: the rate does not fall with time', async (one, latencyMs, runs) => {
		const rejects = (random: number) => random < 1 / one;
		const [first, last] = await firstAndLast(runs, { rejects, statedMs, latencyMs });
		expect(last / first).toBeGreaterThanOrEqual(MIN_KEPT);
	});

	test('one of 500: as good as never slows nothing down', async () => {
		const rejects = (random: number) => random < 1 / 500;
		const [first, last] = await firstAndLast(1, { rejects, statedMs, latencyMs: 40 });
		expect(last / first).toBeGreaterThanOrEqual(MIN_KEPT);
		expect(first).toBeGreaterThan(20 * 60);
	});

	test('every second 100 ms: the rate does not fall with time', async () => {
		const rejects = (_random: number, now: number) => Math.floor(now / 100) % 2 === 1;
		const [first, last] = await firstAndLast(1, { rejects, statedMs, latencyMs: 6 });
		expect(last / first).toBeGreaterThanOrEqual(MIN_KEPT);
	});
});
