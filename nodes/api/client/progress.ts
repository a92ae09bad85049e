import type { IExecuteFunctions } from 'n8n-workflow';

import type { Connection } from './connection';
import type { RateLimitWait } from '../rateLimiter/rateLimiter';

/** Indexes of the items of one run of a node: of those that have begun, and of those that have ended. */
interface Progress {
	begun: Set<number>;
	ended: Set<number>;
	/** How long the rate limit has paused the run, in milliseconds. */
	pausedMs: number;
	/** When the last of these pauses ends, on the clock of `performance.now`. */
	pausedUntil: number;
}

const runs = new WeakMap<object, Progress>();

/** An item of a run, beside the others. */
interface CountedItem {
	ended(): void;
	/** How many items of the run have begun, this one among them. */
	begun(): number;
	/** Whether all of them have ended. */
	allEnded(): boolean;
}

/**
 * Counts an item of a run, once however often n8n runs it.
 * @param run see `Connection`. With Batching, most of its items begin when others have ended
 */
export function itemStarted(run: object, index: number): CountedItem {
	const progress = runs.get(run) ?? {
		begun: new Set(),
		ended: new Set(),
		pausedMs: 0,
		pausedUntil: 0,
	};
	runs.set(run, progress);
	progress.begun.add(index);
	// n8n may run it again.
	progress.ended.delete(index);
	return {
		ended: () => void progress.ended.add(index),
		begun: () => progress.begun.size,
		allEnded: () => progress.ended.size === progress.begun.size,
	};
}

/** How long the rate limit has paused a run so far, in milliseconds, apart from pauses of less than two seconds. */
export const pausedMs = (run: object): number => runs.get(run)?.pausedMs ?? 0;

/** Writes a line to n8n's log, and in a manual execution to the console of the editor. */
export function report(
	{ context, node }: Pick<Connection, 'context' | 'node'>,
	text: string,
): void {
	context.logger.info(`${node.name}: ${text}`);
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
	const progress = connection.run && runs.get(connection.run);
	if (progress && 'pauseMs' in wait) addPause(progress, wait.pauseMs);
	const items = progress ? `, ${progress.ended.size} of ${progress.begun.size} items done` : '';
	report(connection, `Rate limit: ${what}${items}`);
}

/** A pause is reported anew after each probe, and those of two categories overlap. */
function addPause(progress: Progress, ms: number): void {
	const now = performance.now();
	const until = Math.max(now + ms, progress.pausedUntil);
	progress.pausedMs += until - Math.max(now, progress.pausedUntil);
	progress.pausedUntil = until;
}
