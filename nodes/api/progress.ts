import type { IExecuteFunctions } from 'n8n-workflow';

import type { Connection } from './connection';
import type { RateLimitWait } from './rateLimiter/rateLimiter';

/** Items of one execution of a node: how many there are, and how many have ended. n8n starts all of them at once. */
interface Progress {
	total: number;
	done: number;
}

const runs = new Map<string, Progress>();

/**
 * Counts an item of an execution.
 * @returns what to call when the item has ended
 */
export function itemStarted(execution: string): () => void {
	const progress = runs.get(execution) ?? { total: 0, done: 0 };
	runs.set(execution, progress);
	progress.total++;
	return () => {
		if (++progress.done === progress.total) runs.delete(execution);
	};
}

/** Writes a line to n8n's log, and in a manual execution to the console of the editor. */
export function report({ context }: Connection, text: string): void {
	context.logger.info(`${context.getNode().name}: ${text}`);
	// Only the contexts of an execution have it, and n8n declares it for one of them only.
	(context as Partial<Pick<IExecuteFunctions, 'sendMessageToUI'>>).sendMessageToUI?.(text);
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Such as `Rate limit: pausing 38 s, 60 of 200 items done`. */
export function reportRateLimit(connection: Connection, wait: RateLimitWait): void {
	const what =
		'pauseMs' in wait
			? `pausing ${Math.ceil(wait.pauseMs / SECOND_MS)} s`
			: `about ${Math.round(MINUTE_MS / wait.spacingMs)} requests a minute`;
	const progress = runs.get(connection.lane);
	const items = progress ? `, ${progress.done} of ${progress.total} items done` : '';
	report(connection, `Rate limit: ${what}${items}`);
}
