import { RateLimiter } from '../../../nodes/api/rateLimiter/rateLimiter';
import { QuotaServer, type QuotaOptions } from './quota';
import { VirtualClock } from './virtualClock';

export interface StormOptions extends QuotaOptions {
	requests: number;
	/** Where in its window the server is when the storm begins. */
	phaseMs?: number;
}

/** What it cost to get all requests through a limiter. */
export interface Storm {
	/** Time, as a multiple of what the limit itself takes. */
	overFloor: number;
	/** Rejected requests, as a share of those that were to be made. */
	rejectedShare: number;
}

/** All requests come at once, as the items of a node do. */
export async function storm({ requests, phaseMs = 0, ...quota }: StormOptions): Promise<Storm> {
	const clock = new VirtualClock(phaseMs);
	const server = new QuotaServer(clock, quota);
	const limiter = new RateLimiter(clock);
	const caller = { key: 'a', maxPauseMs: 10 * quota.windowMs };
	const all = Array.from(
		{ length: requests },
		async () => await limiter.run(caller, server.request),
	);
	const outcomes = await clock.run(Promise.all(all));
	if (outcomes.some(({ kind }) => kind !== 'done'))
		throw new Error('A request did not get through');
	const floorMs = (requests / quota.limit) * quota.windowMs;
	return {
		overFloor: (clock.ms - phaseMs) / floorMs,
		rejectedShare: server.rejected / requests,
	};
}

/** In the middle over as many evenly spread phases of the window. */
export async function medianStorm(options: StormOptions, phases: number): Promise<Storm> {
	const storms: Storm[] = [];
	for (let n = 0; n < phases; n++) {
		storms.push(await storm({ ...options, phaseMs: Math.round((n * options.windowMs) / phases) }));
	}
	return {
		overFloor: median(storms.map(({ overFloor }) => overFloor)),
		rejectedShare: median(storms.map(({ rejectedShare }) => rejectedShare)),
	};
}

const median = (values: number[]): number =>
	values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
