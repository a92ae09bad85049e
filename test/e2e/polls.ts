import { POLL_SECONDS } from '../../scripts/example';
import type { LoggedRequest } from '../../simulator/journal';
import type { Simulator } from '../../simulator/server';
import { until } from './until';
import { INDEX_LIST } from './watchedKinds';

/** How often the journal is looked at: n8n needs more than that from an answer to what follows. */
const INTERVAL_MS = 1;

/** A poll comes every few seconds; after a start, n8n takes its time. */
const WITHIN_MS = 180_000;

/** What a trigger has asked: its list, by default that of an index. Its workflow asks for single entries. */
export const polledBy = ({ requests }: Simulator, from = 0, list = INDEX_LIST): LoggedRequest[] =>
	requests.slice(from).filter(({ operationId }) => operationId === list);

export const isOpen = ({ status }: LoggedRequest): boolean => status === null;

/** When each poll began: its requests come in quick succession, and the next poll's some seconds later. */
function pollStarts(simulator: Simulator, list?: string): number[] {
	const times = polledBy(simulator, 0, list).map(({ at }) => at);
	return times.filter((at, n) => n === 0 || at - times[n - 1] > (POLL_SECONDS * 1_000) / 2);
}

/** Waits for something that polls bring about, and that shows in the simulator. */
export const untilPolled = async (holds: () => boolean, signal: AbortSignal): Promise<void> =>
	await until('polled', holds, { withinMs: WITHIN_MS, intervalMs: INTERVAL_MS, signal });

/** Waits until so many polls of a list, by default that of an index, are over, and the next one has begun. */
export async function polls(
	count: number,
	simulator: Simulator,
	signal: AbortSignal,
	list?: string,
): Promise<void> {
	const since = Date.now();
	const begun = () => pollStarts(simulator, list).filter((start) => start > since).length;
	await untilPolled(() => count === 0 || begun() > count, signal);
}

/** Waits until polls find nothing more: for as long as two of them take, nothing was asked for but lists. */
export async function untilQuiet(simulator: Simulator, signal: AbortSignal): Promise<void> {
	const isOther = ({ operationId = '' }: LoggedRequest) => !operationId.endsWith('.list');
	const lastAsked = () => simulator.requests.findLast(isOther)?.at ?? 0;
	await untilPolled(() => Date.now() - lastAsked() > 2 * POLL_SECONDS * 1_000, signal);
}
