import { factsOf, isOfRequest, type RequestError } from '../api/errors/facts';
import { pause } from '../api/client/pause';
import type { Lifecycle } from './lifecycles';

/** Short clips are ready within seconds, so the first polls come soon ... */
const FIRST_PAUSE_MS = 2_000;
/** ... and long videos take hours, so the polls become rare. */
const PAUSE_GROWTH = 1.5;
const MAX_PAUSE_MS = 30_000;

/** So long what was just made may not be found yet: a server that answers reads may lag behind. */
const NOT_THERE_YET_MS = 10_000;

/** The last poll begins when the time is over; a server that answers at all does so within this time. */
const LAST_POLL_MS = 10_000;

/**
 * No poll takes longer: twice n8n's time limit of a request, for one that is repeated. The timer of a poll lives as long as its
 * bound, and a wait of hours has thousands of polls.
 */
const MAX_POLL_MS = 10 * 60_000;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** A wait whose status stays the same is reported so often. */
const REPORTED_AFTER_MS = 5 * MINUTE_MS;

/** The end of an item's waiting. */
export interface Deadline {
	/** How long the wait may take, in milliseconds. */
	ms: number;
	/** On the clock of `performance.now`, which no change of the local time moves. */
	at: number;
}

/** The wait begins now, and may take so many milliseconds. */
export const deadlineAfter = (ms: number): Deadline => ({ ms, at: performance.now() + ms });

/** Does what a wait does not count: its end is put off by the time that the work takes. */
export async function uncounted<T>(deadline: Deadline, work: () => Promise<T>): Promise<T> {
	const begun = performance.now();
	return await work().finally(() => {
		deadline.at += performance.now() - begun;
	});
}

/** Such as `6 seconds` or `60 minutes`. */
export function inWords(ms: number): string {
	const isMinutes = ms >= 2 * MINUTE_MS || ms === MINUTE_MS;
	const count = Math.round((ms / (isMinutes ? MINUTE_MS : SECOND_MS)) * 10) / 10;
	return `${count} ${isMinutes ? 'minute' : 'second'}${count === 1 ? '' : 's'}`;
}

/** How a wait ended: with a terminal status, or because the time was over. */
export type End<T> =
	| { state: 'succeeded'; entry: T }
	| { state: 'failed'; entry: T }
	| {
			state: 'running';
			/** As it was read last, where it was. */
			entry?: T;
			/** A sentence about the last poll, where that had no answer. */
			missed: string;
	  };

/** What a wait needs. */
interface Waiting<T> {
	deadline: Deadline;
	cancel?: AbortSignal;
	/** @param endsAt when the poll ends without an answer, on the clock of `performance.now` */
	read: (endsAt: number) => Promise<T>;
	/** Whether an entry counts: a server that lags behind may still show the end of an earlier processing. By default, each does. */
	isCurrent?: (entry: T) => boolean;
	/** Called where the status is another one than before, and every five minutes. */
	onRunning: (status: string, ms: number) => void;
}

/**
 * Polls until the status is terminal, ever less often, and once more when the time is over. A poll without an answer is no
 * reason to end the wait as long as the next one may have one.
 * @throws NodeApiError at once, where waiting does not help
 */
export async function waitForEnd<T extends { status?: string }>(
	{ succeeded, failed }: Lifecycle<T>,
	{ deadline, cancel, read, isCurrent = () => true, onRunning }: Waiting<T>,
): Promise<End<T>> {
	const begun = performance.now();
	let entry: T | undefined;
	let reported: { status?: string; at: number } | undefined;
	for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * PAUSE_GROWTH, MAX_PAUSE_MS)) {
		const polledAt = performance.now();
		const endsAt = Math.max(polledAt + LAST_POLL_MS, Math.min(deadline.at, polledAt + MAX_POLL_MS));
		const polled = await read(endsAt).catch((error: unknown) => {
			if (isOfRequest(error) && mayPass(error, begun)) return error;
			throw error;
		});
		let missed = '';
		if (polled instanceof Error) {
			missed = ` The last poll: ${polled.message}.`;
		} else if (isCurrent(polled)) {
			entry = polled;
			if (succeeded.includes(entry.status ?? '')) return { state: 'succeeded', entry };
			if (failed.includes(entry.status ?? '')) return { state: 'failed', entry };
		}
		const now = performance.now();
		const status = entry?.status;
		if (status !== reported?.status || now - (reported?.at ?? 0) >= REPORTED_AFTER_MS) {
			reported = { status, at: now };
			if (status !== undefined) onRunning(status, now - begun);
		}
		const left = deadline.at - now;
		if (left <= 0) return { state: 'running', entry, missed };
		await pause(Math.min(wait, left), cancel);
	}
}

function mayPass(error: RequestError, begun: number): boolean {
	const { passes, isGone } = factsOf(error);
	return passes || (isGone && performance.now() - begun < NOT_THERE_YET_MS);
}
