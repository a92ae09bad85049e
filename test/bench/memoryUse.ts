import { setTimeout as sleep } from 'node:timers/promises';

/** Collects what is no longer used; closed connections need a moment to be let go. */
export async function collectAllGarbage(): Promise<void> {
	collectGarbage();
	await sleep(100);
	collectGarbage();
}

/** Enough for the young generation to reach its greatest size. */
const YOUNG_OBJECTS = 4_000_000;

/** V8 enlarges it by what survives. */
const SURVIVORS = 50_000;

/** V8's young generation grows with what a process has done, up to some 130 MB: makes it as large as it gets. */
export function growYoungGeneration(): void {
	const inUse: object[] = [];
	for (let n = 0; n < YOUNG_OBJECTS; n++) inUse[n % SURVIVORS] = { n, of: [n] };
}

export function collectGarbage(): void {
	if (!globalThis.gc) throw new Error('Run with --expose-gc');
	globalThis.gc();
}
