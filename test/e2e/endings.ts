import { setTimeout as sleep } from 'node:timers/promises';

import fc from 'fast-check';

import { POLL_SECONDS } from '../../scripts/example';
import type { RunningN8n } from '../../scripts/n8n/process';
import type { Simulator } from '../../simulator/server';
import { isOpen, polledBy, polls, untilPolled } from './polls';
import type { Save } from './database';
import { INDEX_LIST } from './watchedKinds';

/** Long enough for a signal to arrive while the answer is still to come. */
const OPEN_REQUEST_MS = 300;

/** From an answer to the end of all that n8n does because of it: state, execution, or the next request. */
const AFTERMATH_MS = 150;

type Moment = 'at any time' | 'during a request' | 'after an answer' | 'while the workflow runs';

/** How and when an n8n ends. */
export interface Ending {
	signal: 'SIGTERM' | 'SIGKILL';
	moment: Moment;
	/** Where in the moment, from 0 to 1. */
	share: number;
	/** How many polls of each trigger come before; with none, n8n may not have activated all of them yet. */
	polls: number;
}

/** An ending that has come. */
export interface Ended extends Ending {
	/** When the signal was sent, and when the process was gone. */
	at: number;
	goneAt: number;
}

/** The moments that matter, and any other. */
const ENDINGS: Array<Pick<Ending, 'signal' | 'moment'>> = [
	{ signal: 'SIGKILL', moment: 'during a request' },
	{ signal: 'SIGKILL', moment: 'after an answer' },
	{ signal: 'SIGKILL', moment: 'while the workflow runs' },
	{ signal: 'SIGTERM', moment: 'at any time' },
	{ signal: 'SIGTERM', moment: 'after an answer' },
];

/** Each kind of ending twice, in random order. */
export function plannedEndings(seed: number): Ending[] {
	const twice = [...ENDINGS, ...ENDINGS];
	const { length } = twice;
	const order = fc.shuffledSubarray(twice, { minLength: length });
	const places = fc.array(fc.record({ percent: fc.nat(100), polls: fc.nat(1) }), {
		minLength: length,
		maxLength: length,
	});
	// Without the bias of fast-check, which prefers the smallest.
	const plan = fc.noBias(fc.tuple(order, places));
	const [[endings, at]] = fc.sample(plan, { seed, numRuns: 1 });
	return endings.map((ending, n) => ({
		...ending,
		share: at[n].percent / 100,
		polls: at[n].polls,
	}));
}

/**
 * Ends an n8n in the way and at the moment that is planned.
 * @param lists that its triggers ask for
 */
export async function endAsPlanned(
	ending: Ending,
	{ n8n, lists }: { n8n: RunningN8n; lists: string[] },
	simulator: Simulator,
	signal: AbortSignal,
): Promise<Ended> {
	await Promise.all(lists.map(async (list) => await polls(ending.polls, simulator, signal, list)));
	await momentOf(ending, simulator, signal);
	const at = Date.now();
	await (ending.signal === 'SIGKILL' ? n8n.kill() : n8n.stop());
	return { ...ending, at, goneAt: Date.now() };
}

/** What a run that does not pass is understood by, together with the times of what was missed. */
export const storyOf = (ended: Ended, simulator: Simulator): string =>
	`${ended.signal} ${ended.moment}: sent ${ended.at}, gone ${ended.goneAt}, last asked ${lastAsked(ended, simulator)}`;

/** When the trigger of an n8n that has ended sent its last request. */
const lastAsked = ({ goneAt }: Ended, simulator: Simulator): number =>
	polledBy(simulator).findLast(({ at }) => at <= goneAt)?.at ?? 0;

async function momentOf(
	{ moment, share }: Ending,
	simulator: Simulator,
	signal: AbortSignal,
): Promise<void> {
	const begin = simulator.requests.length;
	switch (moment) {
		case 'at any time':
			return await sleep(share * POLL_SECONDS * 1_000, undefined, { signal });
		case 'during a request':
			simulator.faults.add({
				on: INDEX_LIST,
				respond: { delayMs: OPEN_REQUEST_MS },
			});
			return await untilPolled(() => polledBy(simulator, begin).some(isOpen), signal);
		case 'after an answer': {
			let quietSince = Infinity;
			return await untilPolled(() => {
				const requests = polledBy(simulator, begin);
				const isQuiet = requests.length > 0 && !requests.some(isOpen);
				quietSince = isQuiet ? Math.min(quietSince, performance.now()) : Infinity;
				return performance.now() >= quietSince + share * AFTERMATH_MS;
			}, signal);
		}
		case 'while the workflow runs':
			return await untilPolled(
				() =>
					simulator.requests
						.slice(begin)
						.some(({ operationId }) => operationId === 'indexes-indexedAssets.retrieve'),
				signal,
			);
	}
}

/** n8n starts the execution within this time after it has saved the state, on a slow computer too. */
const STARTS_WITHIN_MS = 10_000;

/**
 * What n8n has lost by ending: it saves first what a poll found as emitted, and starts the execution then, poll by poll. So
 * that is what it saved last before an ending, as far as no execution has anything of that or of what came after it.
 * @param saves of one trigger
 * @returns IDs
 */
export function lostByN8n(
	saves: Save[],
	endings: Ended[],
	isEmitted: (id: string) => boolean,
): Set<string> {
	const lost = endings.flatMap(({ at, goneAt }) => {
		const until = saves.filter((save) => save.at <= goneAt);
		const started = until.findLastIndex(({ ids }) => ids.some(isEmitted));
		return until.slice(started + 1).filter((save) => save.at > at - STARTS_WITHIN_MS);
	});
	return new Set(lost.flatMap(({ ids }) => ids));
}

/** An execution of the workflow takes less, on a slow computer too. */
const RUNS_WITHIN_MS = 15_000;

/** Whether an ending came before an execution that n8n created at this time had started, or while it ran. */
export const isInterrupted = (createdAt: number, endings: Ended[]): boolean =>
	endings.some(({ at, goneAt }) => createdAt > at - RUNS_WITHIN_MS && createdAt <= goneAt);
