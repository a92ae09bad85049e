import type { IPollFunctions } from 'n8n-workflow';

/**
 * When the details of an entry could first not be read, by workflow, node and ID. An asset that finished long ago, as in a
 * backlog, waits as long as any other. In the process: after a restart of n8n the wait begins anew.
 */
const firstAttempts = new Map<string, number>();

/** The map is bounded: beyond, the oldest wait begins anew. */
const MAX_ATTEMPTS = 5_000;

/** How long ago, in milliseconds, the details of an entry could first not be read: 0 at the first call for it. */
export function unreadDetails(context: IPollFunctions): (id: string) => number {
	const prefix = `${context.getWorkflow().id} ${context.getNode().id}`;
	return (id) => {
		const now = performance.now();
		const key = `${prefix} ${id}`;
		const first = firstAttempts.get(key) ?? now;
		firstAttempts.set(key, first);
		for (const oldest of firstAttempts.keys()) {
			if (firstAttempts.size <= MAX_ATTEMPTS) break;
			firstAttempts.delete(oldest);
		}
		return now - first;
	};
}
