/** How far back a scan reads, and what was emitted is kept. */

/** Entries may show up in lists a little after their `created_at`; each scan reads this much of the past again. */
export const OVERLAP_MS = 5 * 60_000;

/**
 * Beyond the overlap, so many IDs of what was emitted are kept: where more is created within a day, sweeps read less far back,
 * and the state stays small.
 */
const MAX_KEPT = 10_000;

/** What the last sweep of a source came to: it looks for entries that show up long after their `created_at`. */
export interface Sweep {
	/** The time at the server when it ended. */
	at: number;
	/** What was created since then is in the state, or is new. */
	from: number;
	/** How many entries there were in all when everything had been seen last, or that are known of since the next sweep has begun. */
	total: number;
	/** How far the next one has come, where one poll had not enough time for it. */
	open?: OpenSweep;
}

/** A sweep that has begun. */
export interface OpenSweep {
	/** The time at the server when it began: what becomes visible later is for the next one. */
	begun: number;
	/** What was created later was read. */
	downTo: number;
	/** The page, from 1, on which that was. */
	page: number;
}

/** An ID that was emitted, and when the entry was created. */
export type Emitted = [id: string, createdAt: number];

/** What was created before is not new, whether or not it was ever seen. */
export const reachOf = (cursor: number, sweep: Sweep | undefined): number =>
	Math.min(cursor - OVERLAP_MS, sweep?.from ?? Infinity);

/** Of what was emitted, what a later scan may still come across; and how far back a sweep may then read. */
export function recent(
	all: Emitted[],
	cursor: number,
	sweep: Sweep | undefined,
): { emitted: Record<string, number>; sweep?: Sweep } {
	const kept = since(reachOf(cursor, sweep), all);
	if (!sweep) return { emitted: Object.fromEntries(kept) };
	if (kept.length <= MAX_KEPT) return { emitted: Object.fromEntries(kept), sweep };
	const times = kept.map(([, createdAt]) => createdAt).sort((a, b) => b - a);
	const shorter = { ...sweep, from: Math.max(sweep.from, times[MAX_KEPT] + 1) };
	return { emitted: Object.fromEntries(since(reachOf(cursor, shorter), kept)), sweep: shorter };
}

const since = (time: number, emitted: Emitted[]): Emitted[] =>
	emitted.filter(([, createdAt]) => createdAt >= time);
