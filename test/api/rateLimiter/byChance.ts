import { RateLimiter } from '../../../nodes/api/rateLimiter/rateLimiter';
import { done, rateLimited } from './quota';
import { VirtualClock } from './virtualClock';

/** A server that rejects without any quota. */
export interface ChanceOptions {
	/** Whether it rejects a request that arrives now. `random` is from 0 to 1. */
	rejects(random: number, now: number): boolean;
	/** What it states as the time to wait, in milliseconds; undefined for nothing. */
	statedMs?: number;
	latencyMs: number;
	seed: number;
	spanMs: number;
}

/** Items that wait at any time. */
const CALLERS = 64;

/** Numbers that are the same in every run. */
export function randomNumbers(seed: number): () => number {
	let state = seed;
	const next = () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
	// The first ones of neighbouring seeds are alike.
	for (let n = 0; n < 10; n++) next();
	return next;
}

/** Keeps sending for a while. @returns when requests were accepted, in milliseconds */
export async function acceptedByChance(options: ChanceOptions): Promise<number[]> {
	const { rejects, statedMs, latencyMs, seed, spanMs } = options;
	const clock = new VirtualClock();
	const limiter = new RateLimiter(clock);
	const random = randomNumbers(seed);
	const accepted: number[] = [];
	const stop = new AbortController();
	const request = async () => {
		await clock.sleep(latencyMs / 2);
		const isRejected = rejects(random(), clock.ms);
		if (!isRejected) accepted.push(clock.ms);
		await clock.sleep(latencyMs / 2);
		return isRejected
			? rateLimited(statedMs === undefined ? {} : { resetsInMs: statedMs })
			: done();
	};
	const caller = { key: 'a', maxPauseMs: Infinity, cancel: stop.signal };
	const sendAll = async () => {
		while (!stop.signal.aborted) await limiter.run(caller, request);
	};
	void clock.sleep(spanMs).then(() => stop.abort(new Error('The time is over')));
	await clock.run(Promise.allSettled(Array.from({ length: CALLERS }, sendAll)));
	return accepted;
}
