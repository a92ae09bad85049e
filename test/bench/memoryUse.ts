import { setTimeout as sleep } from 'node:timers/promises';

/** Collects what is no longer used; closed connections need a moment to be let go. */
export async function collectAllGarbage(): Promise<void> {
	collectGarbage();
	await sleep(100);
	collectGarbage();
}

export function collectGarbage(): void {
	if (!globalThis.gc) throw new Error('Run with --expose-gc');
	globalThis.gc();
}
