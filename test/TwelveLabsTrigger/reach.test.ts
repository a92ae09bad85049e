import { OVERLAP_MS, reachOf, recent, type Emitted } from '../../nodes/TwelveLabsTrigger/reach';

const CURSOR = Date.UTC(2026, 0, 5, 12);
const HOUR = 60 * 60_000;

/** So many IDs, one a second, the newest at the cursor. */
const emitted = (count: number): Emitted[] =>
	Array.from({ length: count }, (_, n) => [`id${n}`, CURSOR - n * 1_000]);

test('without a sweep, what was emitted is kept as long as the overlap reaches', () => {
	const kept = recent(emitted(1_000), CURSOR, undefined);
	expect(Object.keys(kept.emitted)).toHaveLength(OVERLAP_MS / 1_000 + 1);
	expect(kept.sweep).toBeUndefined();
});

test('with a sweep, it is kept as far back as the next one reads', () => {
	const sweep = { at: CURSOR, from: CURSOR - HOUR, total: 7 };
	const kept = recent(emitted(5_000), CURSOR, sweep);
	expect(Object.keys(kept.emitted)).toHaveLength(3_601);
	expect(kept.sweep).toBe(sweep);
});

test('no more than 10,000 IDs are kept, and the next sweep reads no further back than they do', () => {
	const sweep = { at: CURSOR, from: CURSOR - 25 * HOUR, total: 7 };
	const kept = recent(emitted(30_000), CURSOR, sweep);
	expect(Object.keys(kept.emitted)).toHaveLength(10_000);
	expect(kept.sweep?.from).toBe(Math.min(...Object.values(kept.emitted)) - 999);
});

test('those of the overlap are kept, however many they are', () => {
	const within = emitted(30_000).map(([id], n): Emitted => [id, CURSOR - n]);
	const sweep = { at: CURSOR, from: CURSOR - 25 * HOUR, total: 7 };
	expect(Object.keys(recent(within, CURSOR, sweep).emitted)).toHaveLength(30_000);
});

test('a scan reaches back over the overlap, or as far as the sweep', () => {
	const sweep = { at: CURSOR, from: CURSOR - HOUR, total: 7 };
	expect(reachOf(CURSOR, undefined)).toBe(CURSOR - OVERLAP_MS);
	expect(reachOf(CURSOR, sweep)).toBe(CURSOR - HOUR);
	expect(reachOf(CURSOR, { ...sweep, from: CURSOR })).toBe(CURSOR - OVERLAP_MS);
});

test('exactly 10,000 IDs are kept as they are', () => {
	const sweep = { at: CURSOR, from: CURSOR - 25 * HOUR, total: 7 };
	const kept = recent(emitted(10_000), CURSOR, sweep);
	expect(Object.keys(kept.emitted)).toHaveLength(10_000);
	expect(kept.sweep).toBe(sweep);
	// In whatever order they come.
	const mixed = recent(emitted(10_001).reverse(), CURSOR, sweep);
	expect(Object.keys(mixed.emitted)).toHaveLength(10_000);
	expect(mixed.emitted).not.toHaveProperty('id10000');
	expect(mixed.emitted).toHaveProperty('id0');
});
